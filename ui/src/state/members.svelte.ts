// The member list as it was left: query, order, place, selection. It outlives the page, so that coming back from a
// member shows the same rows, and the member page can step through the same view.
import { call, host, type MemberRow, type Query, type SortField, type View } from '../backend/index';
import type { Cell } from '../components/grid/types';
import { type Fetch, RowWindow } from '../components/grid/window.svelte';
import { desk } from './book.svelte';
import { format, type Term } from './filter';
import { RowSelection } from './selection.svelte';

function fetchFrom(view: string): Fetch<MemberRow> {
  return async (start, len) => (await call('view.rows', { view, start, len })).rows;
}

class MemberList {
  terms = $state.raw<Term[]>([]);
  search = $state('');
  sort = $state.raw<Query['sort']>([{ field: 'name', desc: false }]);
  view = $state.raw<View | null>(null);
  selection = new RowSelection();
  rows = new RowWindow<MemberRow>(async () => []);
  active = $state<Cell>({ row: 0, col: 0 });
  scroll = $state(0);

  query = $derived<Query>({ filter: format(this.terms), search: this.search.trim(), sort: this.sort });
  total = $derived(this.view?.total ?? 0);
  inTrash = $derived(this.terms.some(({ key, value }) => key === 'in' && value === 'trash'));
  filtered = $derived(this.terms.length > 0 || this.query.search !== '');

  #book: string | null = null;
  #shown: { what: string; order: string; version: number } | null = null;
  #turn = 0;
  #quiet = false;
  #painted = false;

  /** Another book has another list. */
  arrive(): void {
    const path = desk.book?.path ?? null;
    if (path === this.#book) return;
    this.#book = path;
    this.#shown = null;
    this.view = null;
    this.terms = [];
    this.search = '';
    this.sort = [{ field: 'name', desc: false }];
    this.active = { row: 0, col: 0 };
    this.scroll = 0;
    this.selection.clear();
  }

  /** Brings the list to what is asked for now. Of several calls under way the last one counts. */
  async follow(query: Query, version: number): Promise<void> {
    const before = this.#shown;
    const shown = { what: `${query.filter}\n${query.search}`, order: JSON.stringify(query.sort), version };
    const sameRows = before?.what === shown.what;
    if (sameRows && before.order === shown.order && before.version === version) return;
    this.#shown = shown;
    if (this.#quiet && sameRows && before.order === shown.order) {
      this.rows.refresh();
      return;
    }
    const turn = ++this.#turn;
    const view = await call('view.open', { query });
    if (turn !== this.#turn) return;
    const start = sameRows ? Math.min(this.#firstRow(), Math.max(0, view.total - 1)) : 0;
    if (!(await this.rows.turn(fetchFrom(view.view), start)) || turn !== this.#turn) return;
    if (!sameRows) {
      // What was chosen while the first rows were on their way was chosen of them.
      if (before) this.selection.clear();
      this.active = { row: 0, col: this.active.col };
      this.scroll = 0;
    } else if (this.selection.everything && before.version !== version) {
      this.selection.clear();
    }
    this.view = view;
    this.#tellPainted();
  }

  /** An edit in place: the row stays where it is, even when it no longer fits the filter or the order. */
  async inPlace<T>(edit: () => Promise<T>): Promise<T> {
    this.#quiet = true;
    try {
      return await edit();
    } finally {
      // The list follows the new version in an effect, which runs after this.
      setTimeout(() => {
        this.#quiet = false;
      });
    }
  }

  sortBy(field: SortField, add: boolean): void {
    const present = this.sort.find((key) => key.field === field);
    const next = { field, desc: present ? !present.desc : false };
    if (!add) this.sort = [next];
    else if (present) this.sort = this.sort.map((key) => (key.field === field ? next : key));
    else this.sort = [...this.sort, next];
  }

  /** Chooses every row between the anchor and `to`, and gives up those between that a longer range had. */
  async selectRange(anchor: number, from: number, to: number): Promise<void> {
    const view = this.view?.view;
    if (!view) return;
    const [start, end] = [Math.min(anchor, from, to), Math.max(anchor, from, to)];
    const { ids } = await call('view.ids', { view, start, len: end - start + 1 });
    const [low, high] = [Math.min(anchor, to), Math.max(anchor, to)];
    this.selection.set(
      ids.filter((_, i) => start + i < low || start + i > high),
      false,
    );
    this.selection.set(ids.slice(low - start, high - start + 1), true);
  }

  #firstRow(): number {
    return Math.max(0, this.active.row - 40);
  }

  #tellPainted(): void {
    if (this.#painted) return;
    this.#painted = true;
    requestAnimationFrame(() => requestAnimationFrame(() => host().painted()));
  }
}

export const memberList = new MemberList();
