// Where things of an outline are and where they go: rows, gaps between them, and places. No markup and no book.
import type { Chapter, Lesson } from '../../backend/api';

export type Row =
  | { kind: 'chapter'; id: string; chapter: Chapter; at: number; folded: boolean }
  | { kind: 'lesson'; id: string; chapter: Chapter; lesson: Lesson; at: number };

/** A place of lessons: behind so many others of a chapter. */
export interface Place {
  chapter: string;
  position: number;
}

/** What is shown, top to bottom; the lessons of a folded chapter are not. */
export function rowsOf(chapters: Chapter[], folded: ReadonlySet<string> = new Set()): Row[] {
  return chapters.flatMap((chapter, at): Row[] => {
    const isFolded = folded.has(chapter.id);
    const lessons = chapter.lessons.map((lesson, at): Row => ({ kind: 'lesson', id: lesson.id, chapter, lesson, at }));
    return [{ kind: 'chapter', id: chapter.id, chapter, at, folded: isFolded }, ...(isFolded ? [] : lessons)];
  });
}

/** Where lessons land that are put into a gap; null above the first chapter. */
export function placeOf(rows: Row[], gap: number, moved: ReadonlySet<string>): Place | null {
  let position = 0;
  for (const row of rows.slice(0, gap).reverse()) {
    if (row.kind === 'chapter') {
      // Behind a folded chapter's title everything of it has been passed.
      if (row.folded) position = row.chapter.lessons.filter(({ id }) => !moved.has(id)).length;
      return { chapter: row.id, position };
    }
    if (!moved.has(row.id)) position += 1;
  }
  return null;
}

/** The gap between two chapters that is nearest to a gap. */
export function chapterGap(rows: Row[], gap: number): number {
  const gaps = [...rows.flatMap((row, i) => (row.kind === 'chapter' ? [i] : [])), rows.length];
  return gaps.reduce((best, one) => (Math.abs(one - gap) < Math.abs(best - gap) ? one : best), 0);
}

/** Where a chapter lands that is put into a gap between chapters. */
export function chapterPosition(rows: Row[], gap: number, id: string): number {
  return rows.slice(0, gap).filter((row) => row.kind === 'chapter' && row.id !== id).length;
}

/** One step up or down of lessons, also into the next chapter; null at either end. */
export function stepOf(chapters: Chapter[], ids: ReadonlySet<string>, by: 1 | -1): Place | null {
  const rows = rowsOf(chapters);
  const first = rows.findIndex(({ id }) => ids.has(id));
  const rest = rows.filter(({ id }) => !ids.has(id));
  const gap = rows.slice(0, first).length + by;
  return first === -1 || gap > rest.length ? null : placeOf(rest, gap, new Set());
}

export function withLessonsAt(chapters: Chapter[], ids: ReadonlySet<string>, place: Place): Chapter[] {
  const moved = chapters.flatMap(({ lessons }) => lessons.filter(({ id }) => ids.has(id)));
  return chapters.map((chapter) => {
    const lessons = chapter.lessons.filter(({ id }) => !ids.has(id));
    if (chapter.id === place.chapter) lessons.splice(place.position, 0, ...moved);
    return { ...chapter, lessons };
  });
}

export function withChapterAt(chapters: Chapter[], id: string, position: number): Chapter[] {
  const moved = chapters.filter((chapter) => chapter.id === id);
  const rest = chapters.filter((chapter) => chapter.id !== id);
  return [...rest.slice(0, position), ...moved, ...rest.slice(position)];
}

export function withLessons(chapters: Chapter[], ids: ReadonlySet<string>, change: Partial<Lesson>): Chapter[] {
  const lesson = (one: Lesson): Lesson => (ids.has(one.id) ? { ...one, ...change } : one);
  return chapters.map((chapter) => ({ ...chapter, lessons: chapter.lessons.map(lesson) }));
}

/** The same order, so that nothing has to be written. */
export function sameOrder(one: Chapter[], other: Chapter[]): boolean {
  const order = (chapters: Chapter[]) => rowsOf(chapters).map(({ id }) => id);
  return order(one).join() === order(other).join();
}

/** A pass mark as it is typed: `70`, `70%` or nothing; undefined for what is none. */
export function readPass(text: string): number | null | undefined {
  const digits = text.trim().replace(/\s*%$/, '');
  if (digits === '') return null;
  const pass = Number(digits);
  return Number.isInteger(pass) && pass >= 0 && pass <= 100 ? pass : undefined;
}
