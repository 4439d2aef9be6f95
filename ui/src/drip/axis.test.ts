import { expect, it } from 'vitest';
import { axisOf, dayAt, endOf, placeOf, startOf } from './axis';

const zone = 'America/Sao_Paulo';
const nine = (day: string) => startOf(day, zone) + 9 * 3_600_000;

it('reaches from the first day to after the last opening', () => {
  const axis = axisOf('2026-01-10', [nine('2026-01-10'), null, nine('2026-04-20')], zone);
  expect(axis.days).toBe(111);
  expect(axis.ticks[0]).toEqual({ day: '2026-01-10', at: 0 });
  expect(axis.ticks.at(-1)).toEqual({ day: dayAt('2026-01-10', 111), at: 100 });
  expect(axis.offsetOf('2026-02-10')).toBe(31);
});

it('is four weeks long where nothing opens later, and ends where days could not be told apart', () => {
  expect(axisOf('2026-01-10', [], zone).days).toBe(28);
  expect(axisOf('2026-01-10', [nine('2999-01-01')], zone).days).toBe(1098);
});

it('puts what lies outside at the nearer end', () => {
  const axis = axisOf('2026-01-01', [], zone);
  expect(placeOf(startOf('2025-01-01', zone), axis, zone)).toBe(0);
  expect(placeOf(startOf('2026-01-15', zone), axis, zone)).toBe(50);
  expect(placeOf(startOf('2027-01-01', zone), axis, zone)).toBe(100);
});

it('ends a day with its last millisecond, also on one that is an hour short', () => {
  expect(endOf('2026-03-29', 'Europe/Lisbon') - startOf('2026-03-29', 'Europe/Lisbon')).toBe(23 * 3_600_000 - 1);
});
