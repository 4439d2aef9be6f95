import { expect, it } from 'vitest';
import { RowSelection } from './selection.svelte';

it('counts what is chosen one by one', () => {
  const selection = new RowSelection();
  selection.toggle('1');
  selection.set(['2', '3'], true);
  selection.toggle('1');
  expect(selection.count(100)).toBe(2);
  expect(selection.has('2')).toBe(true);
  expect(selection.has('1')).toBe(false);
  expect(selection.of('9')).toEqual({ ids: ['2', '3'] });
});

it('chooses everything but what is taken out again', () => {
  const selection = new RowSelection();
  selection.toggle('1');
  selection.all();
  selection.toggle('7');
  selection.set(['8', '9'], false);
  selection.set(['9'], true);
  expect(selection.count(12_408)).toBe(12_406);
  expect(selection.has('7')).toBe(false);
  expect(selection.has('9')).toBe(true);
  expect(selection.of('5')).toEqual({ view: '5', except: ['7', '8'] });
});

it('is empty after clearing, whatever was chosen', () => {
  const selection = new RowSelection();
  selection.all();
  selection.clear();
  expect(selection.count(10)).toBe(0);
  expect(selection.of('5')).toEqual({ ids: [] });
});
