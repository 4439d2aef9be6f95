import { afterEach, expect, it } from 'vitest';
import { shown } from './locale.svelte';
import { fits, numberText, ownText, readNumber } from './own';

afterEach(() => {
  shown.locale = 'en';
});

it('writes numbers as the reader does, and loses no digit', () => {
  expect(numberText('1234567.5')).toBe('1,234,567.5');
  expect(numberText('-12345678901234567890.1')).toBe('-12,345,678,901,234,567,890.1');
  expect(numberText('many')).toBe('many');
  shown.locale = 'pt-BR';
  expect(numberText('1234.5')).toBe('1.234,5');
});

it('reads what was typed in the language of the reader', () => {
  expect(readNumber(' 1,234.5 ')).toBe('1234.5');
  expect(readNumber('1,5')).toBe('1,5');
  expect(readNumber('many')).toBe('many');
  shown.locale = 'pt-BR';
  expect(readNumber('1.234,5')).toBe('1234.5');
  expect(readNumber('1.234')).toBe('1234');
  expect(readNumber('0,5')).toBe('0.5');
  // A point that groups no thousands is no number here; the book must not take it for one.
  expect(readNumber('1.5')).toBe('1,5');
});

it('takes back what it wrote', () => {
  for (const locale of ['en', 'pt-BR'] as const) {
    shown.locale = locale;
    for (const value of ['0', '-7', '999', '1000', '1234567.089', '-0.5']) {
      expect(readNumber(numberText(value))).toBe(value);
    }
  }
});

it('shows days and yes and no in words, and what is left from another kind as it is', () => {
  expect(ownText('date', '2000-12-31')).toBe('Dec 31, 2000');
  expect(ownText('yes_no', 'yes')).toBe('Yes');
  expect(ownText('yes_no', 'perhaps')).toBe('perhaps');
  expect(fits('number', [], 'many')).toBe(false);
  expect(fits('choice', ['S', 'M'], 'M')).toBe(true);
  expect(fits('date', [], '')).toBe(true);
});
