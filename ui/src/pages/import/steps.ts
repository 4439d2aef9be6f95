/**
 * The five steps and what stands between them. Everything here is a pure function of what is known, so that the
 * steps bar, the Next button and its reason can never disagree.
 */

import type { ImportOptions, ImportPlan, ImportSession } from '../../backend/api';
import { FIELD_GROUPS, IGNORE, isOfLesson, KNOWN_FIELDS } from './fields';
import { isOfLessons, subjectOf } from './purpose';
import type { Question } from './questions';

export const STEPS = ['file', 'columns', 'review', 'access', 'done'] as const;
export type Step = (typeof STEPS)[number];

export interface Progress {
  step: Step;
  session: ImportSession | null;
  questions: readonly Question[];
  plan: ImportPlan | null;
  planning: boolean;
  applying: boolean;
  imported: boolean;
  /** The number of missing that the person said is right. */
  accepted: number | null;
}

/** Why the person cannot go on from a step; a code the page puts into words beside the button. */
export type Obstacle =
  | 'no_file'
  | 'questions'
  | 'no_identity'
  | 'no_subject'
  | 'no_days'
  | 'no_progress'
  | 'no_scores'
  | 'planning'
  | 'not_planned'
  | 'unsure'
  | 'nothing_to_write'
  | 'applying';

/** The columns that nothing was made of, though they hold something that could be kept as fields of the school's own. */
export function leftOut({ columns, options }: ImportSession): number[] {
  if (options.purpose !== 'members') return [];
  return columns.flatMap(({ field, reason, ask, header, samples }, index) =>
    field === IGNORE && reason !== 'chosen' && reason !== 'password' && !ask && header.trim() && samples.length
      ? [index]
      : [],
  );
}

export function obstacle(progress: Progress, step: Step = progress.step): Obstacle | null {
  const { session, plan } = progress;
  switch (step) {
    case 'file':
      return session ? null : 'no_file';
    case 'columns':
      if (!session) return 'no_file';
      if (progress.questions.length > 0) return 'questions';
      if (!hasIdentity(session)) return 'no_identity';
      if (session.options.purpose !== 'members' && !subjectOf(session.options)) return 'no_subject';
      if (session.options.purpose === 'expiry' && !hasDays(session)) return 'no_days';
      if (session.options.purpose === 'progress' && !saysProgress(session)) return 'no_progress';
      if (session.options.purpose === 'quizzes' && !saysResults(session)) return 'no_scores';
      return session.ready ? null : 'questions';
    case 'review':
      return progress.planning ? 'planning' : plan ? null : 'not_planned';
    case 'access':
      if (progress.applying) return 'applying';
      if (progress.planning) return 'planning';
      if (!plan || !session) return 'not_planned';
      if (plan.roster?.unsure && plan.roster.missing !== progress.accepted) return 'unsure';
      return written(plan, session.options) > 0 ? null : 'nothing_to_write';
    case 'done':
      return null;
  }
}

/** Steps the person may jump to from the bar: every earlier one, and later ones that nothing stands before. */
export function reachable(progress: Progress, target: Step): boolean {
  // After the import only a new file leads on: the session is over and its steps would show what was.
  if (progress.imported || target === 'done') return progress.imported && target === 'done';
  if (progress.applying) return false;
  const between = STEPS.slice(STEPS.indexOf(progress.step), STEPS.indexOf(target));
  return between.every((step) => obstacle(progress, step) === null);
}

export function next(step: Step): Step {
  return STEPS[Math.min(STEPS.indexOf(step) + 1, STEPS.length - 1)] ?? 'done';
}

export function before(step: Step): Step {
  return STEPS[Math.max(STEPS.indexOf(step) - 1, 0)] ?? 'file';
}

/** Rows that will change the book, and missing people whose access does. */
export function written(
  { counts, roster }: Pick<ImportPlan, 'counts' | 'roster'>,
  { missing }: Pick<ImportOptions, 'missing'>,
): number {
  return counts.created + counts.updated + (roster && missing !== 'list' ? roster.missing : 0);
}

/** Choices beyond what Rollbook detected by itself are work that a new file would throw away. */
export function hasWork(session: ImportSession | null, edited: boolean, imported: boolean): boolean {
  if (!session || imported) return false;
  return edited || session.columns.some((column) => column.reason === 'chosen');
}

function hasDays(session: ImportSession): boolean {
  return session.columns.some(({ field }) => field === 'expires_at' || field === 'enrolled_at');
}

function saysProgress(session: ImportSession): boolean {
  const says = ['lesson', ...FIELD_GROUPS.progress];
  return (
    session.options.lesson !== null || session.columns.some(({ field }) => isOfLesson(field) || says.includes(field))
  );
}

function saysResults(session: ImportSession): boolean {
  const has = (wanted: string) => session.columns.some(({ field }) => field === wanted);
  const named = session.options.lesson !== null || has('lesson');
  return session.columns.some(({ field }) => isOfLesson(field)) || (named && has('score'));
}

function hasIdentity(session: ImportSession): boolean {
  return session.columns.some(({ field }) => field === 'email' || field === 'external_id');
}

/** Fields already taken by another column; each but custom fields and *ignore* can be used once. */
export function takenBy(session: ImportSession, column: number): Map<string, string> {
  const taken = new Map<string, string>();
  session.columns.forEach(({ field, header }, index) => {
    if (index !== column && ((KNOWN_FIELDS as readonly string[]).includes(field) || isOfLesson(field))) {
      taken.set(field, header);
    }
  });
  return taken;
}

/** Columns of a file with a column for each lesson that are no lesson of the course, and nothing else that is known. */
export function unmatched({ columns, lessons, options }: ImportSession): string[] {
  if (!isOfLessons(options) || lessons.length === 0 || columns.some(({ field }) => field === 'lesson')) return [];
  return columns
    .filter(({ field, reason, ask, samples }) => field === IGNORE && reason === 'none' && !ask && samples.length > 0)
    .map(({ header }) => header);
}
