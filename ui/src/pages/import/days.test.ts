import { describe, expect, it } from 'vitest';
import { addDays, addMonths, isAmbiguous, readDay, tellingSample } from './days';

describe('a written day', () => {
  it.each([
    ['03/04/2026', 'dmy', '2026-04-03'],
    ['03/04/2026', 'mdy', '2026-03-04'],
    ['3.4.2026', 'dmy', '2026-04-03'],
    ['2026-04-03', 'dmy', '2026-04-03'],
    ['03/04/2026 14:02', 'dmy', '2026-04-03'],
    ['31/12/2026', 'mdy', null],
    ['31/31/2020', 'dmy', null],
    ['30/02/2026', 'dmy', null],
    ['03/04/26', 'dmy', null],
    ['soon', 'dmy', null],
  ] as const)('%s as %s is %s', (text, order, expected) => {
    expect(readDay(text, order)).toBe(expected);
  });

  it('is ambiguous when day and month can change places', () => {
    expect(isAmbiguous('03/04/2026')).toBe(true);
    expect(isAmbiguous('04/04/2026'), 'both readings are the same day').toBe(false);
    expect(isAmbiguous('13/04/2026')).toBe(false);
    expect(isAmbiguous('2026-04-03')).toBe(false);
  });

  it('that tells most is shown', () => {
    expect(tellingSample(['', '13/04/2026', '03/04/2026'])).toBe('03/04/2026');
    expect(tellingSample(['soon', '13/04/2026'])).toBe('13/04/2026');
    expect(tellingSample(['soon'])).toBeNull();
  });
});

describe('a day later', () => {
  it('crosses months and years', () => {
    expect(addDays('2026-12-15', 30)).toBe('2027-01-14');
  });

  it('keeps to the end of shorter months', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2026-11-22', 12)).toBe('2027-11-22');
  });
});
