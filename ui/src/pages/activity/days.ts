// The journal grouped by the day in the book's zone, newest first.
import type { Entry } from '../../backend/api';

export interface Day {
  day: string;
  entries: Entry[];
}

export function byDay(entries: Entry[], dayOf: (ms: number) => string): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
