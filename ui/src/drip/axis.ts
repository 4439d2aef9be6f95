// Days on an axis: from a first day until after the last lesson opens.
import { parseDate } from '@internationalized/date';

export interface Axis {
  start: string;
  /** How many days it is long. */
  days: number;
  ticks: { day: string; at: number }[];
  /** How many days after the start a day is. */
  offsetOf: (day: string) => number;
}

const aDay = 86_400_000;
const least = 28;
/** Beyond this, days could not be told apart; later openings are at its end. */
const most = 3 * 366;
const nTicks = 4;

/** The first moment of a day on the school's clocks. UTC milliseconds. */
export function startOf(day: string, zone: string): number {
  return parseDate(day).toDate(zone).getTime();
}

/** Its last millisecond. */
export function endOf(day: string, zone: string): number {
  return parseDate(day).add({ days: 1 }).toDate(zone).getTime() - 1;
}

export function dayAt(start: string, offset: number): string {
  return parseDate(start).add({ days: offset }).toString();
}

export function axisOf(start: string, openings: (number | null)[], zone: string): Axis {
  const offsetOf = (day: string) => ordinal(day) - ordinal(start);
  const first = startOf(start, zone);
  const last = Math.max(0, ...openings.map((at) => (at === null ? 0 : (at - first) / aDay)));
  const days = Math.min(most, Math.max(least, Math.ceil(last * 1.1)));
  const ticks = Array.from({ length: nTicks + 1 }, (_, i) => {
    const offset = Math.round((days * i) / nTicks);
    return { day: dayAt(start, offset), at: (offset / days) * 100 };
  });
  return { start, days, ticks, offsetOf };
}

/** Where an instant is, in percent; what lies outside is at the nearer end. */
export function placeOf(at: number, { start, days }: Axis, zone: string): number {
  const from = startOf(start, zone);
  const to = startOf(dayAt(start, days), zone);
  return Math.max(0, Math.min(100, ((at - from) / (to - from)) * 100));
}

function ordinal(day: string): number {
  const { year, month, day: n } = parseDate(day);
  return Date.UTC(year, month - 1, n) / aDay;
}
