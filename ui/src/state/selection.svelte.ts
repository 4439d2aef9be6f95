// Which rows are chosen: some by id, or everything in the view but some. "Everything" is the view itself, so that the
// number that is shown is the number that is changed.
import { SvelteSet } from 'svelte/reactivity';
import { call, type Selection, type StillChosen, type View } from '../backend/index';

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

  /** Chooses every row between the anchor and `to`, and gives up those between that a longer range had. */
  async range({ view }: View, anchor: number, from: number, to: number): Promise<void> {
    const [start, end] = [Math.min(anchor, from, to), Math.max(anchor, from, to)];
    const { ids } = await call('view.ids', { view, start, len: end - start + 1 });
    const [low, high] = [Math.min(anchor, to), Math.max(anchor, to)];
    this.set(
      ids.filter((_, i) => start + i < low || start + i > high),
      false,
    );
    this.set(ids.slice(low - start, high - start + 1), true);
  }

  /** Those of the chosen who are in the next view too. "Everything" is not carried over a write: it was another one. */
  async stillChosen(now: View, next: View, written: boolean): Promise<StillChosen | null> {
    if (this.count(now.total) === 0) return null;
    if (written && this.#everything) return { everything: false, ids: [] };
    return call('view.keep', { view: next.view, members: this.of(now.view) });
  }

  keep({ everything, ids }: StillChosen): void {
    this.clear();
    if (everything) this.all();
    else this.set(ids, true);
  }

  /** As the book takes it. */
  of(view: string): Selection {
    const ids = [...this.#ids];
    return this.#everything ? { view, except: ids } : { ids };
  }
}
