import { describe, expect, it } from 'vitest';
import type { FileColumn } from '../../backend/api';
import { column, counts, plan, session } from './fixtures';
import { hasWork, leftOut, obstacle, type Progress, reachable, STEPS, takenBy } from './steps';

const at = (step: Progress['step'], rest: Partial<Progress> = {}): Progress => ({
  step,
  session: session(),
  questions: [],
  plan: plan(),
  planning: false,
  applying: false,
  imported: false,
  accepted: null,
  ...rest,
});

describe('what stands before the next step', () => {
  it.each([
    ['no file', at('file', { session: null }), 'no_file'],
    ['a question', at('columns', { questions: [{ kind: 'dates', sample: '03/04/2026' }] }), 'questions'],
    ['no identity', at('columns', { session: session({ columns: [column('Name', 'name')] }) }), 'no_identity'],
    ['a host that is not ready', at('columns', { session: session({ ready: false }) }), 'questions'],
    ['a plan in the making', at('review', { planning: true }), 'planning'],
    ['no plan', at('review', { plan: null }), 'not_planned'],
    [
      'nothing to write',
      at('access', { plan: plan({ counts: counts({ rows: 3, unchanged: 3 }) }) }),
      'nothing_to_write',
    ],
    ['an import under way', at('access', { applying: true }), 'applying'],
  ] as const)('%s', (_, progress, expected) => {
    expect(obstacle(progress)).toBe(expected);
  });

  it('is nothing when all is answered', () => {
    for (const step of STEPS) expect(obstacle(at(step)), step).toBeNull();
  });

  it('is satisfied with a platform id instead of an e-mail', () => {
    expect(obstacle(at('columns', { session: session({ columns: [column('Id', 'external_id')] }) }))).toBeNull();
  });

  it('is not an error in some row: good rows never wait for bad ones', () => {
    expect(obstacle(at('review', { plan: plan({ counts: counts({ rows: 3, failed: 2, created: 1 }) }) }))).toBeNull();
  });
});

describe('the steps bar', () => {
  const open = (progress: Progress) => STEPS.filter((step) => reachable(progress, step));

  it('leads back anywhere', () => expect(open(at('access'))).toEqual(['file', 'columns', 'review', 'access']));
  it('leads on as far as nothing is missing', () =>
    expect(open(at('columns', { plan: null }))).toEqual(['file', 'columns', 'review']));
  it('stays while something is written', () => expect(open(at('access', { applying: true }))).toEqual([]));
  it('stays at the end once it is written', () => expect(open(at('done', { imported: true }))).toEqual(['done']));
});

describe('work that closing would lose', () => {
  it('is none in a file just opened, nor after the import', () => {
    expect(hasWork(session(), false, false)).toBe(false);
    expect(hasWork(session(), true, true)).toBe(false);
    expect(hasWork(null, true, false)).toBe(false);
  });

  it('is what was chosen or corrected', () => {
    expect(hasWork(session(), true, false)).toBe(true);
    expect(hasWork(session({ columns: [column('X', 'name', { reason: 'chosen' })] }), false, false)).toBe(true);
  });
});

it('a field is taken by the column that uses it; own fields and left-out columns take none', () => {
  const columns = [column('A', 'name'), column('B', 'ignore'), column('C', 'custom:C'), column('D', 'email')];
  expect([...takenBy(session({ columns }), 3)]).toEqual([['name', 'A']]);
});

it('columns nothing was made of are left out, but not those a person left out, empty ones and passwords', () => {
  const ignored = (header: string, reason: FileColumn['reason'], samples = ['x']) =>
    column(header, 'ignore', { reason, samples });
  const columns = [
    ignored('Size', 'none'),
    column('Name', 'name', { samples: ['Ana'] }),
    ignored('Note', 'chosen'),
    ignored('Blank', 'none', []),
    ignored('Password', 'password'),
    ignored(' ', 'none'),
  ];
  expect(leftOut(session({ columns }))).toEqual([0]);
  expect(leftOut(session({ columns, options: { ...session().options, purpose: 'expiry' } }))).toEqual([]);
});
