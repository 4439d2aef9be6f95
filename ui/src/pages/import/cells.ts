// What a cell of the review shows: the file's value, what it changes in the book, or why it cannot be read.
import type { PlanCell, PlanRow, Verdict } from '../../backend/index';

export type CellView =
  | { kind: 'plain'; text: string }
  /** The book had nothing here. */
  | { kind: 'added'; text: string }
  | { kind: 'changed'; before: string; after: string }
  | { kind: 'erased'; before: string }
  /** The file says something else, and the book's value stays. */
  | { kind: 'kept'; before: string; value: string }
  | { kind: 'bad'; value: string; problem: string };

const compared: readonly Verdict[] = ['updated', 'unchanged', 'conflict'];

export function viewCell(cell: PlanCell, verdict: Verdict): CellView {
  if (cell.problem !== null) return { kind: 'bad', value: cell.value, problem: cell.problem };
  const before = cell.before ?? '';
  const after = cell.after ?? '';
  // Everything of a new member is new; marking each cell of it would say nothing.
  if (!compared.includes(verdict)) return { kind: 'plain', text: after || cell.value };
  if (cell.changed) {
    // A course or an expiry changes access, not a value of the book: then only the file's value is there to show.
    if (before === '') return { kind: 'added', text: after || cell.value };
    return after === '' ? { kind: 'erased', before } : { kind: 'changed', before, after };
  }
  const kept = before !== '' && cell.value.trim() !== '' && after === before && differs(cell.value, before);
  return kept ? { kind: 'kept', before, value: cell.value } : { kind: 'plain', text: after || cell.value };
}

/** Numbers and days are written in many ways; only what differs in letters and digits is worth showing. */
function differs(value: string, before: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const digits = (text: string): string => [...bare(text)].sort().join('');
  return bare(value) !== bare(before) && digits(value) !== digits(before);
}

/**
 * The row of the file that begins at `line`, by halving: rows are in the order of their lines, and what a row knows of
 * its duplicates is their lines. Null when the file has no such row.
 */
export async function rowAtLine(
  line: number,
  total: number,
  fetch: (index: number) => Promise<PlanRow | undefined>,
): Promise<PlanRow | null> {
  let [low, high] = [0, total - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = await fetch(middle);
    if (!row) return null;
    if (row.line === line) return row;
    if (row.line < line) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}
