import { describe, expect, it } from 'vitest';
import type { FilterChip } from '../backend/api';
import { chipText, condition, group, problemText, quote, valueText } from './filter';

const chip = (given: Partial<FilterChip>): FilterChip => ({
  text: '',
  negated: false,
  key: 'course',
  sign: ':',
  values: [],
  parts: [],
  joint: null,
  ...given,
});

describe('writing', () => {
  it('quotes only what needs it', () => {
    expect(quote('Drawing')).toBe('Drawing');
    expect(quote('Oil painting')).toBe('"Oil painting"');
    expect(quote('The "Big" One')).toBe('"The ""Big"" One"');
    expect(quote('none')).toBe('"none"');
    expect(quote('#12')).toBe('"#12"');
  });

  it('puts a condition together, and none without a value', () => {
    expect(condition('course', ':', ['Oil', '#12'])).toBe('course:Oil,#12');
    expect(condition('expires', '<', ['today'], true)).toBe('-expires<today');
    expect(condition('course', ':', [])).toBe('');
  });
});

describe('saying', () => {
  it('says a chip in words', () => {
    const values = [
      { text: 'Oil', label: null },
      { text: '#12', label: 'Ink' },
    ];
    expect(chipText(chip({ values }), 'title')).toBe('Course is Oil or Ink');
    expect(chipText(chip({ values, negated: true }), 'title')).toBe('Course is not Oil or Ink');
    const day = [{ text: '2026-12-31', label: null }];
    expect(chipText(chip({ key: 'expires', sign: '<', values: day }), 'days')).toBe('Expires before Dec 31, 2026');
    expect(chipText(chip({ key: null, text: '(a or b)' }), '')).toBe('(a or b)');
    const city = [{ text: 'Recife', label: null }];
    expect(chipText(chip({ key: 'custom."Home town"', values: city }), 'whole')).toBe('Home town is Recife');
  });

  it('says any, none and never without a verb', () => {
    const one = (text: string) => [{ text, label: null }];
    expect(chipText(chip({ values: one('any') }), 'title')).toBe('Course: any');
    expect(chipText(chip({ key: 'company', values: one('none') }), 'part')).toBe('Company: none');
    expect(chipText(chip({ key: 'expires', values: one('never') }), 'days')).toBe('Expires: never');
    expect(chipText(chip({ values: one('any'), negated: true }), 'title')).toBe('Course is not any');
    expect(chipText(chip({ values: one('"any"') }), 'title')).toBe('Course is any');
  });

  it('says days, spans and words', () => {
    expect(valueText('days', 'today..+30d')).toBe('today to in 30 days');
    expect(valueText('days', '-1d')).toBe('1 day ago');
    expect(valueText('days', '..2026-01')).toBe('until 2026-01');
    expect(valueText('days', 'never')).toBe('never');
    expect(valueText('words', 'disabled')).toBe('Disabled');
    expect(valueText('percent', '50..80')).toBe('50 – 80 %');
    expect(valueText('part', '"O""Neil"')).toBe('O"Neil');
  });

  it('says what is wrong and what could stand there', () => {
    const problem = { code: 'unknown_course', at: 7, text: 'Oli', expected: ['Oil'] };
    expect(problemText(problem)).toBe('There is no course “Oli”. Expected: Oil.');
  });
});

it('puts conditions together, and nothing where none is left', () => {
  expect(group(['access:none', 'course:Oil'], 'or', false)).toBe('(access:none or course:Oil)');
  expect(group(['access:none', 'course:Oil'], 'and', true)).toBe('-(access:none course:Oil)');
  expect(group([], 'or', true)).toBe('');
});

it('shows values of own fields in the words of the reader', () => {
  expect(valueText('number', '1234.5..2000', '1234.5..2000')).toBe('1,234.5 – 2,000');
  expect(valueText('yes_no', 'no', 'no')).toBe('No');
  expect(valueText('days', '2000-05-31', '2000-05-31')).toBe('May 31, 2000');
});
