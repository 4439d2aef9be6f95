// Rules taken apart and put together: a condition is an event, what is counted from it, and what moves the day and the
// hour that come out. In JSON the event is the key it stands under; what a rule means is in `docs/drip.md`.

import type { DripCondition, DripRule, Id } from '../backend/api';

export type Unit = 'h' | 'd' | 'w' | 'mo';

export interface Span {
  n: number;
  unit: Unit;
}

/** What a condition counts from. */
export type EventKind =
  | 'after-enrollment'
  | 'after-cohort-start'
  | 'after-first-lesson'
  | 'completed-lesson'
  | 'completed-chapter'
  | 'completed-course'
  | 'quiz-passed'
  | 'quiz-submitted'
  | 'quiz-score'
  | 'at';

/** A condition in parts, as a sentence has them. */
export interface Parts {
  event: EventKind;
  /** The lesson, chapter, course or quiz the event is about. */
  item: Id;
  /** Percent, for `quiz-score`. */
  score: number;
  /** `2026-03-01T09:00` on the school's clocks, for `at`. */
  at: string;
  wait: Span;
  every: Span | null;
  per: 'lesson' | 'chapter';
  on: string | null;
  time: string | null;
}

export type Joint = 'all' | 'any';

export function readSpan(text: string | undefined): Span {
  const [, n, unit] = text?.match(/^(\d+)(h|d|w|mo)$/) ?? [];
  return { n: Number(n ?? 0), unit: (unit ?? 'd') as Unit };
}

export function writeSpan({ n, unit }: Span): string {
  return `${n}${unit}`;
}

export function partsOf(condition: DripCondition): Parts {
  const { wait, every, per, on, time } = condition;
  const parts: Parts = {
    event: 'after-enrollment',
    item: '',
    score: 0,
    at: '',
    wait: readSpan(wait),
    every: every === undefined ? null : readSpan(every),
    per: per ?? 'lesson',
    on: on ?? null,
    time: time ?? null,
  };
  if (condition.after_enrollment !== undefined) return { ...parts, wait: readSpan(condition.after_enrollment) };
  if (condition.after_cohort_start !== undefined) {
    return { ...parts, event: 'after-cohort-start', wait: readSpan(condition.after_cohort_start) };
  }
  if (condition.after_first_lesson !== undefined) {
    return { ...parts, event: 'after-first-lesson', wait: readSpan(condition.after_first_lesson) };
  }
  if (condition.after_completed) {
    const [kind = 'lesson', item = ''] = Object.entries(condition.after_completed)[0] ?? [];
    return { ...parts, event: `completed-${kind}` as EventKind, item };
  }
  if (condition.quiz_passed !== undefined) return { ...parts, event: 'quiz-passed', item: condition.quiz_passed };
  if (condition.quiz_submitted !== undefined) {
    return { ...parts, event: 'quiz-submitted', item: condition.quiz_submitted };
  }
  if (condition.quiz_score) {
    const { quiz, at_least } = condition.quiz_score;
    return { ...parts, event: 'quiz-score', item: quiz, score: at_least };
  }
  return { ...parts, event: 'at', at: condition.at ?? '' };
}

export function conditionOf(parts: Parts): DripCondition {
  const { event, item, score, at, every, per, on, time } = parts;
  const span = writeSpan(parts.wait);
  const counted = {
    ...(every && { every: writeSpan(every) }),
    ...(every && per === 'chapter' && { per }),
    ...(on && { on }),
    ...(time && { time }),
  };
  const waited = { ...(parts.wait.n > 0 && { wait: span }), ...counted };
  switch (event) {
    case 'after-enrollment':
      return { after_enrollment: span, ...counted };
    case 'after-cohort-start':
      return { after_cohort_start: span, ...counted };
    case 'after-first-lesson':
      return { after_first_lesson: span, ...counted };
    case 'completed-lesson':
      return { after_completed: { lesson: item }, ...waited };
    case 'completed-chapter':
      return { after_completed: { chapter: item }, ...waited };
    case 'completed-course':
      return { after_completed: { course: item }, ...waited };
    case 'quiz-passed':
      return { quiz_passed: item, ...waited };
    case 'quiz-submitted':
      return { quiz_submitted: item, ...waited };
    case 'quiz-score':
      return { quiz_score: { quiz: item, at_least: score }, ...waited };
    case 'at':
      return { at, ...counted };
  }
}

/** The conditions of a rule and how they are joined; none for `open` and `manual`. */
export function conditionsOf(rule: DripRule): { joint: Joint; conditions: DripCondition[] } {
  if (typeof rule === 'string') return { joint: 'all', conditions: [] };
  return 'all' in rule ? { joint: 'all', conditions: rule.all } : { joint: 'any', conditions: rule.any };
}

export function ruleOf(joint: Joint, conditions: DripCondition[]): DripRule {
  return joint === 'any' ? { any: conditions } : { all: conditions };
}
