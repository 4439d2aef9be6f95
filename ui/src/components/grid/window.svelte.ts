// The rows of a long list that were fetched so far, in blocks. While the reader drags the scrollbar only the newest
// wish is kept: a list of a million is never fetched on the way to its end.
import { SvelteMap } from 'svelte/reactivity';

const blockSize = 64;
const keptBlocks = 160;

export class RowWindow<Row> {
  #blocks = new SvelteMap<number, (Row | null)[]>();
  #stale = new Set<number>();
  #wish: number[] = [];
  #busy = false;
  #generation = 0;
  #fetch: (start: number, len: number) => Promise<(Row | null)[]>;

  constructor(fetch: (start: number, len: number) => Promise<(Row | null)[]>) {
    this.#fetch = fetch;
  }

  /** The row, null when it is gone, undefined while it is not known yet. */
  at(index: number): Row | null | undefined {
    return this.#blocks.get(Math.floor(index / blockSize))?.[index % blockSize];
  }

  need(start: number, len: number): void {
    if (len <= 0) return;
    const first = Math.floor(start / blockSize);
    const last = Math.floor((start + len - 1) / blockSize);
    this.#wish = [];
    for (let block = first; block <= last; block++) {
      if (!this.#blocks.has(block) || this.#stale.has(block)) this.#wish.push(block);
    }
    void this.#work();
  }

  /** The list is another one: nothing known holds. */
  reset(): void {
    this.#generation++;
    this.#blocks.clear();
    this.#stale.clear();
    this.#wish = [];
    this.#busy = false;
  }

  /** The list is the same but rows may have changed: what is known stays on screen until its successor is here. */
  refresh(): void {
    this.#stale = new Set(this.#blocks.keys());
  }

  replace(index: number, row: Row): void {
    const block = Math.floor(index / blockSize);
    const rows = this.#blocks.get(block);
    if (rows) this.#blocks.set(block, rows.with(index % blockSize, row));
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    const generation = this.#generation;
    this.#busy = true;
    try {
      for (let block = this.#wish.shift(); block !== undefined; block = this.#wish.shift()) {
        this.#stale.delete(block);
        const rows = await this.#fetch(block * blockSize, blockSize);
        if (generation !== this.#generation) return;
        this.#blocks.set(block, rows);
        this.#forget(block);
      }
    } finally {
      if (generation === this.#generation) this.#busy = false;
    }
  }

  #forget(newest: number): void {
    while (this.#blocks.size > keptBlocks) {
      const farthest = [...this.#blocks.keys()].reduce((far, block) =>
        Math.abs(block - newest) > Math.abs(far - newest) ? block : far,
      );
      this.#blocks.delete(farthest);
      this.#stale.delete(farthest);
    }
  }
}
