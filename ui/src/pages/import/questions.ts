/**
 * What the person must answer before the file can be read: which sheet is the list (what its columns are is asked
 * afterwards), several columns for one field, one column for several
 * fields, a date order the file does not decide. Rollbook asks; it never guesses these.
 */

import type { FileColumn, ImportSession } from '../../backend/api';
import { isAmbiguous, tellingSample } from './days';
import { IGNORE, isCustomField, isDateField, isKnownField, isOfLesson } from './fields';

export type Question =
  /** Which of these columns is `field`? */
  | { kind: 'column'; field: string; columns: number[] }
  /** Which of these fields is `column`? */
  | { kind: 'field'; column: number; fields: string[] }
  /** Which of these sheets is the list? */
  | { kind: 'sheet'; sheets: string[] }
  /** Day or month first? `sample` can be read both ways. */
  | { kind: 'dates'; sample: string };

export function questions(session: ImportSession, dateOrderAnswered: boolean): Question[] {
  if (!session.layout.sheetCertain) return [{ kind: 'sheet', sheets: session.sheets }];
  const asked: Question[] = [];
  session.columns.forEach((column, index) => {
    if (!column.ask) return;
    if (asksForField(column)) {
      asked.push({ kind: 'field', column: index, fields: column.ask.candidates });
      return;
    }
    const field = column.ask.field;
    if (asked.some((question) => question.kind === 'column' && question.field === field)) return;
    asked.push({ kind: 'column', field, columns: rivals(session.columns, field) });
  });
  const sample = dateOrderAnswered ? null : uncertainDate(session);
  if (sample !== null) asked.push({ kind: 'dates', sample });
  return asked;
}

/** The mapping that answers "which column is this field": the others stay out until the person says more. */
export function answerColumn(
  question: Extract<Question, { kind: 'column' }>,
  chosen: number | null,
): Record<number, string> {
  const mapping: Record<number, string> = {};
  for (const column of question.columns) {
    mapping[column] = column === chosen ? question.field : IGNORE;
  }
  return mapping;
}

/** The candidates are fields when every one of them is one; else they are the headers of rival columns. */
function asksForField(column: FileColumn): boolean {
  const candidates = column.ask?.candidates ?? [];
  return candidates.length > 0 && candidates.every(isFieldKey);
}

function isFieldKey(text: string): boolean {
  return text === IGNORE || isKnownField(text) || isCustomField(text) || isOfLesson(text);
}

function rivals(columns: readonly FileColumn[], field: string): number[] {
  const named = new Set(columns.flatMap((column) => (column.ask?.field === field ? column.ask.candidates : [])));
  return columns.flatMap((column, index) => (column.ask?.field === field || named.has(column.header) ? [index] : []));
}

/** A sample of the dates the file leaves open, or null when its order is certain or no date column is used. */
export function uncertainDate(session: ImportSession): string | null {
  if (session.layout.dateOrderCertain) return null;
  const samples = session.columns
    .filter((column) => isDateField(column.field) || (column.kind === 'date' && column.ask))
    .flatMap((column) => column.samples);
  const sample = tellingSample(samples);
  return sample !== null && isAmbiguous(sample) ? sample : null;
}
