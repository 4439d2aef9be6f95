import { expect, it } from 'vitest';
import type { FieldKind } from '../backend/api';
import { findingText, opText, shownFields, targetText, valueText } from './sentences';

it('says who when it was one person, and how many otherwise', () => {
  const args = { members: 12408, grants: 12408, title: 'Drawing' };
  expect(opText({ kind: 'access.grant', args })).toBe('Gave 12,408 members access to Drawing');
  expect(opText({ kind: 'access.grant', args: { ...args, members: 1, name: 'Ana' } })).toBe(
    'Gave Ana access to Drawing',
  );
  expect(opText({ kind: 'members.status', args: { members: 2, status: 'disabled' } })).toBe(
    'Set 2 members to Disabled',
  );
});

it('says what an undo took back', () => {
  const args = { of: 'import', file: 'members.csv', members: 3 };
  expect(opText({ kind: 'undo', args })).toBe('Undid: Imported members.csv');
  expect(opText({ kind: 'redo', args })).toBe('Did again: Imported members.csv');
  expect(targetText({ kind: 'undo', args })).toBe('Imported members.csv');
  expect(targetText({ kind: 'import', args })).toBe('Imported members.csv');
});

it('shows values in words, and not the keys that tie rows together', () => {
  const said = (field: string, value: string | number | null) => valueText({ field }, value);
  expect(said('status', 'pending')).toBe('Pending');
  expect(said('expires_at', Date.UTC(2026, 11, 31))).toBe('Dec 31, 2026');
  expect(said('expires_at', null)).toBe('Never');
  expect(said('company', '')).toBe('(empty)');
  const rule = '{"all":[{"after_completed":{"lesson":"Welcome"},"wait":"3d"}]}';
  expect(said('drip', rule)).toBe('Opens 3 days after “Welcome” is complete');
  expect(said('drip', null)).toBe('no rule of its own');
  expect(said('in_order', 1)).toBe('Yes');
  expect(said('state', 'locked')).toBe('Locked again');
  expect(said('kind', 'bundle')).toBe('Bundle');
  expect(said('kind', 'quiz')).toBe('Quiz');
  expect(said('kind', 'yes_no')).toBe('Yes or no');
  expect(said('choices', '["S","M"]')).toBe('S, M');
  expect(said('choices', '[]')).toBe('(empty)');
  const field = (name: string, after: string | number | null) => ({ field: name, before: null, after });
  const fields = [
    field('id', 7),
    field('member_id', 8),
    field('email_key', 'a'),
    field('email', 'A'),
    field('phone', ''),
  ];
  const change = { table: 'members', id: '7', label: 'Ana', kind: 'created' as const, fields };
  expect(shownFields(change).map((one) => one.field)).toEqual(['email']);
});

it('shows values of own fields as the window does elsewhere', () => {
  const said = (own: FieldKind, value: string | null) => valueText({ field: 'custom:Mine', own }, value);
  expect(said('number', '1234.5')).toBe('1,234.5');
  expect(said('number', 'many')).toBe('many');
  expect(said('date', '2000-05-31')).toBe('May 31, 2000');
  expect(said('yes_no', 'yes')).toBe('Yes');
  expect(said('text', '2000-05-31')).toBe('2000-05-31');
  expect(said('number', null)).toBe('(empty)');
});

it('says what the check found in words', () => {
  expect(findingText({ code: 'foreign_keys', args: { table: 'grants', parent: 'members', n: 3 } })).toBe(
    'Access: 3 rows belong to something that is not in the book (Member).',
  );
  expect(findingText({ code: 'journal', args: { table: 'courses', row: '7' } })).toBe(
    'Course (7) is not as its history says. Another program may have changed the book.',
  );
  expect(findingText({ code: 'duplicate_email', args: { email: 'ana@example.com', n: 2 } })).toBe(
    '2 members have the e-mail ana@example.com. Find duplicates in Members and merge them.',
  );
});
