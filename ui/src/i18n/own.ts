// Values of the school's own fields in the reader's language. The book keeps each in one form: a number with a point, a
// day as ISO writes it, `yes` or `no`. Digits are moved as text, so that none is rounded.
import type { FieldKind } from '../backend/api';
import { day } from './format';
import { t } from './index';
import { shown } from './locale.svelte';

const kept = /^-?\d+(\.\d+)?$/;

/** A value as a person reads it. What is left from another kind is shown as it is. */
export function ownText(kind: FieldKind, value: string): string {
  if (kind === 'number') return numberText(value);
  if (kind === 'date') return day(value);
  if (kind === 'yes_no' && (value === 'yes' || value === 'no')) return t(value);
  return value;
}

export function numberText(value: string): string {
  if (!kept.test(value)) return value;
  const [whole = '', fraction] = value.replace('-', '').split('.');
  const { group, decimal } = signs();
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, group);
  return `${value.startsWith('-') ? '-' : ''}${grouped}${fraction ? decimal + fraction : ''}`;
}

/**
 * What was typed, in the form the book keeps. What is no number in the reader's language is handed on in a form that
 * the book refuses, and says so.
 */
export function readNumber(text: string): string {
  const { group, decimal } = signs();
  const typed = text.trim().replace('−', '-');
  const grouped = new RegExp(`^-?\\d{1,3}([${group}\\s']\\d{3})+(\\${decimal}\\d+)?$`);
  const plain = grouped.test(typed) ? typed.replace(new RegExp(`[${group}\\s']`, 'g'), '') : typed;
  const swapped = plain.replace(/[.,]/g, (sign) => (sign === decimal ? '.' : ','));
  return kept.test(swapped) || kept.test(plain) ? swapped : typed;
}

/** Whether a value is of its field's kind, and not left from another. */
export function fits(kind: FieldKind, choices: readonly string[], value: string): boolean {
  if (value === '' || kind === 'text') return true;
  if (kind === 'number') return kept.test(value);
  if (kind === 'date') return /^\d{4}-\d\d-\d\d$/.test(value);
  return kind === 'choice' ? choices.includes(value) : value === 'yes' || value === 'no';
}

function signs(): { group: string; decimal: string } {
  return shown.locale === 'pt-BR' ? { group: '.', decimal: ',' } : { group: ',', decimal: '.' };
}
