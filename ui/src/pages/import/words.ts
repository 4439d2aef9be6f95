// Codes and values of an import, put into words. Every lookup is total: a code without words of its own still says
// which one it is, so that nothing is ever shown as a blank or a key.
import type { FileColumn, KnownOrigin, PlanRow, Verdict } from '../../backend/index';
import { day } from '../../i18n/format';
import { known, t } from '../../i18n/index';
import { shown } from '../../i18n/locale.svelte';
import { confidenceWord, customKey, IGNORE, isCustomField, isKnownField, isOfLesson, lessonPath } from './fields';
import type { Obstacle } from './steps';

const dashed = (code: string): string => code.replaceAll('_', '-');

export function obstacleText(obstacle: Obstacle, questions: number): string {
  return t(`import-obstacle-${dashed(obstacle)}`, { n: questions });
}

export function fieldLabel(field: string): string {
  if (field === IGNORE || isKnownField(field)) return t(`import-field-${dashed(field)}`);
  if (isOfLesson(field)) return lessonPath(field);
  return isCustomField(field) ? t('import-field-custom', { name: customKey(field) }) : field;
}

/** Why a column is matched as it is, with how sure that is. */
export function matchText(column: FileColumn): string {
  if (column.ask) return t('import-match-ask');
  switch (column.reason) {
    case 'password':
      return t('import-columns-password');
    case 'synonym':
    case 'similar':
    case 'values': {
      const sure = confidenceWord(column.confidence);
      return t(sure === 'none' ? 'import-match-none' : `import-match-${column.reason}-${sure}`);
    }
    default:
      return t(`import-match-${column.reason}`);
  }
}

export function verdictText(verdict: Verdict): string {
  return t(`import-verdict-one-${verdict}`);
}

export function verdictFilterText(verdict: Verdict | null): string {
  return t(`import-verdict-${verdict ?? 'all'}`);
}

export function reasonText(code: string, args: Record<string, string | number> = {}): string {
  const key = `import-reason-${dashed(code)}`;
  return known(key) ? t(key, { line: 0, n: 0, field: '', value: '', ...args }) : t('import-reason-other', { code });
}

/** "Looks like Hotmart sales". */
export function originText({ platform, list }: KnownOrigin): string {
  return t('import-origin', { platform, list });
}

/** The reason of a row; a row that failed in a cell names the column, as the eye may not be there. */
export function rowReason(row: PlanRow, columns: readonly FileColumn[]): string {
  if (row.reason === null) return '';
  const reason = reasonText(row.reason, row.args);
  const at = row.cells.findIndex((cell) => cell.problem !== null);
  const header = columns[at]?.header;
  return row.verdict === 'failed' && header !== undefined
    ? t('import-reason-with-column', { reason, column: header })
    : reason;
}

export interface Complaint {
  what: string;
  now: string;
}

/** Codes of the book and of the file that mean one thing to a person who chooses a file. */
const SAME_COMPLAINT: Record<string, string> = {
  not_found: 'file_not_found',
  permission: 'file_no_permission',
  io: 'file_io',
  file_binary: 'file_not_text',
};

/** What is wrong and what to do now. */
export function complaint(code: string, args: Record<string, string | number>): Complaint {
  const said = SAME_COMPLAINT[code] ?? code;
  const key = known(`import-error-${dashed(said)}`) ? `import-error-${dashed(said)}` : 'import-error-other';
  const values = { found: 0, limit: 500, line: 0, incident: '', detail: '', ...args, code };
  return { what: t(key, values), now: t(`${key}-now`, values) };
}

/** "Drawing, Painting and Sculpture", each in quotation marks; a long list ends in a count. */
export function titleList(titles: readonly string[], most = 4): string {
  const quoted = titles.slice(0, titles.length > most ? most - 1 : most).map((title) => `“${title}”`);
  const rest = titles.length - quoted.length;
  if (rest > 0) quoted.push(t('import-more-titles', { n: rest }));
  return new Intl.ListFormat(shown.locale, { type: 'conjunction' }).format(quoted);
}

export function longDate(iso: string): string {
  return new Intl.DateTimeFormat(shown.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${iso}T12:00:00Z`),
  );
}

export { day };
