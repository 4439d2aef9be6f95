// The text of a filter, put together from what a person chose. The book alone reads it; what stands here only writes.
import type { FilterChip, FilterKey, FilterProblem } from '../backend/api';
import { day, number } from '../i18n/format';
import { known, t } from '../i18n/index';
import { numberText, ownText } from '../i18n/own';

export const noAccess = 'access:none';
export const trash = 'in:trash';

/** A text as a value: in quotes, in which a quote is written twice, unless it is one plain word. */
export function quote(text: string): string {
  return /^[\p{L}\p{N}_.@+-]+$/u.test(text) && !/^(any|none|never)$/i.test(text)
    ? text
    : `"${text.replaceAll('"', '""')}"`;
}

/** A condition with values as they stand in a filter; nothing without a value. */
export function condition(key: string, sign: string, values: string[], negated = false): string {
  return values.length > 0 ? `${negated ? '-' : ''}${key}${sign}${values.join(',')}` : '';
}

/** Conditions that must all hold, or of which one must, as one part. */
export function group(parts: string[], joint: 'and' | 'or', negated: boolean): string {
  if (parts.length === 0) return '';
  return `${negated ? '-' : ''}(${parts.join(joint === 'or' ? ' or ' : ' ')})`;
}

interface InChapter {
  chapter: string;
  title: string;
}

/** A lesson as filters name it, with its chapter: another one may have a lesson of the same title. */
function lesson(course: string, { chapter, title }: InChapter): string {
  return quote(`${course} / ${chapter} / ${title}`);
}

/** Who can open a lesson. */
export function opens(course: string, of: InChapter): string {
  return condition('opens', ':', [lesson(course, of)]);
}

/** For whom a lesson opens on a day who can't open it yet. */
export function opensOn(course: string, of: InChapter, day: string): string {
  return `${condition(`opens.${lesson(course, of)}`, ':', [day])} -${opens(course, of)}`;
}

/** The values in what somebody pastes, one a line or with semicolons between; addresses in whatever list of them. */
export function pastedValues(key: string, text: string): string[] {
  const parts = text.split(key === 'email' ? /[\s,;<>"]+/ : /[\r\n\t;]+/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => (key === 'email' ? part.includes('@') : part !== '')))];
}

const words: Record<string, string> = {
  any: 'filter-any',
  none: 'filter-none',
  never: 'filter-never',
  trash: 'members-filter-trash',
};

/** A value as a person reads it. */
export function valueText(kind: string, text: string, label: string | null = null): string {
  if (label && kind !== 'words' && kind !== 'days' && kind !== 'number' && kind !== 'yes_no') return label;
  if (words[text]) return t(words[text]);
  if (kind === 'words') return known(`status-${text}`) ? t(`status-${text}`) : text;
  if (kind === 'yes_no') return ownText(kind, text);
  if (kind === 'number') return text.split('..').map(numberText).join(' – ');
  if (kind === 'days') return spanText(text);
  if (kind === 'percent') return t('filter-percent', { value: text.replace('..', ' – ') });
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function spanText(text: string): string {
  const [from = '', to] = text.split('..');
  if (to === undefined) return dayText(from);
  if (!from) return t('filter-until', { day: dayText(to) });
  if (!to) return t('filter-since', { day: dayText(from) });
  return t('filter-between', { from: dayText(from), to: dayText(to) });
}

function dayText(text: string): string {
  if (text === 'today') return t('filter-today');
  const [, sign, n] = text.match(/^([+-])(\d+)d$/) ?? [];
  if (n) return t(sign === '+' ? 'filter-in-days' : 'filter-days-ago', { n: Number(n), shown: number(Number(n)) });
  return /^\d{4}-\d\d-\d\d$/.test(text) ? day(text) : text;
}

export function keyText({ key, label }: Pick<FilterKey, 'key' | 'label'>): string {
  if (key.startsWith('opens.')) return t('filter-key-opens-on', { lesson: label ?? '' });
  return label ?? (known(`filter-key-${key.replaceAll('_', '-')}`) ? t(`filter-key-${key.replaceAll('_', '-')}`) : key);
}

/** What stands between a key and its values: "is", "before", "does not contain". */
export function signText(kind: string, sign: string, negated: boolean): string {
  if (sign !== ':') {
    const name = { '<': 'less', '<=': 'at-most', '>': 'more', '>=': 'at-least' }[sign] ?? 'less';
    const text = t(`filter-${kind === 'percent' || kind === 'number' ? 'number' : 'day'}-${name}`);
    return negated ? t('filter-negated', { sign: text }) : text;
  }
  if (kind === 'part') return t(negated ? 'filter-lacks' : 'filter-contains');
  return t(negated ? 'filter-is-not' : 'filter-is');
}

/** More values than this are counted, not said. */
const said = 5;

/** A chip in words. */
export function chipText(chip: FilterChip): string {
  if (!chip.key) return groupText(chip);
  if (chip.text === noAccess) return t('members-filter-lacks');
  const { kind } = chip.key;
  const key = keyText(chip.key);
  const first = chip.values.length > said ? chip.values.slice(0, said - 2) : chip.values;
  const texts = first.map((value) => valueText(kind, value.text, value.label));
  const isMissing = chip.values.length === 1 && /^(any|none|never)$/.test(chip.values[0]?.text ?? '');
  if (isMissing && !chip.negated) return t('filter-chip-missing', { key, value: texts.join('') });
  const left = chip.values.length - first.length;
  if (left > 0) texts.push(t('filter-more', { n: left, shown: number(left) }));
  return t('filter-chip', { key, sign: signText(kind, chip.sign, chip.negated), values: texts.join(t('filter-or')) });
}

/** Several conditions in words, with parentheses around what has an "or" or an "and" of its own. */
function groupText({ parts, joint, negated }: FilterChip): string {
  const texts = parts.map((part) => {
    const isSimple = part.parts.length === 0 && part.values.length < 2;
    return isSimple || parts.length === 1 ? chipText(part) : `(${chipText(part)})`;
  });
  const text = texts.join(` ${t(`filter-joint-${joint ?? 'and'}`)} `);
  return negated ? t('filter-chip-not', { chip: text }) : text;
}

/** Why a filter selects nobody, in a sentence. */
export function problemText({ code, text, expected }: FilterProblem): string {
  const sentence = t(`filter-problem-${code.replaceAll('_', '-')}`, { text });
  return expected.length > 0 ? `${sentence} ${t('filter-expected', { values: expected.join(', ') })}` : sentence;
}
