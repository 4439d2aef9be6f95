/**
 * What a file column can become. The keys are spelt as the command line and the remembered mappings spell them;
 * the words people read live in `import.ftl`. Groups keep the picker's list short enough to scan.
 */

import type { Purpose } from '../../backend/api';

export const FIELD_GROUPS = {
  person: ['name', 'first_name', 'last_name', 'email', 'giftee_email', 'phone', 'phone_area', 'company', 'external_id'],
  member: ['status', 'joined_at', 'last_seen_at'],
  access: [
    'course',
    'product',
    'courses',
    'products',
    'cohort',
    'access_status',
    'enrolled_at',
    'expires_at',
    'no_access',
    'disputed',
    'dispute_won',
  ],
  progress: ['viewed', 'progress', 'started_at', 'completed_at', 'last_activity_at'],
  lesson: ['lesson', 'chapter', 'viewed_at', 'lesson_status'],
  quiz: ['score', 'out_of', 'passed', 'taken_at', 'attempt'],
} as const;

const OF_LESSONS = { person: ['name', 'first_name', 'last_name', 'email', 'external_id'], access: ['course'] } as const;

/** The fields that a file of a purpose has. */
export function fieldsFor(purpose: Purpose): readonly KnownField[] {
  const { person, member, access, progress, lesson, quiz } = FIELD_GROUPS;
  switch (purpose) {
    case 'progress':
      return [...OF_LESSONS.person, ...OF_LESSONS.access, ...lesson, ...progress];
    case 'quizzes':
      return [...OF_LESSONS.person, ...OF_LESSONS.access, 'lesson', 'chapter', ...quiz];
    default:
      return [...person, ...member, ...access, ...progress];
  }
}

export type FieldGroup = keyof typeof FIELD_GROUPS;
export type KnownField = (typeof FIELD_GROUPS)[FieldGroup][number];

export const IGNORE = 'ignore';
const CUSTOM = 'custom:';
const OF_LESSON = 'lesson:';

export const KNOWN_FIELDS: readonly KnownField[] = Object.values(FIELD_GROUPS).flat();

const known = new Set<string>(KNOWN_FIELDS);
const dates = new Set<string>([
  'joined_at',
  'last_seen_at',
  'enrolled_at',
  'expires_at',
  'started_at',
  'completed_at',
  'last_activity_at',
  'viewed_at',
  'taken_at',
]);
const givesAccess = new Set<string>(['course', 'product', 'courses', 'products', 'cohort']);

export function isKnownField(field: string): field is KnownField {
  return known.has(field);
}

export function isDateField(field: string): boolean {
  return dates.has(field);
}

/** Rows of a file with such a column are enrollments: one member may have several of them. */
export function isAccessTarget(field: string): boolean {
  return givesAccess.has(field);
}

export function isCustomField(field: string): boolean {
  return field.startsWith(CUSTOM);
}

/** Whether the column is about one lesson. */
export function isOfLesson(field: string): boolean {
  return field.startsWith(OF_LESSON);
}

/** `Chapter / Lesson`. */
export function lessonPath(field: string): string {
  return field.slice(OF_LESSON.length);
}

export function customKey(field: string): string {
  return field.slice(CUSTOM.length);
}

/** A custom field takes the header as its key, so that the same header finds it again in the next file. */
export function customField(header: string): string {
  return CUSTOM + header.trim().replace(/\s+/g, ' ');
}

/** The field of the school's own that a column becomes as it is called. */
export function fieldOfHeader(header: string): string {
  return customField(header.replace(/^custom\./i, ''));
}

/** Fields that overwriting may be limited to: what is known of the person, not the access a row gives. */
export function overwritable(field: string): boolean {
  return isCustomField(field) || (isKnownField(field) && !inAccess(field) && field !== 'email');
}

function inAccess(field: KnownField): boolean {
  return [...FIELD_GROUPS.access, ...FIELD_GROUPS.progress].some((one) => one === field);
}

export function groupOf(field: string): FieldGroup | 'lessons' | 'custom' | 'ignore' {
  if (field === IGNORE) return 'ignore';
  if (isOfLesson(field)) return 'lessons';
  for (const group of Object.keys(FIELD_GROUPS) as FieldGroup[]) {
    if ((FIELD_GROUPS[group] as readonly string[]).includes(field)) return group;
  }
  return 'custom';
}

/** Case and accents do not matter when a person types part of a field's name. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

export type ConfidenceWord = 'sure' | 'likely' | 'guess' | 'none';

/** How sure the match is, in three words: a percentage would claim more than anybody knows. */
export function confidenceWord(confidence: number): ConfidenceWord {
  if (confidence >= 0.9) return 'sure';
  if (confidence >= 0.6) return 'likely';
  return confidence > 0 ? 'guess' : 'none';
}
