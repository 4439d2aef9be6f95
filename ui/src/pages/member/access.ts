// The changes a person made to the reasons of somebody's access, as the one edit they are written by.
import type { ChangedGrant, EditedAccess, Grant } from '../../backend/api';

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
