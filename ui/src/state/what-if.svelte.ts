// What a write for many would do. The book finds out by doing it and taking it back, which takes as long as the write
// and keeps every other write waiting: so it is asked only when the person pauses, and no longer than it is wanted.
import { type Commands, call, type JobState } from '../backend/index';
import { errorText } from '../i18n/index';
import { mint } from './jobs.svelte';

const pause = 250;
/** Milliseconds between two looks at how far it is. */
const pace = 300;

type Previews =
  | 'schedule.preview'
  | 'access.preview_change'
  | 'members.preview_change'
  | 'field.preview_edit'
  | 'lessons.preview_mark'
  | 'start.preview';

export class WhatIf<C extends Previews> {
  answer = $state.raw<Commands[C][1] | null>(null);
  error = $state<string | null>(null);
  /** How far the book is, where that takes longer than a moment. */
  progress = $state.raw<JobState | null>(null);
  readonly #command: C;

  constructor(command: C) {
    this.#command = command;
  }

  /** Forgets the last answer and asks anew after a pause, or not at all. What it gives back calls the question off. */
  ask(request: Omit<Commands[C][0], 'job'> | null): () => void {
    this.answer = null;
    this.error = null;
    this.progress = null;
    if (!request) return () => {};
    const job = mint();
    let running = false;
    let off = false;
    const waiting = setTimeout(async () => {
      running = true;
      const looking = setInterval(async () => {
        const state = await call('job.state', { job }).catch(() => null);
        if (running && !off && state) this.progress = state;
      }, pace);
      try {
        const answer = await call(this.#command, { ...request, job } as Commands[C][0]);
        if (!off) this.answer = answer;
      } catch (cause) {
        if (!off) this.error = errorText(cause);
      } finally {
        running = false;
        clearInterval(looking);
      }
    }, pause);
    return () => {
      off = true;
      clearTimeout(waiting);
      // It may be over by now; then there is nothing to stop.
      if (running) call('job.cancel', { job }).catch(() => {});
    };
  }
}
