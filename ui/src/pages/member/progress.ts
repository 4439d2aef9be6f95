// The courses of a member's page: those they have, and those of which something is known.
import type { Member, MemberLesson, Reached } from '../../backend/api';

export interface MemberCourse {
  id: string;
  title: string;
  /** Whether they have it, in whatever status. */
  has: boolean;
  reached: Reached;
}

const nothing: Reached = { viewed: null, completed: null, startedAt: null, lastActivityAt: null, completedAt: null };

/** By title. */
export function coursesOf({ access, progress }: Pick<Member, 'access' | 'progress'>): MemberCourse[] {
  const known = progress.map(({ courseId, course, ...reached }) => ({
    id: courseId,
    title: course,
    has: access.some((one) => one.courseId === courseId),
    reached,
  }));
  const others = access
    .filter(({ courseId }) => !known.some(({ id }) => id === courseId))
    .map(({ courseId, course }) => ({ id: courseId, title: course, has: true, reached: nothing }));
  return [...known, ...others].sort((a, b) => a.title.localeCompare(b.title));
}

export interface MemberChapter {
  title: string;
  lessons: MemberLesson[];
}

/** The lessons by chapter, in order. Two chapters may have one name; between them lies another. */
export function chaptersOf(lessons: MemberLesson[]): MemberChapter[] {
  const chapters: MemberChapter[] = [];
  for (const lesson of lessons) {
    const last = chapters.at(-1);
    if (last?.title === lesson.state.chapter) last.lessons.push(lesson);
    else chapters.push({ title: lesson.state.chapter, lessons: [lesson] });
  }
  return chapters;
}

/** What the icon of a lesson says. */
export type Look = 'done' | 'open' | 'later' | 'locked';

export function lookOf({ completedAt, state }: MemberLesson): Look {
  if (completedAt !== null) return 'done';
  if (state.open) return 'open';
  return state.opensAt === null ? 'locked' : 'later';
}
