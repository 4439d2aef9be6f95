import { describe, expect, it } from 'vitest';
import type { Changed } from '../../backend/api';
import { emptyChange, exceptions, toChange } from './change';

it('waits for what is missing', () => {
  expect(toChange(emptyChange())).toBeNull();
  expect(toChange({ ...emptyChange(), kind: 'shift', days: null })).toBeNull();
  expect(toChange({ ...emptyChange(), kind: 'shift', days: 0 })).toBeNull();
  expect(toChange({ ...emptyChange(), kind: 'shift', days: 1.5 })).toBeNull();
});

it('says what is asked as the command takes it', () => {
  const form = { ...emptyChange(), courses: ['1'] };
  expect(toChange({ ...form, day: '2026-12-31' })?.to).toEqual({
    expiry: { end: { on: '2026-12-31' }, overToo: false },
  });
  expect(toChange({ ...form, kind: 'shift', days: -7, overToo: true })?.to).toEqual({
    expiry: { end: { shift: -7 }, overToo: true },
  });
  expect(toChange({ ...form, kind: 'endless' })?.to).toEqual({ expiry: { end: 'never', overToo: false } });
  expect(toChange({ ...form, kind: 'revoke' })).toEqual({ courses: ['1'], products: [], to: 'revoked' });
  expect(toChange({ ...form, kind: 'disabled' })?.to).toEqual({ state: 'disabled' });
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
    expect(exceptions(changed, { courses: ['1'], products: [] })).toEqual([
      { key: 'change-left-ends-before-start', n: 5 },
      { key: 'change-left-none', n: 2 },
    ]);
  });

  it('has no access at all where nothing was chosen', () => {
    expect(exceptions(changed, { courses: [], products: [] })).toContainEqual({ key: 'change-left-no-access', n: 2 });
  });
});
