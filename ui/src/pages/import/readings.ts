// The ways a file can be read, as choices. What the file was found to use is always among them, even when it is none
// of the usual ones.
import type { DecimalSign, Layout } from '../../backend/index';
import { known, t } from '../../i18n/index';
import { DATE_ORDERS } from './days';

export interface Choice {
  value: string;
  label: string;
}

const ENCODINGS = [
  'UTF-8',
  'windows-1252',
  'UTF-16LE',
  'UTF-16BE',
  'windows-1250',
  'ISO-8859-2',
  'windows-1251',
  'macintosh',
  'Shift_JIS',
  'GBK',
  'Big5',
  'EUC-KR',
];
const DELIMITERS: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe', ':': 'colon' };
const QUOTES: Record<string, string> = { '"': 'double', "'": 'single', '': 'none' };

export function encodings(current: string): Choice[] {
  const all = ENCODINGS.some((one) => same(one, current)) ? ENCODINGS : [current, ...ENCODINGS];
  return all.map((value) => ({ value: same(value, current) ? current : value, label: encodingText(value) }));
}

export function delimiters(current: string): Choice[] {
  return withCurrent(DELIMITERS, current).map((value) => ({
    value,
    label: DELIMITERS[value] ? t(`import-delimiter-${DELIMITERS[value]}`) : value,
  }));
}

export function quotes(current: string): Choice[] {
  return withCurrent(QUOTES, current).map((value) => ({
    value,
    label: QUOTES[value] ? t(`import-quote-${QUOTES[value]}`) : value,
  }));
}

export function dateOrders(): { value: Layout['dateOrder']; label: string }[] {
  return DATE_ORDERS.map((value) => ({ value, label: t(`import-date-order-${value}`) }));
}

export function decimalSigns(): { value: DecimalSign; label: string }[] {
  return (['comma', 'point'] as const).map((value) => ({ value, label: t(`import-decimal-${value}`) }));
}

function withCurrent(usual: Record<string, string>, current: string): string[] {
  const values = Object.keys(usual);
  return values.includes(current) ? values : [current, ...values];
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function encodingText(label: string): string {
  const key = `import-encoding-${label.toLowerCase().replaceAll('_', '-')}`;
  return known(key) ? t(key) : label;
}
