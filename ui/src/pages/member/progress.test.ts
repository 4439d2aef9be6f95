import { describe, expect, it } from 'vitest';
import type { Enrollment, MemberLesson } from '../../backend/api';
import { chaptersOf, coursesOf, lookOf } from './progress';

const reached = { viewed: 0.5, completed: 0.25, startedAt: 1, lastActivityAt: 2, completedAt: null };

describe('the courses of a member', () => {
  it('are those they have and those they did something in, by title', () => {
    const courses = coursesOf({
      access: [
        { courseId: '2', course: 'Oil' },
        { courseId: '3', course: 'Anatomy' },
      ] as Enrollment[],
      progress: [
        { courseId: '1', course: 'Drawing', ...reached },
        { courseId: '2', course: 'Oil', ...reached },
      ],
    });
    expect(courses.map(({ title, has }) => [title, has])).toEqual([
      ['Anatomy', true],
      ['Drawing', false],
      ['Oil', true],
    ]);
    expect(courses.map((one) => one.reached.completed)).toEqual([null, 0.25, 0.25]);
  });
});

describe('lessons', () => {
  const lesson = (chapter: string, title: string) => ({ state: { chapter, lesson: title } }) as MemberLesson;

  it('stand below their chapters', () => {
    const chapters = chaptersOf([lesson('Start', 'One'), lesson('Start', 'Two'), lesson('End', 'Three')]);
    expect(chapters.map(({ title, lessons }) => [title, lessons.length])).toEqual([
      ['Start', 2],
      ['End', 1],
    ]);
  });

  it('are done before they are anything else', () => {
    const look = (completedAt: number | null, open: boolean, opensAt: number | null) =>
      lookOf({ completedAt, state: { open, opensAt } } as MemberLesson);
    expect(look(1, false, null)).toBe('done');
    expect(look(null, true, 1)).toBe('open');
    expect(look(null, false, 9)).toBe('later');
    expect(look(null, false, null)).toBe('locked');
  });
});
