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
  expect(plan(grants, forms())).toEqual({ revoke: [], edits: [] });
});

it('changes alike grants together and others apart', () => {
  const edited = forms();
  for (const id of ['1', '3']) edited[id] = { ...formOf(grant(id)), expiresOn: '2027-01-31' };
  edited['2'] = { ...formOf(grant('2', '2026-12-31')), expiresOn: null };
  expect(plan(grants, edited).edits).toEqual([
    { grants: ['1', '3'], expiresOn: '2027-01-31' },
    { grants: ['2'], expiresOn: null },
  ]);
});

it('only takes away what is taken away, whatever else was typed', () => {
  const edited = forms();
  edited['2'] = { state: 'disabled', expiresOn: null, removed: true };
  expect(plan(grants, edited)).toEqual({ revoke: ['2'], edits: [] });
});
