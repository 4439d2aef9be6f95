// The members of a course as a list of any length, in the order that was asked for.
import { type Course, type CourseMember, call, type SortField, type View } from '../../backend/index';
import { RowWindow } from '../../components/grid/window.svelte';
import { condition, quote } from '../../state/filter';
import { RowSelection } from '../../state/selection.svelte';

export class CourseRoster {
  view = $state.raw<View | null>(null);
  sort = $state.raw<{ field: SortField; desc: boolean }[]>([{ field: 'name', desc: false }]);
  rows = new RowWindow<CourseMember>(async () => []);
  selection = new RowSelection();
  #turn = 0;

  /** The filter that finds them. */
  static filter({ title }: Course): string {
    return condition('course', ':', [quote(title)]);
  }

  total = $derived(this.view?.total ?? 0);

  /** Brings the list to the book as it is. Of several calls under way the last one counts. */
  async follow(course: Course): Promise<void> {
    const turn = ++this.#turn;
    const query = { filter: CourseRoster.filter(course), search: '', sort: this.sort };
    const view = await call('view.open', { query });
    const fetch = (start: number, len: number) =>
      call('course.members', { course: course.id, view: view.view, start, len });
    if (turn !== this.#turn || !(await this.rows.turn(fetch, 0))) return;
    // What was chosen as "everything" is another list by now.
    if (this.view && this.selection.everything) this.selection.clear();
    this.view = view;
  }

  /** Sorts by a column, or the other way round. */
  sortBy(field: SortField): void {
    const [now] = this.sort;
    this.sort = [{ field, desc: now?.field === field ? !now.desc : !textual.has(field) }];
  }
}

/** What one reads from A to Z; of the rest the most comes first. */
const textual = new Set<string>(['name', 'email']);
