import { describe, expect, it } from 'vitest';
import type { AccessChange, Changed } from '../../backend/api';
import { emptyChange, exceptions, toChange } from './change';

it('waits for what is missing', () => {
  expect(toChange(emptyChange())).toBeNull();
  expect(toChange({ ...emptyChange(), kind: 'expire' })).toBeNull();
  expect(toChange({ ...emptyChange(), kind: 'shift', days: null })).toBeNull();
  expect(toChange({ ...emptyChange(), kind: 'shift', days: 0 })).toBeNull();
  expect(toChange({ ...emptyChange(), kind: 'shift', days: 1.5 })).toBeNull();
  expect(toChange({ ...emptyChange(), kind: 'shift', days: 99_999_999_999 })).toBeNull();
});

it('gives what is chosen, with the cohorts of what is chosen', () => {
  const form = { ...emptyChange(), cohorts: { '1': '7', '2': '8' }, expiresOn: '2026-12-31' };
  expect(toChange(form)).toBeNull();
  expect(toChange({ ...form, courses: ['1'], day: '2030-01-01' })).toEqual({
    give: { courses: ['1'], products: [], cohorts: ['7'], state: 'active', startsOn: null, expiresOn: '2026-12-31' },
  });
});

it('says what is asked as the command takes it', () => {
  const form = { ...emptyChange(), courses: ['1'], kind: 'expire' as const };
  const to = (change: AccessChange | null) => (change && 'change' in change ? change.change.to : null);
  expect(to(toChange({ ...form, day: '2026-12-31' }))).toEqual({
    expiry: { end: { on: '2026-12-31' }, overToo: false },
  });
  expect(to(toChange({ ...form, kind: 'shift', days: -7, overToo: true }))).toEqual({
    expiry: { end: { shift: -7 }, overToo: true },
  });
  expect(to(toChange({ ...form, kind: 'endless' }))).toEqual({ expiry: { end: 'never', overToo: false } });
  expect(toChange({ ...form, kind: 'revoke' })).toEqual({
    change: { courses: ['1'], products: [], to: 'revoked' },
  });
  expect(to(toChange({ ...form, kind: 'disabled' }))).toEqual({ state: 'disabled' });
});

describe('what is left as it is', () => {
  const changed: Changed = {
    members: 3,
    grants: 3,
    sample: [],
    exceptions: [
      { why: 'none', members: 2 },
      { why: 'ends_before_start', members: 5 },
    ],
  };

  it('is named with the most frequent reason first', () => {
    expect(exceptions(changed, { kind: 'expire', courses: ['1'], products: [] })).toEqual([
      { key: 'change-left-ends-before-start', n: 5 },
      { key: 'change-left-none', n: 2 },
    ]);
  });

  it('has no access at all where nothing was chosen', () => {
    expect(exceptions(changed, { kind: 'expire', courses: [], products: [] })).toContainEqual({
      key: 'change-left-no-access',
      n: 2,
    });
  });
});
