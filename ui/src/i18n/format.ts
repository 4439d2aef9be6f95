// Numbers, days and times in the reader's language and the book's zone. A day (`YYYY-MM-DD`) has no zone and is
// never moved by one; an instant (UTC milliseconds) is always shown in the book's zone, not the computer's.
import { shown } from './locale.svelte';

const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => T,
): T {
  const found = formatters.get(key);
  if (found) return found as T;
  const made = make();
  formatters.set(key, made);
  return made;
}

function dates(style: 'day' | 'dayTime' | 'time' | 'long' | 'iso', zone: string): Intl.DateTimeFormat {
  // English needs the month's name to be told from the day; Portuguese always writes the day first.
  const calendar: Intl.DateTimeFormatOptions =
    shown.locale === 'en'
      ? { year: 'numeric', month: 'short', day: 'numeric' }
      : { year: 'numeric', month: '2-digit', day: '2-digit' };
  // Twelve hours are written without a zero before them, twenty-four with one.
  const clock: Intl.DateTimeFormatOptions = {
    hour: shown.locale === 'en' ? 'numeric' : '2-digit',
    minute: '2-digit',
  };
  const options: Record<typeof style, Intl.DateTimeFormatOptions> = {
    day: calendar,
    dayTime: { ...calendar, ...clock },
    time: clock,
    long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
    iso: { year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'gregory', numberingSystem: 'latn' },
  };
  return cached(
    `${style} ${shown.locale} ${zone}`,
    () => new Intl.DateTimeFormat(shown.locale, { ...options[style], timeZone: zone }),
  );
}

export function number(n: number): string {
  return cached(`n ${shown.locale}`, () => new Intl.NumberFormat(shown.locale)).format(n);
}

export function percent(fraction: number): string {
  return cached(
    `% ${shown.locale}`,
    () => new Intl.NumberFormat(shown.locale, { style: 'percent', maximumFractionDigits: 0 }),
  ).format(fraction);
}

export function bytes(n: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const power = n < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(n) / 3));
  const unit = units[power] ?? 'byte';
  return cached(
    `${unit} ${shown.locale}`,
    () =>
      new Intl.NumberFormat(shown.locale, {
        style: 'unit',
        unit,
        unitDisplay: power === 0 ? 'long' : 'short',
        maximumFractionDigits: 1,
      }),
  ).format(n / 1000 ** power);
}

/** The day an instant falls on, in the book's zone. */
export function date(ms: number | null | undefined): string {
  return ms == null ? '' : dates('day', shown.zone).format(ms);
}

export function dateTime(ms: number): string {
  return dates('dayTime', shown.zone).format(ms);
}

export function time(ms: number): string {
  return dates('time', shown.zone).format(ms);
}

/** A reading of a clock, `09:00`, that belongs to no day and no zone. */
export function clock(text: string): string {
  const ms = Date.parse(`1970-01-01T${text}Z`);
  return Number.isNaN(ms) ? text : dates('time', 'UTC').format(ms);
}

/** `YYYY-MM-DD` in the book's zone, put together from its parts: browsers differ in which language writes it so. */
export function isoDay(ms: number): string {
  const parts = dates('iso', shown.zone).formatToParts(ms);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** A day as people write it. What is not a day is shown as it is. */
export function day(iso: string | null | undefined): string {
  if (!iso) return '';
  const ms = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(ms) ? iso : dates('day', 'UTC').format(ms);
}

export function longDay(iso: string): string {
  const ms = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(ms) ? iso : dates('long', 'UTC').format(ms);
}

/** "3 minutes ago", falling back to the day after a week. */
export function ago(ms: number, now: number): string {
  const seconds = Math.round((ms - now) / 1000);
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['second', 60],
    ['minute', 3600],
    ['hour', 86_400],
    ['day', 7 * 86_400],
  ];
  const sizes: Partial<Record<Intl.RelativeTimeFormatUnit, number>> = {
    second: 1,
    minute: 60,
    hour: 3600,
    day: 86_400,
  };
  const step = steps.find(([, limit]) => Math.abs(seconds) < limit);
  if (!step) return date(ms);
  const [unit] = step;
  return cached(`ago ${shown.locale}`, () => new Intl.RelativeTimeFormat(shown.locale, { numeric: 'auto' })).format(
    Math.trunc(seconds / (sizes[unit] ?? 1)),
    unit,
  );
}
