// A profile form against what the book has: only what differs is written.
import type { MemberFields, MemberStatus } from '../../backend/api';

export interface ProfileForm {
  name: string;
  given: string;
  family: string;
  email: string;
  company: string;
  phone: string;
  externalId: string;
  joinedOn: string | null;
  status: MemberStatus;
  custom: Record<string, string>;
}

export function changed(saved: ProfileForm, form: ProfileForm): MemberFields {
  const { custom: _saved, ...before } = saved;
  const { custom: _form, ...after } = form;
  const fields: MemberFields = Object.fromEntries(
    Object.entries(after).filter(([field, value]) => value !== before[field as keyof typeof before]),
  );
  const custom = Object.fromEntries(
    Object.entries(form.custom).filter(([field, value]) => value !== (saved.custom[field] ?? '')),
  );
  return Object.keys(custom).length > 0 ? { ...fields, custom } : fields;
}
