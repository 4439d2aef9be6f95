// The members of a course as a list of any length, in the order that was asked for.
import { type Course, type CourseMember, call, type SortField, type View } from '../../backend/index';
import type { Cell } from '../../components/grid/types';
import { RowWindow } from '../../components/grid/window.svelte';
import { condition, quote } from '../../state/filter';
import { RowSelection } from '../../state/selection.svelte';

export class CourseRoster {
  view = $state.raw<View | null>(null);
  sort = $state.raw<{ field: SortField; desc: boolean }[]>([{ field: 'name', desc: false }]);
  rows = new RowWindow<CourseMember>(async () => []);
  selection = new RowSelection();
  active = $state<Cell>({ row: 0, col: 0 });
  scroll = $state(0);
  #turn = 0;
  /** What the list that is shown was asked for. */
  #shown: { sort: CourseRoster['sort']; version: number } | null = null;

  /** The filter that finds them, as a person reads it. */
  static filter({ title }: Course): string {
    return condition('course', ':', [quote(title)]);
  }

  total = $derived(this.view?.total ?? 0);

  /** Brings the list to the book as it is. Of several calls under way the last one counts. */
  async follow({ id }: Pick<Course, 'id'>, version: number): Promise<void> {
    const turn = ++this.#turn;
    const { sort } = this;
    // By its number: a course that was just renamed is known here by its title of before.
    const query = { filter: condition('course', ':', [`#${id}`]), search: '', sort };
    const view = await call('view.open', { query });
    if (turn !== this.#turn) return;
    const fetch = (start: number, len: number) => call('course.members', { course: id, view: view.view, start, len });
    const sameOrder = this.#shown === null || this.#shown.sort === sort;
    if (!(await this.rows.turn(fetch, sameOrder ? undefined : 0)) || turn !== this.#turn) return;
    const written = this.#shown !== null && this.#shown.version !== version;
    const kept = written && this.view ? await this.selection.stillChosen(this.view, view, written) : null;
    if (turn !== this.#turn) return;
    if (kept) this.selection.keep(kept);
    if (!sameOrder) {
      this.active = { row: 0, col: this.active.col };
      this.scroll = 0;
    }
    this.view = view;
    this.#shown = { sort, version };
  }

  /** Sorts by a column, or the other way round. */
  sortBy(field: SortField): void {
    const [now] = this.sort;
    this.sort = [{ field, desc: now?.field === field ? !now.desc : !forward.has(field.replace(/:.*/, '')) }];
  }
}

/** What one reads from A to Z, from the best status and from the next day on; of the rest the most comes first. */
const forward = new Set<string>(['name', 'email', 'access', 'cohort', 'expires']);
