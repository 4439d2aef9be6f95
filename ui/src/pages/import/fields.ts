/**
 * What a file column can become. The keys are spelt as the command line and the remembered mappings spell them;
 * the words people read live in `import.ftl`. Groups keep the picker's list short enough to scan.
 */

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
    'progress',
    'completed_at',
    'no_access',
  ],
} as const;

export type FieldGroup = keyof typeof FIELD_GROUPS;
export type KnownField = (typeof FIELD_GROUPS)[FieldGroup][number];

export const IGNORE = 'ignore';
const CUSTOM = 'custom:';

export const KNOWN_FIELDS: readonly KnownField[] = Object.values(FIELD_GROUPS).flat();

const known = new Set<string>(KNOWN_FIELDS);
const dates = new Set<string>(['joined_at', 'last_seen_at', 'enrolled_at', 'expires_at', 'completed_at']);
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

export function customKey(field: string): string {
  return field.slice(CUSTOM.length);
}

/** A custom field takes the header as its key, so that the same header finds it again in the next file. */
export function customField(header: string): string {
  return CUSTOM + header.trim().replace(/\s+/g, ' ');
}

/** Fields that overwriting may be limited to: what is known of the person, not the access a row gives. */
export function overwritable(field: string): boolean {
  return isCustomField(field) || (isKnownField(field) && !inAccess(field) && field !== 'email');
}

function inAccess(field: KnownField): boolean {
  return (FIELD_GROUPS.access as readonly string[]).includes(field);
}

export function groupOf(field: string): FieldGroup | 'custom' | 'ignore' {
  if (field === IGNORE) return 'ignore';
  for (const group of Object.keys(FIELD_GROUPS) as FieldGroup[]) {
    if ((FIELD_GROUPS[group] as readonly string[]).includes(field)) return group;
  }
  return 'custom';
}

/** Case and accents do not matter when a person types part of a field's name. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** The choices whose label or key holds every typed word, those that begin with it first. */
export function searchFields<T extends { field: string; label: string }>(choices: readonly T[], typed: string): T[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...choices];
  const rank = ({ field, label }: T): number => {
    const text = `${foldText(label)} ${field.replaceAll('_', ' ')}`;
    if (!words.every((word) => text.includes(word))) return -1;
    return text.startsWith(words[0] ?? '') ? 0 : 1;
  };
  return choices
    .map((choice, at) => ({ choice, at, rank: rank(choice) }))
    .filter((found) => found.rank >= 0)
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map((found) => found.choice);
}

export type ConfidenceWord = 'sure' | 'likely' | 'guess' | 'none';

/** How sure the match is, in three words: a percentage would claim more than anybody knows. */
export function confidenceWord(confidence: number): ConfidenceWord {
  if (confidence >= 0.9) return 'sure';
  if (confidence >= 0.6) return 'likely';
  return confidence > 0 ? 'guess' : 'none';
}
