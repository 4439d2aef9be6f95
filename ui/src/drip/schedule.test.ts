import { describe, expect, it } from 'vitest';
import type { CourseOutline, Schedule } from '../backend/api';
import { changesOf, fixedDates, hasCohortRules, inherited, isBroken, shifted, withRule } from './schedule';

const lesson = (id: string, quiz = false) => ({ id, title: `Lesson ${id}`, published: true, quiz: quiz ? {} : null });
const outline: CourseOutline = {
  course: '1',
  title: 'Drawing',
  chapters: [
    { id: '10', title: 'Start', lessons: [lesson('11'), lesson('12', true)] },
    { id: '20', title: 'Work', lessons: [lesson('21'), lesson('22')] },
  ],
  schedules: [],
};
const weekly = { all: [{ after_enrollment: '0d', every: '1w' }] };
const later = { all: [{ at: '2026-12-31T09:00' }] };

function schedule(change: Partial<Schedule> = {}): Schedule {
  return {
    product: null,
    inOrder: false,
    hideLocked: false,
    rule: null,
    from: null,
    chapters: {},
    lessons: {},
    ...change,
  };
}

describe('what holds without a rule of its own', () => {
  it('is the chapter’s rule, then the course’s, then nothing', () => {
    const at = { kind: 'lesson', id: '21' } as const;
    expect(inherited(schedule(), outline, at)).toEqual({ rule: 'open', source: 'nothing' });
    expect(inherited(schedule({ rule: weekly }), outline, at)).toEqual({ rule: weekly, source: 'course' });
    expect(inherited(schedule({ rule: weekly, chapters: { 20: later } }), outline, at)).toEqual({
      rule: later,
      source: 'chapter',
    });
  });

  it('is open before the lesson with which the course’s rule begins', () => {
    const begun = schedule({ rule: weekly, from: '12' });
    const source = (kind: 'lesson' | 'chapter', id: string) => inherited(begun, outline, { kind, id }).source;
    expect(source('lesson', '11')).toBe('before');
    expect(source('lesson', '12')).toBe('course');
    expect(source('chapter', '10'), 'it begins within').toBe('course');
    expect(inherited({ ...begun, from: '21' }, outline, { kind: 'chapter', id: '10' }).source).toBe('before');
  });
});

it('a draft that says the same in another way changes nothing', () => {
  const saved = schedule({ lessons: { 21: { all: [{ time: '09:00', after_enrollment: '1w' }] } } });
  expect(changesOf(saved, schedule({ lessons: { 21: { all: [{ after_enrollment: '1w', time: '09:00' }] } } }))).toEqual(
    [],
  );
});

it('every difference is one change', () => {
  const saved = schedule({ chapters: { 20: weekly } });
  const draft = withRule(
    withRule({ ...saved, inOrder: true }, { kind: 'chapter', id: '20' }, null),
    { kind: 'course' },
    later,
  );
  expect(changesOf(saved, draft)).toEqual([
    { what: 'inOrder', before: false, after: true },
    { what: 'rule', target: { kind: 'course' }, before: null, after: later },
    { what: 'rule', target: { kind: 'chapter', id: '20' }, before: weekly, after: null },
  ]);
});

it('fixed dates move together and keep their time of day', () => {
  const dated = schedule({
    rule: weekly,
    chapters: { 20: later },
    lessons: { 21: { any: [{ at: '2028-02-28T23:30' }, { quiz_passed: '12' }] } },
  });
  expect(fixedDates(dated)).toBe(2);
  const moved = shifted(dated, 2);
  expect(moved).toEqual({
    ...dated,
    chapters: { 20: { all: [{ at: '2027-01-02T09:00' }] } },
    lessons: { 21: { any: [{ at: '2028-03-01T23:30' }, { quiz_passed: '12' }] } },
  });
  expect(shifted(moved, -2)).toEqual(dated);
});

it('a rule that names what is gone, or is no quiz, is broken', () => {
  const courses = [{ id: '1' }];
  const broken = (condition: object) => isBroken({ all: [condition] }, outline, courses);
  expect(broken({ after_enrollment: '1w' })).toBe(false);
  expect(broken({ quiz_passed: '12' })).toBe(false);
  expect(broken({ quiz_passed: '11' })).toBe(true);
  expect(broken({ after_completed: { lesson: '99' } })).toBe(true);
  expect(broken({ after_completed: { chapter: '10' } })).toBe(false);
  expect(broken({ after_completed: { course: '2' } })).toBe(true);
  expect(broken({ at: '' })).toBe(true);
});

it('knows the rules that nobody without a cohort can meet', () => {
  const cohort = { after_cohort_start: '1w' };
  const enrollment = { after_enrollment: '1d' };
  expect(hasCohortRules(schedule({ rule: 'manual', lessons: { '11': { all: [enrollment] } } }))).toBe(false);
  expect(hasCohortRules(schedule({ chapters: { '10': { all: [enrollment, cohort] } } }))).toBe(true);
  expect(hasCohortRules(schedule({ rule: { any: [enrollment, cohort] } })), 'one of them is enough').toBe(false);
  expect(hasCohortRules(schedule({ lessons: { '11': { any: [cohort] } } }))).toBe(true);
});
