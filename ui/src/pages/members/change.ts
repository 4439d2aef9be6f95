// What a person asks of the access of many, as a form holds it and as the command takes it.
import type { AccessException, BulkChange, Changed, NewAccess } from '../../backend/api';
import type { Targets } from './access';

export const kinds = ['expire', 'shift', 'endless', 'revoke', 'active', 'pending', 'disabled', 'cohort'] as const;
export type Kind = (typeof kinds)[number];

export interface ChangeForm extends Targets {
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
  return { courses: [], products: [], kind: 'expire', day: null, days: 30, overToo: false, cohort: null, from: null };
}

/** Whether a kind leaves access that is over alone unless it is asked for. */
export function leavesWhatIsOver(kind: Kind): boolean {
  return kind === 'expire' || kind === 'shift' || kind === 'endless' || kind === 'cohort';
}

/** The command's form of it, or null while something is missing. */
export function toChange(form: ChangeForm): BulkChange | null {
  const to = newAccess(form);
  return to && { courses: [...form.courses], products: [...form.products], to };
}

function newAccess({ kind, day, days, overToo, cohort, from, courses }: ChangeForm): NewAccess | null {
  switch (kind) {
    case 'expire':
      return day === null ? null : { expiry: { end: { on: day }, overToo } };
    case 'shift':
      return days === null || days === 0 || !Number.isInteger(days)
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
export function exceptions(changed: Changed, { courses, products }: Targets): { key: string; n: number }[] {
  const anything = courses.length + products.length === 0;
  const key = (why: AccessException) =>
    why === 'none' && anything ? 'change-left-no-access' : `change-left-${why.replaceAll('_', '-')}`;
  return changed.exceptions.map(({ why, members }) => ({ key: key(why), n: members })).sort((a, b) => b.n - a.n);
}
