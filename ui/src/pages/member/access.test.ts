import { expect, it } from 'vitest';
import type { Grant } from '../../backend/api';
import { formOf, plan } from './access';

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
