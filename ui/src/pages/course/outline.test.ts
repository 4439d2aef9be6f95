import { describe, expect, it } from 'vitest';
import type { Chapter } from '../../backend/api';
import {
  chapterGap,
  chapterPosition,
  placeOf,
  readPass,
  rowsOf,
  sameOrder,
  stepOf,
  withChapterAt,
  withLessonsAt,
} from './outline';

/** `A: a b; B: c` */
function outline(text: string): Chapter[] {
  return text.split('; ').map((part) => {
    const [id = '', lessons = ''] = part.split(':');
    const titles = lessons.trim().split(' ').filter(Boolean);
    return { id, title: id, lessons: titles.map((title) => ({ id: title, title, published: true, quiz: null })) };
  });
}

function told(chapters: Chapter[]): string {
  return chapters.map(({ id, lessons }) => `${id}: ${lessons.map((one) => one.id).join(' ')}`.trim()).join('; ');
}

const chapters = outline('A: a b; B: c; C:');
const nothing = new Set<string>();

describe('a gap between rows', () => {
  const rows = rowsOf(chapters);

  it('is a place in the chapter above it', () => {
    expect(rows.map(({ id }) => id)).toEqual(['A', 'a', 'b', 'B', 'c', 'C']);
    expect([0, 1, 3, 4, 6].map((gap) => placeOf(rows, gap, nothing))).toEqual([
      null,
      { chapter: 'A', position: 0 },
      { chapter: 'A', position: 2 },
      { chapter: 'B', position: 0 },
      { chapter: 'C', position: 0 },
    ]);
  });

  it('counts what moves away as gone', () => {
    expect(placeOf(rows, 3, new Set(['a']))).toEqual({ chapter: 'A', position: 1 });
  });

  it('behind a folded chapter is its end', () => {
    const folded = rowsOf(chapters, new Set(['A']));
    expect(placeOf(folded, 1, new Set(['b']))).toEqual({ chapter: 'A', position: 1 });
  });

  it('takes a chapter only where one begins or ends', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((gap) => chapterGap(rows, gap))).toEqual([0, 0, 3, 3, 3, 5, 6]);
    expect(chapterPosition(rows, 3, 'A')).toBe(0);
    expect(chapterPosition(rows, 6, 'A')).toBe(2);
    expect(told(withChapterAt(chapters, 'A', 2))).toBe('B: c; C:; A: a b');
  });
});

describe('a step', () => {
  const step = (ids: string[], by: 1 | -1) => {
    const place = stepOf(chapters, new Set(ids), by);
    return place && told(withLessonsAt(chapters, new Set(ids), place));
  };

  it('goes within a chapter and over its edge', () => {
    expect(step(['a'], 1)).toBe('A: b a; B: c; C:');
    expect(step(['b'], 1)).toBe('A: a; B: b c; C:');
    expect(step(['c'], -1)).toBe('A: a b c; B:; C:');
    expect(step(['c'], 1)).toBe('A: a b; B:; C: c');
  });

  it('ends at either end', () => {
    expect(step(['a'], -1)).toBeNull();
    expect(stepOf(outline('A: a'), new Set(['a']), 1)).toBeNull();
    expect(step(['nobody'], 1)).toBeNull();
  });

  it('takes several together', () => {
    expect(step(['a', 'b'], 1)).toBe('A:; B: a b c; C:');
  });
});

it('an order is the same when everything stands where it stood', () => {
  expect(sameOrder(chapters, outline('A: a b; B: c; C:'))).toBe(true);
  expect(sameOrder(chapters, outline('A: a; B: b c; C:'))).toBe(false);
});

it('a pass mark is a whole percentage or none', () => {
  expect(['70', ' 70 % ', '', '0', '100'].map(readPass)).toEqual([70, 70, null, 0, 100]);
  expect(['101', '-1', '7.5', 'half'].map(readPass)).toEqual([undefined, undefined, undefined, undefined]);
});
