// What a file is for, and the one course or product it is about when it is about one.
import type { ImportOptions, Purpose } from '../../backend/api';

export const PURPOSES: readonly Purpose[] = ['members', 'expiry', 'roster', 'progress', 'quizzes'];

/** The one course or product that a file is about. */
export interface Subject {
  kind: 'course' | 'product';
  title: string;
}

export function subjectOf({ courses, products }: ImportOptions): Subject | null {
  const [subject, ...others]: Subject[] = [
    ...courses.map((title) => ({ kind: 'course' as const, title })),
    ...products.map((title) => ({ kind: 'product' as const, title })),
  ];
  return subject && others.length === 0 ? subject : null;
}

/** Whether the file is about the lessons of a course: what members did in them, or how they came out in quizzes. */
export function isOfLessons({ purpose }: Pick<ImportOptions, 'purpose'>): boolean {
  return purpose === 'progress' || purpose === 'quizzes';
}

/** Another purpose keeps what was chosen only where it still means the same. */
export function turnTo(purpose: Purpose, options: ImportOptions): Partial<ImportOptions> {
  const of = { purpose, cohort: null, lesson: null };
  const isNothing = purpose === 'members' || options.purpose === 'members';
  const stays = !isNothing && (options.products.length === 0 || !isOfLessons({ purpose }));
  return stays ? of : { ...of, courses: [], products: [] };
}

export function about(subject: Subject): Partial<ImportOptions> {
  const { kind, title } = subject;
  return {
    courses: kind === 'course' ? [title] : [],
    products: kind === 'product' ? [title] : [],
    cohort: null,
    lesson: null,
  };
}

export function accessHeading({ purpose }: ImportOptions): string {
  return purpose === 'members' ? 'import-access-heading' : `import-${purpose}-heading`;
}
