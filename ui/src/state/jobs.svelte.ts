// Long work: the caller mints the job's id and hands it to the command, the panel asks how far it is. Work shorter
// than 300 ms shows nothing, so that quick answers do not flicker.
import { call, type JobState, RollbookError } from '../backend/index';
import { patience } from '../backend/waiting.svelte';

const pace = 100;

export interface Job {
  id: string;
  title: string;
  state: JobState | null;
  visible: boolean;
  cancelling: boolean;
}

/** A new job's id, for work that shows its progress by itself. */
export function mint(): string {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return String((high & 0xfffff) * 2 ** 32 + low + 1);
}

class Jobs {
  current = $state<Job | null>(null);

  /** Runs `work` under a progress panel. Resolves with null when the person cancelled: then nothing was written. */
  async run<T>(title: string, work: (job: string) => Promise<T>): Promise<T | null> {
    const id = mint();
    this.current = { id, title, state: null, visible: false, cancelling: false };
    const appear = setTimeout(() => this.#change(id, { visible: true }), patience);
    const poll = setInterval(() => void this.#ask(id), pace);
    try {
      return await work(id);
    } catch (cause) {
      if (RollbookError.from(cause).code === 'cancelled') return null;
      throw cause;
    } finally {
      clearTimeout(appear);
      clearInterval(poll);
      if (this.current?.id === id) this.current = null;
    }
  }

  async cancel(): Promise<void> {
    const job = this.current;
    if (!job) return;
    this.#change(job.id, { cancelling: true });
    await call('job.cancel', { job: job.id });
  }

  async #ask(id: string): Promise<void> {
    const state = await call('job.state', { job: id }).catch(() => null);
    if (state) this.#change(id, { state });
  }

  #change(id: string, change: Partial<Job>): void {
    if (this.current?.id === id) this.current = { ...this.current, ...change };
  }
}

export const jobs = new Jobs();
