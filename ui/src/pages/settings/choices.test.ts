import { expect, test } from 'vitest';
import { type ChoiceLine, linesOf, moved, pasted, toEdit, withNew } from './choices';

const typed = (lines: ChoiceLine[], at: number, text: string) =>
  lines.map((line, i) => (i === at ? { ...line, text } : line));

test('a line that is typed into is renamed, wherever it moves', () => {
  const lines = moved(typed(linesOf(['S', 'M', 'L']), 2, ' Large '), 2, -1);
  expect(toEdit(lines)).toEqual({ choices: ['S', 'Large', 'M'], renamed: { L: 'Large' } });
});

test('a new line at the place of one that goes is no new name', () => {
  const lines = linesOf(['S', 'M', 'L']);
  expect(toEdit(withNew(lines.toSpliced(2, 1), 2, ['XL']))).toEqual({ choices: ['S', 'M', 'XL'], renamed: {} });
  expect(toEdit(typed(lines, 2, ' '))).toEqual({ choices: ['S', 'M'], renamed: {} });
});

test('names can change places, and several can become one', () => {
  const lines = linesOf(['S', 'M']);
  expect(toEdit(typed(typed(lines, 0, 'M'), 1, 'S')).renamed).toEqual({ S: 'M', M: 'S' });
  expect(toEdit(typed(lines, 0, 'M'))).toEqual({ choices: ['M', 'M'], renamed: { S: 'M' } });
});

test('what is pasted is a choice on each line, and lines stay apart', () => {
  expect(pasted('S\r\n\n  M\tM \nL')).toEqual(['S', 'M\tM', 'L']);
  const lines = withNew(linesOf(['S', 'M']), 1, ['P', 'Q']);
  expect(lines.map(({ text }) => text)).toEqual(['S', 'P', 'Q', 'M']);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(4);
  expect(withNew([], 0, ['S'])).toEqual([{ id: 0, was: null, text: 'S' }]);
});

test('nothing moves beyond the ends', () => {
  const lines = linesOf(['S', 'M']);
  expect(moved(lines, 0, -1)).toEqual(lines);
  expect(moved(lines, 1, 1)).toEqual(lines);
});
