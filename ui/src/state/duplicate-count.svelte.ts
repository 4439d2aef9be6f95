// How many members may be there twice, for beside the list. Looking for them reads every member: so it waits until the
// book has rested for a while, and is called off when the book changes or the list is left.
import { call } from '../backend/index';
import { mint } from './jobs.svelte';

const rest = 1500;

class DuplicateCount {
  /** Members who would go if each group became one; the last number stands until there is another. */
  surplus = $state(0);
  /** The book it is of, and its version. */
  #counted = '';

  /** Counts for a version of a book, unless that is done. What it gives back calls it off. */
  follow(session: number, version: number): () => void {
    const wanted = `${session} ${version}`;
    if (wanted === this.#counted) return () => {};
    if (!this.#counted.startsWith(`${session} `)) this.surplus = 0;
    const job = mint();
    let running = false;
    let off = false;
    const waiting = setTimeout(async () => {
      running = true;
      try {
        const found = await call('duplicates.find', { job });
        if (off || found.version !== version) return;
        this.surplus = found.surplus;
        this.#counted = wanted;
      } catch {
        // Called off, or the book is gone: the number is none that anybody waits for.
      } finally {
        running = false;
      }
    }, rest);
    return () => {
      off = true;
      clearTimeout(waiting);
      if (running) call('job.cancel', { job }).catch(() => {});
    };
  }
}

export const duplicateCount = new DuplicateCount();
