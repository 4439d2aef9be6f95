import { describe, expect, it } from 'vitest';
import { effectSentences } from './effect';
import { column, counts, effect, options, plan, roster, session } from './fixtures';
import { about, subjectOf, turnTo } from './purpose';
import { obstacle, type Progress, written } from './steps';

const drawing = { ...options, courses: ['Drawing'] };
const dates = { ...drawing, purpose: 'expiry' as const };
const everyone = { ...drawing, purpose: 'roster' as const };

describe('what a file is about', () => {
  it('is one course or product', () => {
    expect(subjectOf(drawing)).toEqual({ kind: 'course', title: 'Drawing' });
    expect(subjectOf({ ...options, products: ['Studio'] })).toEqual({ kind: 'product', title: 'Studio' });
    expect(subjectOf(options)).toBeNull();
    expect(subjectOf({ ...drawing, products: ['Studio'] })).toBeNull();
  });

  it('stays between a list of dates and a roster, and is given to nobody by another purpose', () => {
    expect(turnTo('roster', dates)).toEqual({ purpose: 'roster', cohort: null, lesson: null });
    expect(turnTo('members', dates)).toMatchObject({ courses: [], products: [] });
    expect(turnTo('expiry', drawing), 'what everybody was to get is another question').toMatchObject({ courses: [] });
    expect(about({ kind: 'product', title: 'Studio' })).toMatchObject({ courses: [], products: ['Studio'] });
  });
});

describe('the effect of a list of dates', () => {
  const said = effectSentences(
    plan({
      counts: counts({ rows: 9, updated: 4, unchanged: 1, skipped: 3, failed: 1 }),
      effect: effect({ startsMoved: 2 }),
      leftOut: [
        { verdict: 'failed', code: 'ends_before_start', count: 1, cases: [] },
        { verdict: 'skipped', code: 'has_none', count: 3, cases: [] },
        { verdict: 'updated', code: 'shortened', count: 2, cases: [] },
      ],
    }),
    dates,
    false,
  );

  it('says what is shortened and what moves lessons', () => {
    expect(said.filter(({ tone }) => tone !== 'leaves').map(({ text }) => text)).toEqual([
      '4 members get the dates of the file.',
      'Ends earlier than before · 2 rows',
      '2 of them begin on another day: lessons that open so many days after enrollment move with it.',
    ]);
  });

  it('says why rows are left alone, reason by reason', () => {
    expect(said.filter(({ tone }) => tone === 'leaves').map(({ text }) => text)).toEqual([
      '1 row is already exactly so in the book.',
      'The access would end before it starts; mend one of the dates · 1 row',
      'Does not have it · 3 rows',
      'Nobody is added, and nobody is e-mailed.',
    ]);
  });
});

describe('the effect of a roster', () => {
  const say = (counts: Parameters<typeof roster>[0], rest: Partial<typeof options> = {}) =>
    effectSentences(plan({ roster: roster(counts) }), { ...everyone, ...rest }, false).map(({ text }) => text);

  it('only lists the missing unless asked', () => {
    const said = say({ holders: 10, missing: 2, byProduct: 1 });
    expect(said.at(-1)).toBe('2 of 10 who have access are missing from the file and keep it.');
  });

  it('names who keeps the course by a product, and rows that may be anybody’s', () => {
    const said = say({ holders: 10, missing: 2, byProduct: 1, spared: 1, unreadable: 3 }, { missing: 'end' });
    expect(said.slice(-4)).toEqual([
      '2 of 10 who have access are missing from the file: their access ends.',
      '1 of the missing has the course through a product too, and keeps it so.',
      '1 is not counted as missing: a row that can’t be read has that name.',
      '3 rows can’t be told whose they are; they may be some of the missing. Correct them in the review.',
    ]);
  });

  it('says that nobody is missing', () => {
    expect(say({ holders: 10 }).at(-1)).toBe('All 10 who have access are in the file.');
  });
});

describe('what stands before a list about one thing', () => {
  const at = (rest: Partial<Progress>): Progress => ({
    step: 'access',
    session: session({ options: { ...everyone, missing: 'end' } }),
    questions: [],
    plan: plan({ counts: counts({ rows: 1, unchanged: 1 }), roster: roster({ holders: 9, missing: 2, unsure: true }) }),
    planning: false,
    applying: false,
    imported: false,
    accepted: null,
    ...rest,
  });

  it('is what it is about, and a column of days', () => {
    const columns = (options: Progress['session']) => at({ step: 'columns', session: options });
    expect(obstacle(columns(session({ options: { ...dates, courses: [] } })))).toBe('no_subject');
    expect(obstacle(columns(session({ options: dates })))).toBe('no_days');
    const withDays = [column('E-mail', 'email'), column('Until', 'expires_at')];
    expect(obstacle(columns(session({ options: dates, columns: withDays })))).toBeNull();
  });

  it('is the number of missing, until the person says that very number', () => {
    expect(obstacle(at({}))).toBe('unsure');
    expect(obstacle(at({ accepted: 3 }))).toBe('unsure');
    expect(obstacle(at({ accepted: 2 }))).toBeNull();
  });

  it('counts the missing among what changes only when something is done about them', () => {
    const one = plan({ counts: counts({ rows: 1, updated: 1 }), roster: roster({ holders: 9, missing: 2 }) });
    expect(written(one, everyone)).toBe(1);
    expect(written(one, { ...everyone, missing: 'disable' })).toBe(3);
  });
});
