import { describe, expect, test } from 'vitest';
import { landing } from './drag.svelte';

const box = (left: number, top: number, height = 30) => ({ left, top, right: left + 100, bottom: top + height });

describe('in a row', () => {
  const boxes = [box(0, 0), box(100, 0), box(200, 0)];
  const lands = (x: number, y = 15) => landing(boxes, { x, y }, 'x');

  test('it lands before whatever has its middle to the right', () => {
    expect(lands(10)).toEqual({ gap: 0, side: 'before' });
    expect(lands(149)).toEqual({ gap: 1, side: 'after' });
    expect(lands(151)).toEqual({ gap: 2, side: 'after' });
  });

  test('beyond the ends it lands at the ends', () => {
    expect(lands(-500).gap).toBe(0);
    expect(lands(5000).gap).toBe(3);
    expect(lands(151, -500).gap).toBe(2);
  });
});

test('of a row that wraps the line nearest to the pointer counts', () => {
  const boxes = [box(0, 0), box(100, 0), box(0, 40), box(100, 40)];
  expect(landing(boxes, { x: 190, y: 10 }, 'x')).toEqual({ gap: 2, side: 'after' });
  expect(landing(boxes, { x: 10, y: 50 }, 'x')).toEqual({ gap: 2, side: 'before' });
  expect(landing(boxes, { x: 110, y: 900 }, 'x')).toEqual({ gap: 3, side: 'after' });
});

test('a line is one also where something in it is higher', () => {
  const boxes = [box(0, 2, 26), box(100, 0), box(200, 2, 26)];
  expect(landing(boxes, { x: 290, y: 0 }, 'x')).toEqual({ gap: 3, side: 'after' });
});

test('a column goes by what is above', () => {
  const boxes = [box(0, 0), box(0, 30), box(0, 60)];
  expect(landing(boxes, { x: 50, y: 70 }, 'y')).toEqual({ gap: 2, side: 'after' });
  expect(landing(boxes, { x: 400, y: 2 }, 'y')).toEqual({ gap: 0, side: 'before' });
});
