import { expect, test } from 'vitest';
import type { Member } from '../../backend/api';
import { courses, differs, lines, source, toMerge } from './compare';

function member(id: string, fields: Partial<Member>): Member {
  return {
    id,
    name: '',
    given: '',
    family: '',
    email: `${id}@x.com`,
    status: 'active',
    company: '',
    phone: '',
    externalId: '',
    joinedAt: null,
    lastSeenAt: null,
    createdAt: 0,
    trashed: false,
    mergedInto: null,
    alsoKnownAs: [],
    custom: [],
    access: [],
    grants: [],
    progress: [],
    ...fields,
  };
}

const shirt = (value: string) => [{ key: 'shirt', label: 'Shirt', value }];
const ana = member('1', { name: 'Ana', custom: shirt('') });
const double = member('2', { name: 'Ana', phone: '55', custom: shirt('M') });
const line = (members: Member[], id: string) => {
  const found = lines(members).find((one) => one.id === id);
  if (!found) throw new Error(`no line ${id}`);
  return found;
};

test('only fields that somebody has are shown, and only those that differ are chosen from', () => {
  const shown = lines([ana, double]).map((one) => [one.id, differs(one)]);
  expect(shown).toEqual([
    ['name', false],
    ['email', true],
    ['phone', true],
    ['status', false],
    ['custom:shirt', true],
  ]);
});

test('whoever stays gives the values, others fill what is blank', () => {
  const both = [ana, double];
  const of = (id: string, keep: string, choices = {}) => source(line(both, id), both, keep, choices);
  expect(of('email', '1')).toBe('1');
  expect(of('email', '2')).toBe('2');
  expect(of('phone', '1')).toBe('2');
  expect(of('email', '1', { email: '2' })).toBe('2');
  expect(of('email', '1', { email: '9' })).toBe('1');
});

test('somebody blocked stays blocked, then active is more than pending', () => {
  const [pending, blocked] = [member('3', { status: 'pending' }), member('4', { status: 'disabled' })];
  const of = (...all: Member[]) => source(line(all, 'status'), all, all[0]?.id ?? '', {});
  expect(of(ana, blocked)).toBe('4');
  expect(of(pending, ana)).toBe('1');
  expect(of(pending, ana, blocked)).toBe('4');
  expect(of(ana, double)).toBe('1');
});

test('only what was chosen of those who are there is said', () => {
  expect(toMerge([ana, double], '2', {})).toEqual({ keep: '2', gone: ['1'], fields: {} });
  expect(toMerge([ana, double], '1', { email: '2', 'custom:shirt': '2', phone: '9' })).toEqual({
    keep: '1',
    gone: ['2'],
    fields: { email: '2', custom: { shirt: '2' } },
  });
});

test('each course is listed once, by title', () => {
  const access = (courseId: string, course: string) => ({ courseId, course }) as Member['access'][number];
  const one = { ...ana, access: [access('7', 'Oil'), access('8', 'Drawing')] };
  const other = { ...double, access: [access('7', 'Oil')] };
  expect(courses([one, other]).map(({ title }) => title)).toEqual(['Drawing', 'Oil']);
});
