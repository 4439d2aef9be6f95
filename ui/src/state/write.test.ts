import { beforeEach, expect, it, vi } from 'vitest';
import type { BookInfo, Commands, OpHead, Outcome, UndoResult } from '../backend/index';
import { toasts } from './toasts.svelte';
import { redo, undo, write } from './write';

const asked: [keyof Commands, object][] = [];
const answers: Outcome<unknown>[] = [];

vi.mock('../backend/index', async (original) => ({
  ...(await original<typeof import('../backend/index')>()),
  call: async (command: keyof Commands, request: object) => {
    asked.push([command, request]);
    return answers.shift();
  },
}));
vi.mock('./book.svelte', () => ({ desk: { book: { undo: {}, redo: {} }, accept: () => {} } }));

const book = {} as BookInfo;
const grant = (entry: string): Outcome<null> => ({
  value: null,
  entry,
  op: { kind: 'access.grant', args: { title: 'Drawing', members: 1, name: 'Ana' } },
  changes: 1,
  book,
});

/** A step as the book answers it: `of` is the write that is meant, `target` what this step takes back. */
function step(kind: 'undo' | 'redo', entry: string | null, of: string, target: string, left = {}): Outcome<UndoResult> {
  const args = { of: 'access.grant', entry: of, title: 'Drawing', name: 'Ana' };
  const op: OpHead = { kind: 'access.grant', args };
  const value = { entry: target, op, undone: 1, kept: [], nKept: 0, ...left };
  return { value, entry, op: entry ? { kind, args } : null, changes: entry ? 1 : 0, book };
}

/** Presses the only button of the toast that says this. */
async function press(text: string): Promise<void> {
  const toast = toasts.list.find((one) => one.text === text);
  toasts.dismiss(toast?.id ?? 0);
  toast?.actions[0]?.run();
  await new Promise((resolve) => setTimeout(resolve));
}

const taken = () =>
  asked
    .filter(([command]) => command.startsWith('journal.'))
    .map(([command, request]) => [command, 'entry' in request ? request.entry : null]);

beforeEach(() => {
  for (const { id } of toasts.list) toasts.dismiss(id);
  asked.length = 0;
  answers.length = 0;
});

it('takes back what the toast names, not what is newest', async () => {
  answers.push(grant('11'), grant('12'), step('undo', '13', '11', '11'));
  await write('access.change', { members: { ids: [] }, change: {} as never });
  const [first] = toasts.list;
  await write('access.change', { members: { ids: [] }, change: {} as never });
  first?.actions[0]?.run();
  await new Promise((resolve) => setTimeout(resolve));
  expect(taken()).toEqual([['journal.undo', '11']]);
});

it('does again what the toast names, and takes that back again', async () => {
  answers.push(
    step('undo', '13', '11', '11'),
    grant('14'),
    step('redo', '15', '11', '13'),
    step('undo', '16', '11', '11'),
  );
  await undo('11');
  await write('access.change', { members: { ids: [] }, change: {} as never });
  await press('Undone: Gave Ana access to Drawing');
  await press('Done again: Gave Ana access to Drawing');
  expect(taken()).toEqual([
    ['journal.undo', '11'],
    ['journal.undo', '13'],
    ['journal.undo', '11'],
  ]);
});

it('forgets the toast of what the keyboard took back or did again', async () => {
  answers.push(grant('11'), step('undo', '12', '11', '11'), step('redo', '13', '11', '12'));
  await write('access.change', { members: { ids: [] }, change: {} as never });
  await undo();
  expect(toasts.list.map(({ text }) => text)).toEqual(['Undone: Gave Ana access to Drawing']);
  await redo();
  expect(toasts.list.map(({ text }) => text)).toEqual(['Done again: Gave Ana access to Drawing']);
});

it('says why nothing went back, and offers nothing', async () => {
  const kept = [{ what: 'Ana', why: 'changed_since' as const, field: 'company' }];
  answers.push(step('undo', null, '11', '11', { kept, nKept: 1 }));
  await undo('11');
  const [toast] = toasts.list;
  expect(toast?.text).toBe('Nothing could be taken back: Gave Ana access to Drawing');
  expect(toast?.details).toEqual(['1 value stayed as it is.', 'Ana · Company: changed since']);
  expect(toast?.actions).toEqual([]);
});
