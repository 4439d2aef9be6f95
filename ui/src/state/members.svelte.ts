// The member list as it was left: query, order, place, selection. It outlives the page, so that coming back from a
// member shows the same rows, and the member page can step through the same view.
import {
  call,
  type FilterChip,
  host,
  type MemberRow,
  type Query,
  type SavedView,
  type SortField,
  type StillChosen,
  type View,
} from '../backend/index';
import type { Cell } from '../components/grid/types';
import { type Fetch, RowWindow } from '../components/grid/window.svelte';
import { t } from '../i18n/index';
import { desk } from './book.svelte';
import { trash } from './filter';
import { RowSelection } from './selection.svelte';
import { toasts } from './toasts.svelte';

function fetchFrom(view: string): Fetch<MemberRow> {
  return async (start, len) => (await call('view.rows', { view, start, len })).rows;
}

interface Asked {
  what: string;
  order: string;
  version: number;
}

function isSame(one: Asked, other: Asked | null): boolean {
  return one.what === other?.what && one.order === other.order && one.version === other.version;
}

const byName: Query['sort'] = [{ field: 'name', desc: false }];

class MemberList {
  /** The filter's parts, which must all hold. */
  parts = $state.raw<string[]>([]);
  /** The parts as the book read them, by their text. */
  chips = $state.raw<ReadonlyMap<string, FilterChip>>(new Map());
  /** A filter, and how the book writes it. */
  #written = $state.raw({ filter: '', text: '' });
  search = $state('');
  sort = $state.raw<Query['sort']>(byName);
  /** The columns of the saved view that is shown; those of the computer otherwise. */
  columns = $state.raw<string[] | null>(null);
  /** The saved view that is shown, changed or not. */
  saved = $state.raw<SavedView | null>(null);
  /** What is shown, and of what it is: until the book answers, something else can be asked for already. */
  view = $state.raw<(View & { parts: string[]; search: string }) | null>(null);
  selection = new RowSelection();
  rows = new RowWindow<MemberRow>(async () => []);
  /** Whether rows of this book are on the screen. What can wait for them does: both need the processors. */
  painted = $state(false);
  active = $state<Cell>({ row: 0, col: 0 });
  scroll = $state(0);

  query = $derived<Query>({ filter: this.parts.join(' '), search: this.search.trim(), sort: this.sort });
  total = $derived(this.view?.total ?? 0);
  inTrash = $derived(this.view?.parts.includes(trash) ?? false);
  filtered = $derived(this.view !== null && (this.view.parts.length > 0 || this.view.search !== ''));

  #session = 0;
  /** What the last answer was to, and what is asked since. */
  #shown: Asked | null = null;
  #asked: Asked | null = null;
  #turn = 0;
  #quiet = false;

  /** Another book has another list. */
  arrive(): void {
    if (desk.session === this.#session) return;
    this.#session = desk.session;
    this.#shown = null;
    this.#asked = null;
    this.#turn += 1;
    this.view = null;
    this.painted = false;
    this.chips = new Map();
    this.#written = { filter: '', text: '' };
    this.show([]);
    this.search = '';
    this.sort = byName;
    this.active = { row: 0, col: 0 };
    this.scroll = 0;
    this.selection.clear();
  }

  /** Shows whom a filter selects, outside of any saved view. */
  show(parts: string[]): void {
    this.parts = parts;
    this.saved = null;
    this.columns = null;
  }

  showSaved(view: SavedView): void {
    this.parts = view.filter ? [view.filter] : [];
    this.sort = view.sort.length > 0 ? view.sort : byName;
    this.columns = view.columns.length > 0 ? view.columns : null;
    this.saved = view;
  }

  /** What the saved view is by now: its filter follows what is renamed. A list that shows it unchanged follows it. */
  renew(view: SavedView | null): void {
    if (view && !this.changed && JSON.stringify(view) !== JSON.stringify(this.saved)) this.showSaved(view);
    else this.saved = view;
  }

  /** The list as it could be saved. */
  definition = $derived({
    filter: this.#written.filter === this.query.filter ? this.#written.text : this.query.filter,
    sort: this.sort,
    columns: this.columns ?? [],
  });

  /** Whether what is shown is no longer what was saved. */
  changed = $derived.by(() => {
    if (!this.saved) return false;
    const { filter, sort, columns } = this.saved;
    return (
      JSON.stringify({ filter, sort: sort.length > 0 ? sort : byName, columns }) !== JSON.stringify(this.definition)
    );
  });

  /** Turns a part on or off. */
  toggle(part: string): void {
    this.parts = this.parts.includes(part) ? this.parts.filter((one) => one !== part) : [...this.parts, part];
  }

  /** Puts another part in the place of one, behind the others when there was none, or takes it away. */
  replace(index: number, part: string): void {
    const before = this.parts.slice(0, index);
    this.parts = [...before, ...(part ? [part] : []), ...this.parts.slice(index + 1)];
  }

  /** Has the book read the filter: its parts, each as the book writes it. */
  async read(filter: string): Promise<void> {
    if (filter === '') return;
    const { chips, text } = await call('filter.read', { text: filter });
    if (filter !== this.query.filter) return;
    const parts = chips.map((chip) => chip.text);
    this.#written = { filter: parts.join(' '), text };
    if (chips.length === 0) return;
    this.chips = new Map(chips.map((chip) => [chip.text, chip]));
    if (parts.some((part, i) => part !== this.parts[i]) || parts.length !== this.parts.length) this.parts = parts;
  }

  /** Brings the list to what is asked for now. Of several calls under way the last one counts. */
  async follow(query: Query, version: number): Promise<void> {
    const asked = { what: `${query.filter}\n${query.search}`, order: JSON.stringify(query.sort), version };
    if (isSame(asked, this.#asked)) return;
    this.#asked = asked;
    const before = this.#shown;
    const { parts } = this;
    const sameRows = before?.what === asked.what;
    if (this.#quiet && sameRows && before.order === asked.order) {
      this.#shown = asked;
      this.rows.refresh();
      return;
    }
    const turn = ++this.#turn;
    try {
      const view = await call('view.open', { query });
      if (turn !== this.#turn) return;
      const start = sameRows ? undefined : 0;
      if (!(await this.rows.turn(fetchFrom(view.view), start)) || turn !== this.#turn) return;
      // What was chosen while the first rows were on their way was chosen of them.
      const written = before?.version !== version;
      const was = before && (written || !sameRows) ? this.view : null;
      const kept = was ? await this.selection.stillChosen(was, view, written) : null;
      if (turn !== this.#turn) return;
      if (kept) this.#keep(kept, view, sameRows);
      if (!sameRows) {
        this.active = { row: 0, col: this.active.col };
        this.scroll = 0;
      }
      this.view = { ...view, parts, search: query.search };
      this.#shown = asked;
    } catch (cause) {
      // The same may be asked again.
      if (turn === this.#turn) this.#asked = this.#shown;
      throw cause;
    }
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

  /** How many are chosen no more is said when it was the filter that dropped them, not a write. */
  #keep(kept: StillChosen, next: View, quietly: boolean): void {
    const before = this.selection.count(this.total);
    this.selection.keep(kept);
    const dropped = before - this.selection.count(next.total);
    if (dropped > 0 && !quietly) toasts.show({ tone: 'info', text: t('selection-dropped', { n: dropped }) });
  }

  #tellPainted(): void {
    if (this.painted) return;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        this.painted = true;
        host().painted();
      }),
    );
  }
}

export const memberList = new MemberList();
