// The columns a member list can have. What the person chose is remembered as `id` or `id:width`.
import type { CustomField, MemberFields, SortField } from '../../backend/api';
import { t } from '../../i18n/index';

export interface MemberColumn {
  id: SortField;
  label: string;
  width: number;
  /** The field that an edit in place writes. */
  edits?: Exclude<keyof MemberFields, 'custom'>;
  /** The field of the school's own that it shows. */
  own?: CustomField;
}

const builtIn: MemberColumn[] = [
  { id: 'name', label: 'field-name', width: 215, edits: 'name' },
  { id: 'email', label: 'field-email', width: 235, edits: 'email' },
  { id: 'status', label: 'field-status', width: 105, edits: 'status' },
  { id: 'courses', label: 'field-courses', width: 235 },
  { id: 'joined_at', label: 'field-joined-at', width: 115 },
  { id: 'last_seen_at', label: 'field-last-seen-at', width: 115 },
  { id: 'company', label: 'field-company', width: 160, edits: 'company' },
  { id: 'phone', label: 'field-phone', width: 150, edits: 'phone' },
  { id: 'external_id', label: 'field-external-id', width: 120 },
  { id: 'created_at', label: 'field-created-at', width: 120 },
];

/** Every column there is, the school's own fields at the end. */
export function registry(own: readonly CustomField[]): MemberColumn[] {
  return [
    ...builtIn,
    ...own.map((field) => ({ id: `custom:${field.id}` as const, label: '', width: 140, own: field })),
  ];
}

export function columnText({ label, own }: MemberColumn): string {
  return own ? own.label : t(label);
}

const usual: SortField[] = ['name', 'email', 'status', 'courses', 'joined_at', 'last_seen_at'];

/** The columns to show. Unknown names are those of a newer app or of another book's fields, and are left out. */
export function chosen(remembered: string[] | null, all = builtIn): MemberColumn[] {
  const wanted = remembered?.length ? remembered : usual;
  const found = wanted.flatMap((text) => {
    const [, id, width] = text.match(/^(.*?)(?::(\d{1,4}))?$/) ?? [];
    const column = all.find((one) => one.id === id);
    return column ? [{ ...column, width: Number(width) || column.width }] : [];
  });
  return found.length > 0 ? found : chosen(null);
}

export function remember(shown: MemberColumn[]): string[] {
  return shown.map(({ id, width }) => `${id}:${width}`);
}

/** Turns a column on, at its place among all, or off. The last one stays. */
export function toggleColumn(shown: MemberColumn[], id: string, all = builtIn): MemberColumn[] {
  if (shown.some((one) => one.id === id)) return shown.length > 1 ? shown.filter((one) => one.id !== id) : shown;
  const ids = new Map(shown.map((one) => [one.id, one]));
  return all.filter((one) => ids.has(one.id) || one.id === id).map((one) => ids.get(one.id) ?? one);
}
