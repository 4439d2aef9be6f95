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

it('throws away an answer for a list that is gone', async () => {
  const { window, answer } = numbers();
  window.need(0, 40);
  window.reset();
  await answer();
  expect(window.at(10)).toBeUndefined();
});

it('keeps showing changed rows until the new ones are here', async () => {
  const { window, asked, answer } = numbers();
  window.need(0, 40);
  await answer();
  window.refresh();
  expect(window.at(10)).toBe(10);
  window.need(0, 40);
  await answer();
  expect(asked).toEqual([0, 0]);
});
