// The rows of a long list that were fetched so far, in blocks. While the reader drags the scrollbar only the newest
// wish is kept: a list of a million is never fetched on the way to its end.
import { SvelteMap } from 'svelte/reactivity';

const blockSize = 64;
const keptBlocks = 160;

export type Fetch<Row> = (start: number, len: number) => Promise<(Row | null)[]>;

export class RowWindow<Row> {
  #blocks = new SvelteMap<number, (Row | null)[]>();
  #stale = new Set<number>();
  #wish: number[] = [];
  #busy = false;
  #generation = 0;
  #shown = { start: 0, len: blockSize };
  #fetch: Fetch<Row>;

  constructor(fetch: Fetch<Row>) {
    this.#fetch = fetch;
  }

  /** The row, null when it is gone, undefined while it is not known yet. */
  at(index: number): Row | null | undefined {
    return this.#blocks.get(Math.floor(index / blockSize))?.[index % blockSize];
  }

  need(start: number, len: number): void {
    if (len <= 0) return;
    this.#shown = { start, len };
    this.#wish = this.#blocksOf(start, len).filter((block) => !this.#blocks.has(block) || this.#stale.has(block));
    void this.#work();
  }

  /**
   * Another list takes the place of this one, once the rows that will be seen first are here; until then the old rows
   * stay, so that a search that is being typed does not flicker. Without a start the reader stays at their place.
   * Resolves false when yet another list came meanwhile.
   */
  async turn(fetch: Fetch<Row>, start?: number): Promise<boolean> {
    const generation = ++this.#generation;
    this.#busy = false;
    this.#wish = [];
    const blocks = this.#blocksOf(start ?? this.#shown.start, this.#shown.len);
    const rows = await Promise.all(blocks.map((block) => fetch(block * blockSize, blockSize)));
    if (generation !== this.#generation) return false;
    // What was asked of the old list since belongs to no row of this one.
    this.#generation += 1;
    this.#busy = false;
    this.#fetch = fetch;
    this.#blocks.clear();
    this.#stale.clear();
    blocks.forEach((block, i) => {
      this.#blocks.set(block, rows[i] ?? []);
    });
    // The reader may have scrolled on meanwhile, and no row comes into view any more that would ask for itself.
    const at = start ?? this.#shown.start;
    this.need(at, this.#shown.len);
    return true;
  }

  /** The list is the same but rows may have changed: what is known stays on screen until its successor is here. */
  refresh(): void {
    this.#stale = new Set(this.#blocks.keys());
    this.need(this.#shown.start, this.#shown.len);
  }

  #blocksOf(start: number, len: number): number[] {
    const first = Math.floor(start / blockSize);
    const last = Math.floor((start + len - 1) / blockSize);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
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
