import { expect, it } from 'vitest';
import type { Entry, MemberEntry } from '../../backend/api';
import { choicesOf, everything, passes } from './history';

function entry(id: string, kind: string, actor: string, args: Record<string, string> = {}): Entry {
  return {
    id,
    op: { kind, args },
    actor,
    at: Number(id),
    rows: 1,
    members: 1,
    undoOf: null,
    undone: false,
    undoable: true,
  };
}

const entries = [
  entry('9', 'undo', 'Bia', { of: 'import', entry: '4', file: 'list.csv' }),
  entry('5', 'member.edit', 'Ana'),
  entry('4', 'import', 'Ana', { file: 'list.csv' }),
  entry('3', 'import', 'Bia', { file: 'sales.csv' }),
];
const shown = (wanted: Partial<ReturnType<typeof everything>>) =>
  entries.filter((one) => passes(one, { ...everything(), ...wanted })).map(({ id }) => id);

it('offers what there is', () => {
  const history: MemberEntry[] = entries.map((one) => ({ entry: one, changes: [] }));
  const { kinds, actors, imports } = choicesOf(history);
  expect(kinds).toEqual(['undo', 'member.edit', 'import']);
  expect(actors).toEqual(['Bia', 'Ana']);
  expect(imports.map(({ id, file }) => [id, file])).toEqual([
    ['4', 'list.csv'],
    ['3', 'sales.csv'],
  ]);
});

it('shows all until something is asked for, and then what has all of it', () => {
  expect(shown({})).toEqual(['9', '5', '4', '3']);
  expect(shown({ kind: 'import' })).toEqual(['4', '3']);
  expect(shown({ kind: 'import', actor: 'Bia' })).toEqual(['3']);
});

it('shows an import with what took it back', () => {
  expect(shown({ import: '4' })).toEqual(['9', '4']);
});
