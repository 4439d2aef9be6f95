// What a person asks of the access of many, as a form holds it and as the command takes it.
import type { AccessException, BulkChange, Changed, NewAccess } from '../../backend/api';
import type { Targets } from './access';

export const kinds = ['expire', 'shift', 'endless', 'revoke', 'active', 'pending', 'disabled'] as const;
export type Kind = (typeof kinds)[number];

export interface ChangeForm extends Targets {
  kind: Kind;
  day: string | null;
  days: number | null;
  overToo: boolean;
}

export function emptyChange(): ChangeForm {
  return { courses: [], products: [], kind: 'expire', day: null, days: 30, overToo: false };
}

/** Whether a kind moves an end, which access that is over has behind it. */
export function changesEnd(kind: Kind): boolean {
  return kind === 'expire' || kind === 'shift' || kind === 'endless';
}

/** The command's form of it, or null while something is missing. */
export function toChange(form: ChangeForm): BulkChange | null {
  const to = newAccess(form);
  return to && { courses: [...form.courses], products: [...form.products], to };
}

function newAccess({ kind, day, days, overToo }: ChangeForm): NewAccess | null {
  switch (kind) {
    case 'expire':
      return day === null ? null : { expiry: { end: { on: day }, overToo } };
    case 'shift':
      return days === null || days === 0 || !Number.isInteger(days)
        ? null
        : { expiry: { end: { shift: days }, overToo } };
    case 'endless':
      return { expiry: { end: 'never', overToo } };
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
