/** The six things that can become of a row, and their sum, which must always be the rows of the file. */

import type { Counts, LeftOut, Verdict } from '../../backend/api';

export const VERDICTS = [
  'created',
  'updated',
  'unchanged',
  'skipped',
  'conflict',
  'failed',
] as const satisfies readonly Verdict[];

/** What the review shows: rows with a verdict, all rows, or those whom a roster leaves out. */
export type Shown = Verdict | 'missing' | null;

export function countOf(counts: Counts, verdict: Verdict | null): number {
  switch (verdict) {
    case null:
      return counts.rows;
    case 'conflict':
      return counts.conflicts;
    default:
      return counts[verdict];
  }
}

export function sum(counts: Counts): number {
  return VERDICTS.reduce((total, verdict) => total + countOf(counts, verdict), 0);
}

/** Whether the rows are not in the book; of other rows with a reason only something stayed as it was. */
export function isWrong({ verdict }: Pick<LeftOut, 'verdict'>): boolean {
  return verdict === 'failed' || verdict === 'conflict';
}

/** What changed and is worth a look all the same, by the code of its reason. */
const NOTED: ReadonlySet<string> = new Set(['shortened', 'shortened_beside_product', 'comes_back', 'begins_later']);

export function isNoted({ code }: Pick<LeftOut, 'code'>): boolean {
  return NOTED.has(code);
}

/** Rows that could not be taken; they are what the file of failed rows holds. */
export function nWrong({ failed, conflicts }: Counts): number {
  return failed + conflicts;
}

/** Where the person's eyes belong first: what is wrong, then what needs a choice, else everything. */
export function firstFilter(counts: Counts): Verdict | null {
  if (counts.failed > 0) return 'failed';
  return counts.conflicts > 0 ? 'conflict' : null;
}
