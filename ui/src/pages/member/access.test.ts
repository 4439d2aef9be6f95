import { expect, it } from 'vitest';
import type { Enrollment, Grant, MemberEntry } from '../../backend/api';
import { endOf, formOf, importsOf, othersOf, plan, reasonsOf } from './access';

function grant(id: string, expiresOn: string | null = null): Grant {
  return {
    id,
    target: { kind: 'course', id: '1', title: 'Drawing' },
    cohort: null,
    source: 'manual',
    state: 'active',
    status: 'active',
    startsAt: 0,
    startsOn: '1970-01-01',
    expiresAt: null,
    expiresOn,
    endedAt: null,
  };
}

const grants = [grant('1'), grant('2', '2026-12-31'), grant('3')];
const forms = () => Object.fromEntries(grants.map((one) => [one.id, formOf(one)]));

it('writes nothing for an untouched form', () => {
  expect(plan(grants, forms())).toEqual({ changed: [], removed: [] });
});

it('names of each grant only what was changed', () => {
  const edited = forms();
  edited['1'] = { ...formOf(grant('1')), expiresOn: '2027-01-31', cohort: '7' };
  edited['2'] = { ...formOf(grant('2', '2026-12-31')), expiresOn: null };
  expect(plan(grants, edited).changed).toEqual([
    { grant: '1', expiresOn: '2027-01-31', cohort: '7' },
    { grant: '2', expiresOn: null },
  ]);
});

it('only takes away what is taken away, whatever else was typed', () => {
  const edited = forms();
  edited['2'] = { state: 'disabled', expiresOn: null, cohort: null, removed: true };
  expect(plan(grants, edited)).toEqual({ changed: [], removed: ['2'] });
});

it('tells the reasons of the course alone from those that open other courses as well', () => {
  const bundle: Grant = { ...grant('2'), target: { kind: 'product', id: '9', title: 'Studio' } };
  const drawing = { course: 'Drawing', grantIds: ['1', '2'] } as Enrollment;
  const painting = { course: 'Painting', grantIds: ['2'] } as Enrollment;
  const reasons = reasonsOf([grant('1'), bundle, grant('3')], drawing);
  expect([reasons.own.map(({ id }) => id), reasons.shared.map(({ id }) => id)]).toEqual([['1'], ['2']]);
  expect(othersOf([drawing, painting], bundle, 'Drawing')).toEqual(['Painting']);
  expect(othersOf([drawing, painting], grant('1'), 'Drawing')).toEqual([]);
});

it('puts the access that lasts longest first', () => {
  const until = (id: string, expiresAt: number | null): Grant => ({ ...grant(id), expiresAt });
  const sorted = [until('1', 5), until('2', null), until('3', 9)].sort(endOf);
  expect(sorted.map(({ id }) => id)).toEqual(['2', '3', '1']);
});

it('knows by which file a grant came', () => {
  const entry = (kind: string, id: string, change: 'created' | 'edited') =>
    ({
      entry: { op: { kind, args: { file: 'list.csv' } } },
      changes: [{ table: 'grants', id, kind: change }],
    }) as unknown as MemberEntry;
  const history = [
    entry('import', '1', 'created'),
    entry('import', '2', 'edited'),
    entry('access.grant', '3', 'created'),
  ];
  expect(importsOf(history)).toEqual({ '1': 'list.csv' });
});
