import { describe, expect, it } from 'vitest';
import { type Geometry, height, page, range, reveal, tallest } from './geometry';

const small: Geometry = { total: 1000, rowHeight: 32, viewport: 640 };
const huge: Geometry = { total: 3_000_000, rowHeight: 32, viewport: 640 };

describe('a list that fits', () => {
  it('is as tall as its rows', () => {
    expect(height(small)).toBe(32_000);
  });

  it('shows the rows under the scroll position and some around them', () => {
    expect(range(small, 3200, 5)).toEqual({ first: 95, count: 30, top: 95 * 32 });
  });

  it('never shows rows that do not exist', () => {
    expect(range(small, 0, 5).first).toBe(0);
    const end = range(small, 32_000 - 640, 5);
    expect(end.first + end.count).toBe(1000);
    expect(range({ ...small, total: 0 }, 0, 5).count).toBe(0);
    expect(range({ ...small, total: 3 }, 0, 5)).toEqual({ first: 0, count: 3, top: 0 });
  });

  it('moves only as far as a row needs to be seen', () => {
    expect(reveal(small, 3200, 100), 'already the first in view').toBe(3200);
    expect(reveal(small, 3200, 119), 'already the last in view').toBe(3200);
    expect(reveal(small, 3200, 99)).toBe(99 * 32);
    expect(reveal(small, 3200, 120)).toBe(121 * 32 - 640);
  });

  it('pages by what is in view', () => {
    expect(page(small)).toBe(19);
    expect(page({ ...small, viewport: 10 })).toBe(1);
  });
});

describe('a list too tall for the browser', () => {
  it('is cut at what browsers can lay out', () => {
    expect(height(huge)).toBe(tallest);
  });

  it('reaches the first and the last row', () => {
    expect(range(huge, 0, 0).first).toBe(0);
    const end = range(huge, tallest - 640, 0);
    expect(end.first + end.count).toBe(huge.total);
    const bottom = end.top + end.count * 32;
    expect(Math.abs(bottom - tallest), 'the last row ends where the element ends').toBeLessThan(1);
  });

  it('draws rows where the eye is', () => {
    const { top, first } = range(huge, 20_000_000, 0);
    expect(top).toBeLessThanOrEqual(20_000_000);
    expect(top).toBeGreaterThan(20_000_000 - 32);
    expect(first).toBeGreaterThan(1_500_000);
  });

  it.each([0, 1, 17, 1_234_567, 2_999_998, 2_999_999])('can bring row %i wholly into view', (index) => {
    const scrollTop = reveal(huge, 16_000_000, index);
    const shown = range(huge, scrollTop, 0);
    const top = shown.top + (index - shown.first) * 32 - scrollTop;
    expect(top).toBeGreaterThanOrEqual(-1);
    expect(top + 32).toBeLessThanOrEqual(642);
  });
});
