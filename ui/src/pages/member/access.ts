// The changes a person made to the reasons of somebody's access, put into as few writes as they allow.
import type { Grant } from '../../backend/api';

export interface GrantForm {
  state: Grant['state'];
  expiresOn: string | null;
  removed: boolean;
}

export interface GrantEdit {
  grants: string[];
  state?: Grant['state'];
  expiresOn?: string | null;
}

export interface AccessChanges {
  revoke: string[];
  edits: GrantEdit[];
}

export function formOf({ state, expiresOn }: Grant): GrantForm {
  return { state, expiresOn, removed: false };
}

/** Grants that change in the same way are changed together, as one entry of the journal. */
export function plan(grants: Grant[], forms: Record<string, GrantForm>): AccessChanges {
  const revoke: string[] = [];
  const edits = new Map<string, GrantEdit>();
  for (const grant of grants) {
    const form = forms[grant.id];
    if (!form) continue;
    if (form.removed) {
      revoke.push(grant.id);
      continue;
    }
    const edit: Omit<GrantEdit, 'grants'> = {};
    if (form.state !== grant.state) edit.state = form.state;
    if (form.expiresOn !== grant.expiresOn) edit.expiresOn = form.expiresOn;
    if (Object.keys(edit).length === 0) continue;
    const key = JSON.stringify(edit);
    const same = edits.get(key);
    if (same) same.grants.push(grant.id);
    else edits.set(key, { ...edit, grants: [grant.id] });
  }
  return { revoke, edits: [...edits.values()] };
}
