// What a progress panel says, from a job's count and start.
import type { JobState } from '../backend/api';

export interface Pace {
  fraction: number | null;
  /** Rows a second; null until there is enough to tell. */
  rate: number | null;
  secondsLeft: number | null;
}

export function pace(state: JobState, now: number): Pace {
  const seconds = (now - state.startedMs) / 1000;
  const fraction = state.total ? Math.min(1, state.done / state.total) : null;
  const rate = seconds >= 0.5 && state.done > 0 ? state.done / seconds : null;
  const secondsLeft = rate && state.total ? Math.ceil((state.total - state.done) / rate) : null;
  return { fraction, rate, secondsLeft };
}
