import { afterEach, expect, it } from 'vitest';
import { ago, bytes, date, day, isoDay, number, percent } from './format';
import { shown } from './locale.svelte';

const instant = Date.UTC(2026, 2, 2, 2, 30);

afterEach(() => {
  shown.locale = 'en';
  shown.zone = 'UTC';
});

it('shows an instant on the day it has in the zone of the book', () => {
  shown.zone = 'America/Sao_Paulo';
  expect(date(instant)).toBe('Mar 1, 2026');
  expect(isoDay(instant)).toBe('2026-03-01');
  shown.zone = 'UTC';
  expect(isoDay(instant)).toBe('2026-03-02');
});

it('never moves a day, whatever the zone', () => {
  shown.zone = 'Pacific/Kiritimati';
  expect(day('2026-12-31')).toBe('Dec 31, 2026');
  shown.zone = 'Pacific/Pago_Pago';
  expect(day('2026-12-31')).toBe('Dec 31, 2026');
  expect(day('soon')).toBe('soon');
});

it('writes numbers, days and sizes as each language does', () => {
  expect([number(12408), percent(0.5), bytes(4_820_000)]).toEqual(['12,408', '50%', '4.8 MB']);
  shown.locale = 'pt-BR';
  expect([number(12408), day('2026-12-31'), bytes(4_820_000)]).toEqual(['12.408', '31/12/2026', '4,8 MB']);
});

it('says how long ago in the unit people would use', () => {
  expect(ago(instant - 90_000, instant)).toBe('1 minute ago');
  expect(ago(instant - 86_400_000, instant)).toBe('yesterday');
  expect(ago(instant - 30 * 86_400_000, instant)).toBe('Jan 31, 2026');
});
