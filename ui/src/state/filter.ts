// The text of a filter, put together from what a person chose. The book alone reads it; what stands here only writes.
import type { FilterChip, FilterProblem } from '../backend/api';
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

export function keyText(key: string, label: string | null = null): string {
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

/** A chip in words; one put together of several conditions is its text. */
export function chipText(chip: FilterChip, kind: string, label: string | null = null): string {
  if (!chip.key) return chip.text;
  if (chip.text === noAccess) return t('members-filter-lacks');
  const values = chip.values.map((value) => valueText(kind, value.text, value.label));
  const key = keyText(chip.key, label ?? chip.key.match(/^custom\."?(.*?)"?$/)?.[1] ?? null);
  const isMissing = chip.values.length === 1 && /^(any|none|never)$/.test(chip.values[0]?.text ?? '');
  if (isMissing && !chip.negated) return t('filter-chip-missing', { key, value: values.join('') });
  return t('filter-chip', { key, sign: signText(kind, chip.sign, chip.negated), values: values.join(t('filter-or')) });
}

/** Why a filter selects nobody, in a sentence. */
export function problemText({ code, text, expected }: FilterProblem): string {
  const sentence = t(`filter-problem-${code.replaceAll('_', '-')}`, { text });
  return expected.length > 0 ? `${sentence} ${t('filter-expected', { values: expected.join(', ') })}` : sentence;
}
