// What can be exported and how, as far as it can be decided without asking.
import type { Commands, Locale, Query } from '../backend/index';

/** What has a row in the list. Of progress, the course is known from where it was asked for. */
export type Kind = Extract<Commands['export.run'][0]['kind'], string> | 'progress';
export type Delimiter = Commands['export.run'][0]['delimiter'];
export type Profile = Commands['export.for'][0]['profile'];

export const KINDS: readonly Kind[] = ['enrollments', 'subscriptions', 'members'];
export const PROFILES: readonly Profile[] = ['thinkific', 'thinkific_smart', 'thrive', 'member_kit'];

/** Where decimals are written with a comma, spreadsheets split lists at semicolons. */
export function defaultDelimiter(locale: Locale): Delimiter {
  return (1.5).toLocaleString(locale).includes(',') ? ';' : ',';
}

/** Whether a query shows less than the whole book: sorting alone does not. */
export function restricts(query: Query): boolean {
  return query.filter.trim() !== '' || query.search.trim() !== '';
}

/** A name every system takes: `Ateliê: 2026` and `enrollments` → `Ateliê 2026 enrollments.csv`. */
export function fileName(book: string, what: string, extension: 'csv' | 'xlsx' = 'csv'): string {
  const safe = `${book} ${what}`.replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ');
  return `${safe.replace(/\s+/g, ' ').trim()}.${extension}`;
}
