// What a file is for, and the one course or product it is about when it is about one.
import type { ImportOptions, Purpose } from '../../backend/api';

export const PURPOSES: readonly Purpose[] = ['members', 'expiry', 'roster'];

/** The one course or product that a list of dates or a roster is about. */
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

/** Another purpose keeps what was chosen only where it still means the same. */
export function turnTo(purpose: Purpose, options: ImportOptions): Partial<ImportOptions> {
  const stays = purpose !== 'members' && options.purpose !== 'members';
  return stays ? { purpose, cohort: null } : { purpose, courses: [], products: [], cohort: null };
}

export function about(subject: Subject): Partial<ImportOptions> {
  const { kind, title } = subject;
  return { courses: kind === 'course' ? [title] : [], products: kind === 'product' ? [title] : [], cohort: null };
}

export function accessHeading({ purpose }: ImportOptions): string {
  return purpose === 'members' ? 'import-access-heading' : `import-${purpose}-heading`;
}
