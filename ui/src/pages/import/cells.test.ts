import { describe, expect, it } from 'vitest';
import { rowAtLine, viewCell } from './cells';
import { cell, row } from './fixtures';

describe('a cell of the review', () => {
  it('marks nothing of a new member, where everything is new', () => {
    expect(viewCell(cell('Ana', { changed: true }), 'created')).toEqual({ kind: 'plain', text: 'Ana' });
  });

  it('shows old and new where something changes', () => {
    const changed = cell('Ana Souza', { before: 'Ana', after: 'Ana Souza', changed: true });
    expect(viewCell(changed, 'updated')).toEqual({ kind: 'changed', before: 'Ana', after: 'Ana Souza' });
    expect(viewCell({ ...changed, before: '' }, 'updated')).toEqual({ kind: 'added', text: 'Ana Souza' });
    expect(viewCell({ ...changed, value: '', after: null }, 'updated')).toEqual({ kind: 'erased', before: 'Ana' });
  });

  it('marks access that a row gives, which has no old value', () => {
    const course = cell('Drawing', { after: null, changed: true });
    expect(viewCell(course, 'updated')).toEqual({ kind: 'added', text: 'Drawing' });
  });

  it('says when the file differs and the book stays', () => {
    const kept = cell('Ann', { before: 'Ana', after: 'Ana' });
    expect(viewCell(kept, 'unchanged')).toEqual({ kind: 'kept', before: 'Ana', value: 'Ann' });
  });

  it('does not take another way of writing for a difference', () => {
    const phone = cell('(11) 99999-0000', { before: '11 99999 0000', after: '11 99999 0000' });
    expect(viewCell(phone, 'unchanged').kind).toBe('plain');
    const day = cell('03/04/2026', { before: '2026-04-03', after: '2026-04-03' });
    expect(viewCell(day, 'unchanged').kind).toBe('plain');
  });

  it('puts a problem before everything', () => {
    const bad = cell('31/31/2020', { before: 'x', changed: true, problem: 'bad_date' });
    expect(viewCell(bad, 'failed')).toEqual({ kind: 'bad', value: '31/31/2020', problem: 'bad_date' });
  });
});

describe('the row at a line', () => {
  // A cell with a line break makes its row two lines long, so lines and rows do not run in step.
  const lines = [2, 3, 5, 9, 10, 14];
  const find = (line: number) =>
    rowAtLine(line, lines.length, async (index) => row(index, { line: lines[index] ?? 0 }));

  it.each([2, 5, 14])('%i is found', async (line) => {
    expect((await find(line))?.line).toBe(line);
  });

  it('is null when no row begins there', async () => {
    expect(await find(4)).toBeNull();
    expect(await find(99)).toBeNull();
  });
});
