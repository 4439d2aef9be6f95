import { expect, it } from 'vitest';
import type { Entry } from '../../backend/api';
import { isoDay } from '../../i18n/format';
import { shown } from '../../i18n/locale.svelte';
import { byDay } from './days';

function entry(id: string, at: string): Entry {
  const op = { kind: 'member.edit', args: {} };
  return {
    id,
    op,
    actor: 'Owner',
    at: Date.parse(at),
    rows: 1,
    members: 1,
    undoOf: null,
    undone: false,
    undoable: true,
  };
}

const entries = [
  entry('3', '2026-03-02T02:30:00Z'),
  entry('2', '2026-03-01T23:00:00Z'),
  entry('1', '2026-03-01T01:00:00Z'),
];

it('groups by the day of the book, not of the computer', () => {
  shown.zone = 'America/Sao_Paulo';
  expect(byDay(entries, isoDay).map(({ day, entries }) => [day, entries.map(({ id }) => id)])).toEqual([
    ['2026-03-01', ['3', '2']],
    ['2026-02-28', ['1']],
  ]);
  shown.zone = 'UTC';
  expect(byDay(entries, isoDay).map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-01']);
});
