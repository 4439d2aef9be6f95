import { describe, expect, test } from 'vitest';
import { type Box, landing, moved } from './landing';

const box = (left: number, top: number): Box => ({ left, top, right: left + 100, bottom: top + 30 });

describe('in one line', () => {
  const boxes = [box(0, 0), box(100, 0), box(200, 0)];
  const lands = (from: number, x: number) => landing(boxes, from, x, 15, 'x');

  test('it lands before whatever has its middle to the right', () => {
    expect(lands(2, 10)).toEqual({ to: 0, beside: 0, side: 'before' });
    expect(lands(2, 149)).toEqual({ to: 1, beside: 0, side: 'after' });
    expect(lands(0, 290)).toEqual({ to: 2, beside: 2, side: 'after' });
  });

  test('on either side of itself it stays', () => {
    for (const x of [60, 149, 151, 240]) expect(lands(1, x).to).toBe(1);
  });

  test('beyond the ends it lands at the ends', () => {
    expect(lands(1, -500).to).toBe(0);
    expect(lands(1, 5000).to).toBe(2);
  });
});

test('of several lines the one nearest to the pointer counts', () => {
  const boxes = [box(0, 0), box(100, 0), box(0, 40), box(100, 40)];
  expect(landing(boxes, 0, 190, 10, 'x')).toEqual({ to: 1, beside: 1, side: 'after' });
  expect(landing(boxes, 0, 10, 50, 'x')).toEqual({ to: 1, beside: 2, side: 'before' });
  expect(landing(boxes, 3, 10, 900, 'x')).toEqual({ to: 2, beside: 2, side: 'before' });
});

test('a column goes by what is above', () => {
  const boxes = [box(0, 0), box(0, 30), box(0, 60)];
  expect(landing(boxes, 0, 50, 70, 'y')).toEqual({ to: 1, beside: 1, side: 'after' });
  expect(landing(boxes, 2, 400, 2, 'y')).toEqual({ to: 0, beside: 0, side: 'before' });
});

test('an item moves past its neighbours', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
});
