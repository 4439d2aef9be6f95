// The changes a person made to the reasons of somebody's access, as the one edit they are written by.
import type { ChangedGrant, EditedAccess, Enrollment, Grant, MemberEntry } from '../../backend/api';

/** What is changed in a grant. */
export type GrantEdit = Omit<ChangedGrant, 'grant'>;

/** What a person can set a grant to. */
export const states = ['active', 'pending', 'disabled'] as const satisfies Grant['state'][];

export interface Reasons {
  /** Of the course alone. */
  own: Grant[];
  /** Of a product, which opens other courses as well. */
  shared: Grant[];
}

/** Why a member has a course. */
export function reasonsOf(grants: Grant[], { grantIds }: Enrollment): Reasons {
  const reasons = grants.filter(({ id }) => grantIds.includes(id));
  return {
    own: reasons.filter(({ target }) => target.kind === 'course'),
    shared: reasons.filter(({ target }) => target.kind === 'product'),
  };
}

/** Orders grants by their end, those without one first. */
export function endOf(a: Grant, b: Grant): number {
  return (b.expiresAt ?? Number.POSITIVE_INFINITY) > (a.expiresAt ?? Number.POSITIVE_INFINITY) ? 1 : -1;
}

/** The other courses that a grant opens. */
export function othersOf(access: Enrollment[], { id }: Grant, course: string): string[] {
  return access.filter((one) => one.course !== course && one.grantIds.includes(id)).map((one) => one.course);
}

/** The files of the imports that gave grants, by grant. */
export function importsOf(history: MemberEntry[]): Record<string, string> {
  const given = history
    .filter(({ entry }) => entry.op.kind === 'import')
    .flatMap(({ entry, changes }) =>
      changes
        .filter(({ table, kind }) => table === 'grants' && kind === 'created')
        .map(({ id }) => [id, String(entry.op.args.file ?? '')]),
    );
  return Object.fromEntries(given);
}

export interface GrantForm {
  state: Grant['state'];
  expiresOn: string | null;
  cohort: string | null;
  removed: boolean;
}

export function formOf({ state, expiresOn, cohort }: Grant): GrantForm {
  return { state, expiresOn, cohort: cohort?.id ?? null, removed: false };
}

export function plan(grants: Grant[], forms: Record<string, GrantForm>): Pick<EditedAccess, 'changed' | 'removed'> {
  const removed: string[] = [];
  const changed: ChangedGrant[] = [];
  for (const grant of grants) {
    const form = forms[grant.id];
    if (form?.removed) removed.push(grant.id);
    else if (form) changed.push(...changeOf(grant, form));
  }
  return { changed, removed };
}

function changeOf(grant: Grant, form: GrantForm): ChangedGrant[] {
  const before = formOf(grant);
  const change: ChangedGrant = { grant: grant.id };
  if (form.state !== before.state) change.state = form.state;
  if (form.expiresOn !== before.expiresOn) change.expiresOn = form.expiresOn;
  if (form.cohort !== before.cohort) change.cohort = form.cohort;
  return Object.keys(change).length > 1 ? [change] : [];
}
