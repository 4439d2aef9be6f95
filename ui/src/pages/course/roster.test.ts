import { beforeEach, expect, it, vi } from 'vitest';
import type { Commands } from '../../backend/index';
import { CourseRoster } from './roster.svelte';

/** Who has the course, by id, in the order of the list. */
let people: string[] = [];
let views = 0;
const asked: [keyof Commands, unknown][] = [];

vi.mock('../../backend/index', async (original) => ({
  ...(await original<typeof import('../../backend/index')>()),
  call: async (command: keyof Commands, request: { start: number; len: number; members: { ids: string[] } }) => {
    asked.push([command, request]);
    if (command === 'view.open') return { view: String(++views), total: people.length, problem: null, ms: 0 };
    if (command === 'view.keep') {
      return { everything: false, ids: request.members.ids.filter((id) => people.includes(id)) };
    }
    const ids = people.slice(request.start, request.start + request.len);
    return command === 'view.ids' ? { ids } : ids.map((id) => ({ id }));
  },
}));

const course = { id: '7' };

beforeEach(() => {
  asked.length = 0;
  people = Array.from({ length: 1000 }, (_, i) => String(i + 1));
});

it('finds the course by its number, whatever it is called by now', async () => {
  await new CourseRoster().follow(course, 1);
  const [, request] = asked[0] ?? [];
  expect(request).toMatchObject({ query: { filter: 'course:#7' } });
});

it('stays where it is after a write, and begins anew in another order', async () => {
  const list = new CourseRoster();
  await list.follow(course, 1);
  list.rows.need(640, 40);
  list.scroll = 20_000;
  people[640] = 'new';
  await list.follow(course, 2);
  expect(list.rows.at(640)?.id).toBe('new');
  expect(list.scroll).toBe(20_000);
  list.sortBy('email');
  await list.follow(course, 2);
  expect(list.rows.at(0)?.id).toBe('1');
  expect(list.scroll).toBe(0);
});

it('chooses no longer whom a write took out of the list', async () => {
  const list = new CourseRoster();
  await list.follow(course, 1);
  list.selection.set(['1', '2'], true);
  people = people.slice(1);
  await list.follow(course, 2);
  expect(list.selection.of('')).toEqual({ ids: ['2'] });
  list.selection.all();
  list.sortBy('email');
  await list.follow(course, 2);
  expect(list.selection.everything, 'another order is the same people').toBe(true);
  await list.follow(course, 3);
  expect(list.selection.count(list.total)).toBe(0);
});

it('chooses a range also where no row was fetched yet', async () => {
  const list = new CourseRoster();
  await list.follow(course, 1);
  if (list.view) await list.selection.range(list.view, 0, 0, 899);
  expect(list.selection.count(list.total)).toBe(900);
  if (list.view) await list.selection.range(list.view, 0, 899, 99);
  expect(list.selection.count(list.total)).toBe(100);
});
