import { describe, expect, it } from 'vitest';
import { type Commands, RollbookError } from '../../backend/index';
import { counts, options, plan, roster, row, session } from './fixtures';
import { baseName, type Call, Wizard } from './wizard.svelte';

type Answers = { [C in keyof Commands]?: (request: Commands[C][0]) => unknown };

/** A wizard on a host that answers as the test says, and what it was asked. */
function desk(answers: Answers = {}) {
  const asked: [string, unknown][] = [];
  const usual: Answers = {
    'import.open': () => session(),
    'import.configure': ({ options: change }) => session({ options: { ...options, ...change } }),
    'import.plan': () => plan(),
    'import.close': () => null,
    'job.state': () => null,
    'job.cancel': () => null,
  };
  const call = async (command: keyof Commands, request: never) => {
    asked.push([command, request]);
    const answer = answers[command] ?? usual[command];
    if (!answer) throw new RollbookError('unknown_command', { command });
    return (answer as (request: never) => unknown)(request);
  };
  const wizard = new Wizard(call as unknown as Call);
  return { wizard, asked, commands: () => asked.map(([command]) => command) };
}

function later<T>() {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('opening', () => {
  it('goes on to the columns', async () => {
    const { wizard } = desk();
    await wizard.open({ path: '/home/ana/members.csv' });
    expect(wizard.step).toBe('columns');
    expect(wizard.fileName).toBe('members.csv');
  });

  it('that is refused stays at the file and names it', async () => {
    const { wizard } = desk({
      'import.open': () => {
        throw new RollbookError('file_empty');
      },
    });
    await wizard.open({ path: 'C:\\lists\\empty.csv' });
    expect(wizard.step).toBe('file');
    expect(wizard.failure).toEqual({ code: 'file_empty', args: {}, file: 'empty.csv' });
  });

  it('a second file wins over a slower first one, which is closed', async () => {
    const slow = later<ReturnType<typeof session>>();
    const { wizard, asked } = desk({
      'import.open': ({ path }) =>
        path === 'slow.csv' ? slow.promise : session({ import: '8', fileName: 'quick.csv' }),
    });
    const first = wizard.open({ path: 'slow.csv' });
    await wizard.open({ path: 'quick.csv' });
    slow.settle(session({ import: '7', fileName: 'slow.csv' }));
    await first;
    expect(wizard.fileName).toBe('quick.csv');
    expect(wizard.opening).toBe(false);
    expect(asked).toContainEqual(['import.close', { import: '7' }]);
  });
});

describe('going back and forth', () => {
  it('loses nothing', async () => {
    const { wizard, commands } = desk();
    await wizard.open({ path: 'a.csv' });
    wizard.next();
    await settled();
    wizard.next();
    expect(wizard.step).toBe('access');
    wizard.back();
    wizard.back();
    wizard.back();
    expect(wizard.step).toBe('file');
    wizard.go('access');
    expect(wizard.step, 'the plan still holds').toBe('access');
    expect(commands().filter((command) => command === 'import.plan')).toHaveLength(1);
  });

  it('compares again after another mapping', async () => {
    const { wizard, commands } = desk();
    await wizard.open({ path: 'a.csv' });
    wizard.next();
    await settled();
    wizard.back();
    await wizard.map(0, 'company');
    expect(wizard.plan).toBeNull();
    expect(wizard.canGo('access')).toBe(false);
    wizard.next();
    await settled();
    expect(commands().filter((command) => command === 'import.plan')).toHaveLength(2);
  });
});

describe('choices', () => {
  it('show at once and keep the last counts on screen while comparing', async () => {
    const answer = later<ReturnType<typeof plan>>();
    let plans = 0;
    const { wizard } = desk({ 'import.plan': () => (plans++ === 0 ? plan() : answer.promise) });
    await wizard.open({ path: 'a.csv' });
    wizard.next();
    await settled();
    const chosen = wizard.choose({ policy: 'skip' });
    expect(wizard.session?.options.policy).toBe('skip');
    expect(wizard.plan?.counts.created).toBe(2);
    await settled();
    expect(wizard.obstacle, 'old counts are no ground to go on').toBe('planning');
    answer.settle(plan({ counts: counts({ rows: 3, created: 1, skipped: 1, failed: 1 }) }));
    await chosen;
    expect(wizard.plan?.counts.created).toBe(1);
    expect(wizard.obstacle).toBeNull();
  });

  it('made quickly one after the other end in the last', async () => {
    const first = later<ReturnType<typeof session>>();
    let configured = 0;
    const { wizard, commands } = desk({
      'import.configure': ({ options: change }) =>
        configured++ === 0 ? first.promise : session({ options: { ...options, ...change } }),
    });
    await wizard.open({ path: 'a.csv' });
    const a = wizard.choose({ policy: 'skip' });
    const b = wizard.choose({ policy: 'overwrite' });
    first.settle(session({ options: { ...options, policy: 'skip' } }));
    await Promise.all([a, b]);
    expect(wizard.session?.options.policy).toBe('overwrite');
    expect(commands().at(-1)).toBe('import.plan');
    expect(wizard.plan).not.toBeNull();
  });
});

describe('comparing', () => {
  it('that is cancelled leaves no plan and no error', async () => {
    const refuse = later<void>();
    const { wizard } = desk({
      'import.plan': async () => {
        await refuse.promise;
        throw new RollbookError('cancelled');
      },
      'job.cancel': () => {
        refuse.settle();
        return null;
      },
    });
    await wizard.open({ path: 'a.csv' });
    wizard.next();
    await settled();
    await wizard.cancel();
    await settled();
    expect(wizard.plan).toBeNull();
    expect(wizard.failure).toBeNull();
    expect(wizard.obstacle).toBe('not_planned');
  });

  it('takes the counts of a correction', async () => {
    const { wizard } = desk({
      'import.fix': () => ({
        row: row(2, { edited: true }),
        plan: plan({ counts: counts({ rows: 3, created: 3 }) }),
      }),
    });
    await wizard.open({ path: 'a.csv' });
    await wizard.compare();
    const before = wizard.planVersion;
    expect((await wizard.fix(2, 1, 'ana@example.com'))?.edited).toBe(true);
    expect(wizard.written).toBe(3);
    expect(wizard.planVersion).toBe(before + 1);
    expect(wizard.atRisk, 'a correction is work').toBe(true);
  });

  for (const [what, goOn] of [
    ['another mapping', (wizard: Wizard) => wizard.map(0, 'company')],
    ['another file', (wizard: Wizard) => wizard.open({ path: 'b.csv' })],
  ] as const) {
    it(`takes no plan from a correction that is answered after ${what}`, async () => {
      const answer = later<{ row: ReturnType<typeof row>; plan: ReturnType<typeof plan> }>();
      const { wizard } = desk({ 'import.fix': () => answer.promise });
      await wizard.open({ path: 'a.csv' });
      await wizard.compare();
      const fixing = wizard.fix(2, 1, 'ana@example.com');
      const going = goOn(wizard);
      await settled();
      answer.settle({ row: row(2, { edited: true }), plan: plan() });
      await Promise.all([fixing, going]);
      expect(wizard.plan).toBeNull();
    });
  }

  it('takes the corrections in the order they were made', async () => {
    const first = later<{ row: ReturnType<typeof row>; plan: ReturnType<typeof plan> }>();
    const one = { row: row(2), plan: plan({ counts: counts({ rows: 3, created: 2, failed: 1 }) }) };
    const both = { row: row(3), plan: plan({ counts: counts({ rows: 3, created: 3 }) }) };
    const { wizard } = desk({ 'import.fix': ({ row }) => (row === 2 ? first.promise : both) });
    await wizard.open({ path: 'a.csv' });
    await wizard.compare();
    const fixing = [wizard.fix(2, 1, 'ana@example.com'), wizard.fix(3, 1, 'bia@example.com')];
    await settled();
    first.settle(one);
    await Promise.all(fixing);
    expect(wizard.written).toBe(3);
  });
});

describe('importing', () => {
  const result = { entry: '99', counts: counts({ rows: 3, created: 2, failed: 1 }), leftOut: [] };

  async function ready(answers: Answers) {
    const made = desk(answers);
    await made.wizard.open({ path: 'a.csv' });
    made.wizard.next();
    await settled();
    made.wizard.next();
    return made;
  }

  it('ends at done, where nothing is at risk any more', async () => {
    const { wizard } = await ready({ 'import.apply': () => ({ value: result, entry: '99' }) });
    expect(await wizard.apply()).not.toBeNull();
    expect(wizard.step).toBe('done');
    expect(wizard.atRisk).toBe(false);
  });

  it('of a book that changed meanwhile compares again and says so', async () => {
    const { wizard, commands } = await ready({
      'import.apply': () => {
        throw new RollbookError('plan_stale');
      },
    });
    expect(await wizard.apply()).toBeNull();
    expect(wizard.step).toBe('review');
    expect(wizard.plan).not.toBeNull();
    expect(wizard.failure?.code).toBe('plan_stale');
    expect(commands().filter((command) => command === 'import.plan')).toHaveLength(2);
  });

  it('is taken back once', async () => {
    const { wizard, commands } = await ready({
      'import.apply': () => ({ value: result, entry: '99' }),
      'journal.undo': () => ({ value: { entry: '100', undone: 2, kept: [], nKept: 0 } }),
    });
    await wizard.apply();
    await wizard.undo();
    await wizard.undo();
    expect(wizard.undone?.undone).toBe(2);
    expect(commands().filter((command) => command === 'journal.undo')).toHaveLength(1);
  });

  it('begins anew with an empty page', async () => {
    const { wizard } = await ready({ 'import.apply': () => ({ value: result, entry: '99' }) });
    await wizard.apply();
    wizard.discard();
    expect([wizard.step, wizard.session, wizard.result, wizard.plan]).toEqual(['file', null, null, null]);
  });
});

it('a file goes by its name on every system', () => {
  expect(baseName('/home/ana/members.csv')).toBe('members.csv');
  expect(baseName('C:\\lists\\members.csv')).toBe('members.csv');
});

describe('a roster', () => {
  const missing = plan({ roster: roster({ holders: 9, missing: 4, unsure: true }) });

  it('is applied with the number that was said to be right, which holds for these choices only', async () => {
    const { wizard, asked } = desk({
      'import.open': () =>
        session({ options: { ...options, purpose: 'roster', courses: ['Drawing'], missing: 'end' } }),
      'import.configure': ({ options: change }) =>
        session({ options: { ...options, purpose: 'roster', courses: ['Drawing'], missing: 'end', ...change } }),
      'import.plan': () => missing,
      'import.apply': () => {
        throw new RollbookError('cancelled');
      },
    });
    await wizard.open({ path: 'roster.csv' });
    await wizard.compare();
    wizard.step = 'access';
    wizard.accepted = 4;
    await wizard.apply();
    expect(asked.at(-1)).toEqual(['import.apply', expect.objectContaining({ import: '7', missing: 4 })]);
    await wizard.choose({ missing: 'disable' });
    expect(wizard.accepted).toBeNull();
    expect(wizard.obstacle).toBe('unsure');
  });
});
