// Several members side by side: which fields they differ in, whose value each gets, and the command's form of it.
import type { Member, MemberStatus, Merge } from '../../backend/api';
import { date } from '../../i18n/format';
import { t } from '../../i18n/index';

/** What a person chose: the field, and whose value it gets. */
export type Choices = Readonly<Record<string, string>>;

export interface Line {
  id: string;
  label: string;
  /** A value for each member, as it is shown. */
  values: string[];
  /** Whether one of the values is chosen; the first day and the last are taken by themselves. */
  choosable: boolean;
  of: (member: Member) => string;
}

const texts = ['name', 'email', 'company', 'phone', 'externalId'] as const;
const label = { name: 'name', email: 'email', company: 'company', phone: 'phone', externalId: 'external-id' };
const statuses: MemberStatus[] = ['disabled', 'active'];

/** The fields that at least one of them has. */
export function lines(members: Member[]): Line[] {
  const all: Omit<Line, 'values'>[] = [
    ...texts.map((id) => ({ id, label: t(`field-${label[id]}`), choosable: true, of: (one: Member) => one[id] })),
    { id: 'status', label: t('field-status'), choosable: true, of: (one) => one.status },
    ...(members[0]?.custom ?? []).map(({ key, label }) => ({
      id: `custom:${key}`,
      label,
      choosable: true,
      of: (one: Member) => one.custom.find((custom) => custom.key === key)?.value ?? '',
    })),
    { id: 'joinedAt', label: t('field-joined-at'), choosable: false, of: (one) => date(one.joinedAt) },
    { id: 'lastSeenAt', label: t('field-last-seen-at'), choosable: false, of: (one) => date(one.lastSeenAt) },
  ];
  return all
    .map((line) => ({ ...line, values: members.map(line.of) }))
    .filter(({ values }) => values.some((value) => value !== ''));
}

/** Whether the members have different values there, so that there is something to choose. */
export function differs({ values, choosable }: Line): boolean {
  return choosable && new Set(values).size > 1;
}

/** Whose value a field gets: the chosen one's, else that of who stays, else the first there is. Who is blocked stays so. */
export function source(line: Line, members: Member[], keep: string, choices: Choices): string {
  const chosen = choices[line.id];
  if (chosen && members.some(({ id }) => id === chosen)) return chosen;
  const has = (value: string) => (id: string) => line.values[members.findIndex((one) => one.id === id)] === value;
  const order = [keep, ...members.map(({ id }) => id)];
  if (line.id !== 'status') return order.find((id) => !has('')(id)) ?? keep;
  for (const status of statuses) {
    const first = order.find(has(status));
    if (first) return first;
  }
  return keep;
}

/** The command's form of it: only what was chosen is said. */
export function toMerge(members: Member[], keep: string, choices: Choices): Merge {
  const there = Object.entries(choices).filter(([, whose]) => members.some(({ id }) => id === whose));
  const own = there.filter(([field]) => !field.startsWith('custom:'));
  const custom = there.filter(([field]) => field.startsWith('custom:'));
  return {
    keep,
    gone: members.map(({ id }) => id).filter((id) => id !== keep),
    fields: {
      ...Object.fromEntries(own),
      ...(custom.length > 0 && {
        custom: Object.fromEntries(custom.map(([field, whose]) => [field.slice('custom:'.length), whose])),
      }),
    },
  };
}

/** The courses that any of them has, by title. */
export function courses(members: Member[]): { id: string; title: string }[] {
  const found = new Map(members.flatMap(({ access }) => access.map((one) => [one.courseId, one.course] as const)));
  return [...found].map(([id, title]) => ({ id, title })).sort((a, b) => a.title.localeCompare(b.title));
}

/** What a person is called. */
export function nameOf({ name, email }: { name: string; email: string }): string {
  return name || email;
}
