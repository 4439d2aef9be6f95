import { describe, expect, it } from 'vitest';
import { column, session } from './fixtures';
import { answerColumn, questions } from './questions';

const rivals = session({
  columns: [
    column('Buyer e-mail', 'ignore', { ask: { field: 'email', candidates: ['Buyer e-mail', 'Student e-mail'] } }),
    column('Name', 'name'),
    column('Student e-mail', 'ignore', { ask: { field: 'email', candidates: ['Buyer e-mail', 'Student e-mail'] } }),
  ],
});

describe('several columns for one field', () => {
  it('are one question', () => {
    expect(questions(rivals, false)).toEqual([{ kind: 'column', field: 'email', columns: [0, 2] }]);
  });

  it('are answered by one, and the others stay out', () => {
    const question = { kind: 'column', field: 'email', columns: [0, 2] } as const;
    expect(answerColumn({ ...question, columns: [0, 2] }, 2)).toEqual({ 0: 'ignore', 2: 'email' });
    expect(answerColumn({ ...question, columns: [0, 2] }, null)).toEqual({ 0: 'ignore', 2: 'ignore' });
  });
});

it('one column for several fields asks which it is', () => {
  const asking = session({
    columns: [
      column('E-mail', 'email'),
      column('created_at', 'ignore', { ask: { field: 'joined_at', candidates: ['joined_at', 'enrolled_at'] } }),
    ],
  });
  expect(questions(asking, false)).toEqual([{ kind: 'field', column: 1, fields: ['joined_at', 'enrolled_at'] }]);
});

describe('dates the file leaves open', () => {
  const layout = { ...session().layout, dateOrderCertain: false };
  const dated = (samples: string[], field = 'joined_at') =>
    session({ layout, columns: [column('E-mail', 'email'), column('Since', field, { samples, kind: 'date' })] });

  it('are asked about with one that can be read both ways', () => {
    expect(questions(dated(['05/05/2026', '03/04/2026']), false)).toEqual([{ kind: 'dates', sample: '03/04/2026' }]);
  });

  it('are not asked about again', () => {
    expect(questions(dated(['03/04/2026']), true)).toEqual([]);
  });

  it('do not matter in a column that is not imported', () => {
    expect(questions(dated(['03/04/2026'], 'ignore'), false)).toEqual([]);
  });

  it('do not matter when every sample is the same day both ways', () => {
    expect(questions(dated(['05/05/2026', '2026-04-03']), false)).toEqual([]);
  });
});

it('several sheets that look like a list are asked about before their columns', () => {
  const layout = { ...session().layout, sheet: '2025', sheetCertain: false };
  const asking = session({ ...rivals, sheets: ['2025', '2026'], layout });
  expect(questions(asking, false)).toEqual([{ kind: 'sheet', sheets: ['2025', '2026'] }]);
});
