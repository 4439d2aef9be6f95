import { expect, it } from 'vitest';
import { chosen, remember, toggleColumn } from './columns';

it('remembers which columns, in which order, how wide', () => {
  const shown = chosen(['email:300', 'name']);
  expect(shown.map(({ id, width }) => [id, width])).toEqual([
    ['email', 300],
    ['name', 215],
  ]);
  expect(chosen(remember(shown))).toEqual(shown);
});

it('leaves out what it does not know, but never shows nothing', () => {
  expect(chosen(['zodiac', 'name']).map(({ id }) => id)).toEqual(['name']);
  expect(chosen(['zodiac']).length).toBeGreaterThan(1);
  expect(chosen([])).toEqual(chosen(null));
});

it('puts a column back at its place and keeps the last one', () => {
  const some = chosen(['name', 'status']);
  expect(toggleColumn(some, 'email').map(({ id }) => id)).toEqual(['name', 'email', 'status']);
  expect(toggleColumn(chosen(['name']), 'name')).toHaveLength(1);
});
