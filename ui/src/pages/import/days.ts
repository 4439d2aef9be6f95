/**
 * How a written day is read under each date order. Only to show the person what their choice means; the library reads
 * the file itself.
 */

import type { Layout } from '../../backend/api';

export type DateOrder = Layout['dateOrder'];
export const DATE_ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

const NUMERIC = /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[ T,].*)?$/;

/** The day "YYYY-MM-DD" that `text` means under `order`, or null when it means none (31/31/2020, "soon"). */
export function readDay(text: string, order: DateOrder): string | null {
  const match = NUMERIC.exec(text.trim());
  if (!match) return null;
  const parts = [match[1] ?? '', match[2] ?? '', match[3] ?? ''];
  const yearFirst = parts[0]?.length === 4;
  const [year, month, day] = yearFirst
    ? [parts[0], parts[1], parts[2]]
    : order === 'dmy'
      ? [parts[2], parts[1], parts[0]]
      : order === 'mdy'
        ? [parts[2], parts[0], parts[1]]
        : [parts[0], parts[1], parts[2]];
  if (year?.length !== 4) return null;
  return calendarDay(Number(year), Number(month), Number(day));
}

function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** Whether the day and the month could change places and still be a date: the only samples worth asking about. */
export function isAmbiguous(text: string): boolean {
  const dmy = readDay(text, 'dmy');
  const mdy = readDay(text, 'mdy');
  return dmy !== null && mdy !== null && dmy !== mdy;
}

/** The sample that says most about the order: an ambiguous one, else any that is a date. */
export function tellingSample(samples: readonly string[]): string | null {
  return (
    samples.find(isAmbiguous) ??
    samples.find((sample) => DATE_ORDERS.some((order) => readDay(sample, order) !== null)) ??
    null
  );
}

/** "YYYY-MM-DD" as the noon of that day in UTC, so that no zone moves it to a neighbour when it is formatted. */
export function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

export function addDays(day: string, days: number): string {
  const date = noon(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)));
  return moved.toISOString().slice(0, 10);
}
