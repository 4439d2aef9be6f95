import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Commands } from '../backend/index';
import { WhatIf } from './what-if.svelte';

const asked: [keyof Commands, { job: string }][] = [];
let answer: (members: number) => void = () => {};

vi.mock('../backend/index', async (original) => ({
  ...(await original<typeof import('../backend/index')>()),
  call: (command: keyof Commands, request: { job: string }) => {
    asked.push([command, request]);
    if (command === 'job.cancel') return Promise.resolve(null);
    if (command === 'job.state') return Promise.resolve({ phase: 'checking', done: 5, total: 10 });
    return new Promise((resolve) => {
      answer = (members) => resolve({ members });
    });
  },
}));

const request = (n: number) => ({
  members: { ids: [String(n)] },
  change: { change: { courses: [], products: [], to: 'revoked' as const } },
});
const previews = () => asked.filter(([command]) => command !== 'job.state');
const commands = () => previews().map(([command]) => command);

beforeEach(() => {
  asked.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('asks once for what is typed without a pause', async () => {
  const effect = new WhatIf('access.preview_change');
  effect.ask(request(1))();
  effect.ask(request(2));
  await vi.advanceTimersByTimeAsync(1000);
  expect(previews()).toEqual([['access.preview_change', { ...request(2), job: expect.any(String) }]]);
  answer(2);
  await vi.advanceTimersByTimeAsync(0);
  expect(effect.answer).toEqual({ members: 2 });
});

it('stops the question that is no longer asked, and never shows its answer', async () => {
  const effect = new WhatIf('access.preview_change');
  const off = effect.ask(request(1));
  await vi.advanceTimersByTimeAsync(1000);
  off();
  expect(commands()).toEqual(['access.preview_change', 'job.cancel']);
  expect(previews()[1]?.[1].job).toBe(previews()[0]?.[1].job);
  answer(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(effect.answer).toBeNull();
});

it('has nothing to stop once it is answered, and forgets the answer when nothing is asked', async () => {
  const effect = new WhatIf('access.preview_change');
  const off = effect.ask(request(1));
  await vi.advanceTimersByTimeAsync(1000);
  answer(1);
  await vi.advanceTimersByTimeAsync(0);
  off();
  expect(commands()).toEqual(['access.preview_change']);
  effect.ask(null);
  expect(effect.answer).toBeNull();
});

it('says how far it is while it is asked, and looks no longer than that', async () => {
  const effect = new WhatIf('schedule.preview');
  effect.ask({ course: '1', product: null, schedule: null, keepOpened: true });
  await vi.advanceTimersByTimeAsync(400);
  expect(effect.progress).toBeNull();
  await vi.advanceTimersByTimeAsync(600);
  expect(effect.progress?.done).toBe(5);
  answer(1);
  await vi.advanceTimersByTimeAsync(0);
  const n = asked.length;
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked).toHaveLength(n);
});
