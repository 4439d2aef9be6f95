import { describe, expect, it } from 'vitest';
import type { FilterChip, FilterKey } from '../backend/api';
import { chipText, condition, group, opensOn, pastedValues, problemText, quote, valueText } from './filter';

const key = (key: string, kind: string, label: string | null = null): FilterKey => ({
  key,
  kind,
  label,
  mayBeMissing: true,
});

const chip = (given: Partial<FilterChip>): FilterChip => ({
  text: '',
  negated: false,
  key: key('course', 'title'),
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
    expect(chipText(chip({ values }))).toBe('Course is Oil or Ink');
    expect(chipText(chip({ values, negated: true }))).toBe('Course is not Oil or Ink');
    const day = [{ text: '2026-12-31', label: null }];
    expect(chipText(chip({ key: key('expires', 'days'), sign: '<', values: day }))).toBe('Expires before Dec 31, 2026');
    const city = [{ text: 'Recife', label: null }];
    expect(chipText(chip({ key: key('custom."Home town"', 'whole', 'Home town'), values: city }))).toBe(
      'Home town is Recife',
    );
  });

  it('says several conditions in words, each with its own', () => {
    const value = (text: string) => ({ text, label: null });
    const expired = chip({ key: key('access', 'words'), values: [value('expired')] });
    const courses = chip({ values: [value('Oil'), value('Ink')] });
    const either = chip({ key: null, parts: [expired, courses], joint: 'or' });
    expect(chipText(either)).toBe('Access is Expired or (Course is Oil or Ink)');
    const neither = chip({ key: null, negated: true, parts: [either, expired], joint: 'and' });
    expect(chipText(neither)).toBe('not ((Access is Expired or (Course is Oil or Ink)) and Access is Expired)');
  });

  it('counts what would be too much to say', () => {
    const values = (n: number) => Array.from({ length: n }, (_, i) => ({ text: `c${i}`, label: null }));
    expect(chipText(chip({ values: values(5) }))).toBe('Course is c0 or c1 or c2 or c3 or c4');
    expect(chipText(chip({ values: values(2000) }))).toBe('Course is c0 or c1 or c2 or 1,997 more');
  });

  it('says on which day a lesson opens', () => {
    const opening = key('opens."Oil / Brushes"', 'days', 'Oil / Brushes');
    const values = [{ text: 'today', label: null }];
    expect(chipText(chip({ key: opening, values }))).toBe('Opening of Oil / Brushes is today');
  });

  it('says any, none and never without a verb', () => {
    const one = (text: string) => [{ text, label: null }];
    expect(chipText(chip({ values: one('any') }))).toBe('Course: any');
    expect(chipText(chip({ key: key('company', 'part'), values: one('none') }))).toBe('Company: none');
    expect(chipText(chip({ key: key('expires', 'days'), values: one('never') }))).toBe('Expires: never');
    expect(chipText(chip({ values: one('any'), negated: true }))).toBe('Course is not any');
    expect(chipText(chip({ values: one('"any"') }))).toBe('Course is any');
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

it('finds the values in what is pasted', () => {
  expect(pastedValues('email', 'Ana Souza <ana@x.com>, "B" <b@x.com>;c@x.com\nana@x.com')).toEqual([
    'ana@x.com',
    'b@x.com',
    'c@x.com',
  ]);
  expect(pastedValues('name', 'Ana Souza\r\n Bruno; Carla, Dias\n')).toEqual(['Ana Souza', 'Bruno', 'Carla, Dias']);
});

it('asks for whom a lesson opens on a day', () => {
  const lesson = { chapter: 'Start', title: 'Lines' };
  expect(opensOn('Oil', lesson, '2026-12-01')).toBe(
    'opens."Oil / Start / Lines":2026-12-01 -opens:"Oil / Start / Lines"',
  );
});
