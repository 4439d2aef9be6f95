import { expect, it } from 'vitest';
import { RowWindow } from './window.svelte';

function numbers(): { window: RowWindow<number>; asked: number[]; answer: () => Promise<void> } {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  const window = new RowWindow<number>((start, len) => {
    asked.push(start);
    return new Promise((resolve) => {
      waiting.push(() => resolve(Array.from({ length: len }, (_, i) => start + i)));
    });
  });
  return {
    window,
    asked,
    answer: async () => {
      waiting.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

it('fetches what is needed, once', async () => {
  const { window, asked, answer } = numbers();
  window.need(0, 40);
  expect(window.at(10)).toBeUndefined();
  await answer();
  expect(window.at(10)).toBe(10);
  window.need(0, 40);
  expect(asked).toEqual([0]);
});

it('skips what was passed on the way', async () => {
  const { window, asked, answer } = numbers();
  window.need(0, 40);
  window.need(64_000, 40);
  window.need(640_000, 40);
  await answer();
  await answer();
  expect(asked).toEqual([0, 640_000]);
  expect(window.at(640_001)).toBe(640_001);
});

it('keeps the old list until the new one can be shown', async () => {
  const { window, answer } = numbers();
  window.need(0, 40);
  await answer();
  let give: (rows: number[]) => void = () => {};
  const turned = window.turn(() => new Promise((resolve) => (give = resolve)), 0);
  expect(window.at(3)).toBe(3);
  give([900, 901, 902, 903]);
  expect(await turned).toBe(true);
  expect(window.at(3)).toBe(903);
});

it('throws away an answer for a list that is gone', async () => {
  const { window } = numbers();
  let giveFirst: (rows: number[]) => void = () => {};
  const first = window.turn(() => new Promise((resolve) => (giveFirst = resolve)), 0);
  const second = window.turn(async () => [2], 0);
  giveFirst([1]);
  expect(await first).toBe(false);
  expect(await second).toBe(true);
  expect(window.at(0)).toBe(2);
});

it('keeps showing changed rows until the new ones are here', async () => {
  const { window, asked, answer } = numbers();
  window.need(0, 40);
  await answer();
  window.refresh();
  expect(window.at(10)).toBe(10);
  await answer();
  expect(asked).toEqual([0, 0]);
});

const counted = (from: number) => async (start: number, len: number) =>
  Array.from({ length: len }, (_, i) => from + start + i);

it('stays where the reader is when another list comes', async () => {
  const window = new RowWindow<number>(counted(0));
  window.need(640, 40);
  expect(await window.turn(counted(1_000_000))).toBe(true);
  expect(window.at(641)).toBe(1_000_641);
  expect(window.at(1)).toBeUndefined();
  expect(await window.turn(counted(2_000_000), 0)).toBe(true);
  expect(window.at(1)).toBe(2_000_001);
});

it('fetches what the reader scrolled to while another list came', async () => {
  const { window, answer } = numbers();
  let give: () => void = () => {};
  const came = new Promise<void>((resolve) => (give = resolve));
  const turned = window.turn(async (start, len) => {
    await came;
    return counted(1_000_000)(start, len);
  }, 0);
  window.need(640, 40);
  give();
  expect(await turned).toBe(true);
  window.need(640, 40);
  await answer();
  expect(window.at(641), 'an answer of the old list is no row of the new one').toBe(1_000_641);
});

it('asks for the rows on the screen again by itself', async () => {
  const { window } = numbers();
  let give: () => void = () => {};
  const came = new Promise<void>((resolve) => (give = resolve));
  const turned = window.turn(async (start, len) => {
    await came;
    return counted(1_000_000)(start, len);
  });
  window.need(640, 40);
  give();
  await turned;
  await new Promise((resolve) => setTimeout(resolve));
  expect(window.at(641)).toBe(1_000_641);
});
