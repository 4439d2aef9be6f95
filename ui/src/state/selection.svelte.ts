// Which rows are chosen: some by id, or everything in the view but some. "Everything" is the view itself, so that the
// number that is shown is the number that is changed.
import { SvelteSet } from 'svelte/reactivity';
import type { Selection } from '../backend/api';

export class RowSelection {
  #everything = $state(false);
  /** Chosen ids, or the exceptions when everything is chosen. */
  #ids = new SvelteSet<string>();

  has(id: string): boolean {
    return this.#ids.has(id) !== this.#everything;
  }

  count(total: number): number {
    return this.#everything ? total - this.#ids.size : this.#ids.size;
  }

  get everything(): boolean {
    return this.#everything;
  }

  toggle(id: string): void {
    if (this.#ids.has(id)) this.#ids.delete(id);
    else this.#ids.add(id);
  }

  set(ids: string[], on: boolean): void {
    for (const id of ids) {
      if (on === this.#everything) this.#ids.delete(id);
      else this.#ids.add(id);
    }
  }

  all(): void {
    this.#everything = true;
    this.#ids.clear();
  }

  clear(): void {
    this.#everything = false;
    this.#ids.clear();
  }

  /** As the book takes it. */
  of(view: string): Selection {
    const ids = [...this.#ids];
    return this.#everything ? { view, except: ids } : { ids };
  }
}
