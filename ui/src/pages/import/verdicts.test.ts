import { expect, it } from 'vitest';
import { counts } from './fixtures';
import { countOf, firstFilter, sum, VERDICTS } from './verdicts';

const mixed = counts({ rows: 21, created: 1, updated: 2, unchanged: 3, skipped: 4, conflicts: 5, failed: 6 });

it('every row is counted once', () => {
  expect(VERDICTS.map((verdict) => countOf(mixed, verdict))).toEqual([1, 2, 3, 4, 5, 6]);
  expect(sum(mixed)).toBe(countOf(mixed, null));
  expect(sum({ ...mixed, failed: 7 })).not.toBe(mixed.rows);
});

it('the eye goes to errors, then to conflicts, else to everything', () => {
  expect(firstFilter(mixed)).toBe('failed');
  expect(firstFilter({ ...mixed, failed: 0 })).toBe('conflict');
  expect(firstFilter({ ...mixed, failed: 0, conflicts: 0 })).toBeNull();
});
