// What a person asks of the access of many, as a form holds it and as the command takes it.
import type { AccessChange, AccessException, Changed, NewAccess } from '../../backend/api';
import { type AccessForm, emptyAccess, givesAccess, type Targets, toSpec } from './access';

export const kinds = [
  'give',
  'expire',
  'shift',
  'endless',
  'revoke',
  'active',
  'pending',
  'disabled',
  'cohort',
] as const;
export type Kind = (typeof kinds)[number];

/** A century; more is a slip of the finger. */
export const mostDays = 36_525;

/** What is chosen of every kind, so that going from one to another loses nothing. */
export interface ChangeForm extends AccessForm {
  kind: Kind;
  day: string | null;
  days: number | null;
  overToo: boolean;
  /** The cohort people move to; null takes them out of theirs. */
  cohort: string | null;
  /** The cohort they leave, when it is about one. */
  from: string | null;
}

export function emptyChange(): ChangeForm {
  return { ...emptyAccess(), kind: 'give', day: null, days: 30, overToo: false, cohort: null, from: null };
}

/** Whether a kind leaves access that is over alone unless it is asked for. */
export function leavesWhatIsOver(kind: Kind): boolean {
  return kind === 'expire' || kind === 'shift' || kind === 'endless' || kind === 'cohort';
}

/** The command's form of it, or null while something is missing. */
export function toChange(form: ChangeForm): AccessChange | null {
  if (form.kind === 'give') return givesAccess(form) ? { give: toSpec(form) } : null;
  const to = newAccess(form.kind, form);
  return to && { change: { courses: [...form.courses], products: [...form.products], to } };
}

function newAccess(
  kind: Exclude<Kind, 'give'>,
  { day, days, overToo, cohort, from, courses }: ChangeForm,
): NewAccess | null {
  switch (kind) {
    case 'expire':
      return day === null ? null : { expiry: { end: { on: day }, overToo } };
    case 'shift':
      return days === null || days === 0 || !Number.isInteger(days) || Math.abs(days) > mostDays
        ? null
        : { expiry: { end: { shift: days }, overToo } };
    case 'endless':
      return { expiry: { end: 'never', overToo } };
    case 'cohort':
      return courses.length === 1 ? { cohort: { cohort, from, overToo } } : null;
    case 'revoke':
      return 'revoked';
    default:
      return { state: kind };
  }
}

/** The words for why some are left as they are, the most first. Where nothing is chosen, to have none is no access. */
export function exceptions(changed: Changed, form: Targets & { kind: Kind }): { key: string; n: number }[] {
  const key = (why: AccessException) => {
    if (why === 'none' && !givesAccess(form)) return 'change-left-no-access';
    if (why === 'already' && form.kind === 'give') return 'change-left-given';
    return `change-left-${why.replaceAll('_', '-')}`;
  };
  return changed.exceptions.map(({ why, members }) => ({ key: key(why), n: members })).sort((a, b) => b.n - a.n);
}
