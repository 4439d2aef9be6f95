// Sentences for what the journal recorded. An entry carries a kind and values; which of the values a kind has depends
// on what was done, so each that the words may name has a neutral default.
import type { FieldKind, Finding, OpHead, RowChange } from '../backend/api';
import { asWritten, ruleText } from '../drip/words';
import { date, day, number, percent } from './format';
import { known, t } from './index';
import { ownText } from './own';

export function opText(op: OpHead): string {
  const { args } = op;
  const what = args.of ? targetText(op) : '';
  const plain = `op-${op.kind.replaceAll('.', '-')}`;
  const key = args.name && known(`${plain}-named`) ? `${plain}-named` : plain;
  if (!known(key)) return op.kind;
  const n = Number(args.members ?? args.n ?? 0);
  const status = args.status ? t(`status-${args.status}`) : '';
  const value = args.kind === undefined ? '' : ownText(args.kind as FieldKind, String(args.value ?? ''));
  const end = days.test(String(args.day)) ? day(String(args.day)) : String(args.day ?? '');
  return t(key, {
    name: '',
    title: '',
    file: '',
    days: 0,
    misfits: 0,
    missing: 0,
    ...args,
    cohort: args.cohort || 'none',
    n,
    status,
    what,
    value,
    day: end,
  });
}

/** What an undo took back or a redo did again: both keep its kind and its values. */
export function targetText({ kind, args }: OpHead): string {
  return opText({ kind: String(args.of || kind), args: { ...args, of: '' } });
}

export function opKinds(): string[] {
  return [
    'import',
    'import.expiry',
    'import.roster',
    'member.add',
    'member.edit',
    'members.status',
    'members.trash',
    'members.restore',
    'members.merge',
    'members.apart',
    'access.grant',
    'access.edit',
    'access.revoke',
    'access.state',
    'access.expiry',
    'access.cohort',
    'course.add',
    'course.edit',
    'cohort.add',
    'cohort.edit',
    'outline.write',
    'schedule.save',
    'drip.start',
    'chapter.add',
    'chapter.edit',
    'chapter.remove',
    'lesson.add',
    'lesson.edit',
    'lesson.remove',
    'lessons.complete',
    'lessons.unlock',
    'lessons.lock',
    'lessons.reset',
    'quiz.result',
    'quiz.correct',
    'quiz.retract',
    'cohort.remove',
    'product.add',
    'product.edit',
    'members.field',
    'field.add',
    'field.edit',
    'fields.order',
    'field.remove',
    'view.save',
    'view.edit',
    'views.order',
    'view.delete',
    'book.settings',
    'undo',
    'redo',
  ];
}

export function opKindText(kind: string): string {
  return t(`kind-${kind.replaceAll('.', '-')}`);
}

/** The person's word for a column of the book. A custom field goes by its own label. */
export function fieldText(field: string): string {
  const key = `field-${field.replaceAll('_', '-')}`;
  return known(key) ? t(key) : field.replace(/^custom:/, '');
}

const switches = new Set(['archived', 'archived_at', 'in_order', 'hide_locked', 'published', 'passed']);
const instants = /(_at|At)$/;
const days = /^\d{4}-\d{2}-\d{2}$/;

type Changed = Pick<RowChange['fields'][number], 'field' | 'own'>;

/** One side of an "old → new", in the reader's words. */
export function valueText({ field, own }: Changed, value: string | number | null): string {
  if (own && value) return ownText(own, String(value));
  if (field === 'drip') return value ? ruleText(JSON.parse(String(value)), asWritten) : t('drip-no-rule');
  if (field === 'drip_from' && value === null) return t('drip-from-first');
  if (field === 'expires_at' && value === null) return t('never');
  if (value === null || value === '') return t('value-empty');
  if (typeof value === 'number' && instants.test(field)) return date(value);
  if (switches.has(field)) return t(value ? 'yes' : 'no');
  if (field === 'status' || field === 'state') return known(`status-${value}`) ? t(`status-${value}`) : String(value);
  if (field === 'kind') return kindText(String(value));
  if (field === 'choices') return (JSON.parse(String(value)) as string[]).join(', ') || t('value-empty');
  if (field === 'source') return sourceText(String(value));
  if (field === 'completed') return percent(Number(value));
  if (typeof value === 'number') return number(value);
  return days.test(value) ? day(value) : value;
}

/** The person's word for a kind of product, of lesson, or of own field. */
function kindText(kind: string): string {
  const key = [`product-kind-${kind}`, `own-kind-${kind}`, `table-${kind}`, `table-${kind}s`].find(known);
  return key ? t(key) : kind;
}

/** The person's word for a table of the book. */
function tableText(table: string): string {
  const key = `table-${table.replaceAll('_', '-')}`;
  return known(key) ? t(key) : table;
}

export function changeTitle(change: RowChange): string {
  const label = `${tableText(change.table)} · ${change.label}`;
  return t(`change-${change.kind}`, { what: label });
}

/** Where access comes from: a word for the ways of Rollbook, the name of the platform otherwise. */
export function sourceText(source: string): string {
  return known(`source-${source}`) ? t(`source-${source}`) : source;
}

/** The columns of a change that say something to a person: not the keys that tie rows together. */
export function shownFields(change: RowChange): RowChange['fields'] {
  return change.fields.filter(
    ({ field, before, after }) =>
      !isKey(field) && !(change.kind === 'created' && field === 'created_at') && !(isBlank(before) && isBlank(after)),
  );
}

function isKey(field: string): boolean {
  return field === 'id' || (field.endsWith('_id') && field !== 'external_id') || field.endsWith('_key');
}

function isBlank(value: string | number | null): boolean {
  return value === null || value === '';
}

/** What the check of the book found. */
export function findingText({ code, args }: Finding): string {
  const words: Record<string, string | number> = { ...args };
  for (const table of ['table', 'parent']) {
    if (words[table]) words[table] = tableText(String(words[table]));
  }
  return t(`finding-${code.replaceAll('_', '-')}`, words);
}
