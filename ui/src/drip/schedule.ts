// A schedule while it is edited: which rule holds where, what a draft changes, and its fixed dates moved together.
import type { CourseOutline, DripRule, Id, Schedule } from '../backend/api';
import { conditionOf, conditionsOf, partsOf, ruleOf } from './rule';
import type { Titles } from './words';

/** What a rule can stand with. */
export type Target = { kind: 'course' } | { kind: 'chapter'; id: Id } | { kind: 'lesson'; id: Id };

export function ruleAt(schedule: Schedule, target: Target): DripRule | null {
  if (target.kind === 'course') return schedule.rule;
  return (target.kind === 'chapter' ? schedule.chapters : schedule.lessons)[target.id] ?? null;
}

export function withRule(schedule: Schedule, target: Target, rule: DripRule | null): Schedule {
  if (target.kind === 'course') return { ...schedule, rule, from: rule === null ? null : schedule.from };
  const key = target.kind === 'chapter' ? 'chapters' : 'lessons';
  const { [target.id]: _, ...rest } = schedule[key];
  return { ...schedule, [key]: rule === null ? rest : { ...rest, [target.id]: rule } };
}

/** Where a rule comes from: `before` is what lies before the lesson with which the course's rule begins. */
export type Source = 'own' | 'chapter' | 'course' | 'before' | 'nothing';

/** What would hold where there were no rule of its own. */
export function inherited(
  schedule: Schedule,
  outline: CourseOutline,
  target: Target,
): { rule: DripRule; source: Source } {
  if (target.kind === 'course') return { rule: 'open', source: 'nothing' };
  const lessons = outline.chapters.flatMap((chapter) => chapter.lessons.map((lesson) => ({ chapter, lesson })));
  const isAbout = ({ chapter, lesson }: (typeof lessons)[number]) =>
    target.kind === 'chapter' ? chapter.id === target.id : lesson.id === target.id;
  const first = lessons.findIndex(isAbout);
  const last = lessons.findLastIndex(isAbout);
  const chapter = target.kind === 'lesson' && lessons[first] ? schedule.chapters[lessons[first].chapter.id] : undefined;
  if (chapter) return { rule: chapter, source: 'chapter' };
  if (!schedule.rule) return { rule: 'open', source: 'nothing' };
  const from = lessons.findIndex(({ lesson }) => lesson.id === schedule.from);
  // A chapter in whose midst the rule begins has it too.
  return last >= 0 && last < from ? { rule: 'open', source: 'before' } : { rule: schedule.rule, source: 'course' };
}

export function titlesOf(outline: CourseOutline, courses: { id: Id; title: string }[]): Titles {
  const chapters = new Map(outline.chapters.map(({ id, title }) => [id, title]));
  const lessons = new Map(outline.chapters.flatMap((one) => one.lessons.map(({ id, title }) => [id, title])));
  const others = new Map(courses.map(({ id, title }) => [id, title]));
  return {
    lesson: (id) => lessons.get(id) ?? null,
    chapter: (id) => chapters.get(id) ?? null,
    course: (id) => others.get(id) ?? null,
  };
}

/** Whether a rule names something that the outline does not have, or no longer as a quiz. */
export function isBroken(rule: DripRule, outline: CourseOutline, courses: { id: Id }[]): boolean {
  const lessons = outline.chapters.flatMap((chapter) => chapter.lessons);
  return conditionsOf(rule).conditions.some((condition) => {
    const { event, item, at } = partsOf(condition);
    if (event === 'at') return at === '';
    if (event.startsWith('quiz-')) return !lessons.some(({ id, quiz }) => id === item && quiz !== null);
    if (event === 'completed-lesson') return !lessons.some(({ id }) => id === item);
    if (event === 'completed-chapter') return !outline.chapters.some(({ id }) => id === item);
    return event === 'completed-course' && !courses.some(({ id }) => id === item);
  });
}

/** Whether a rule can only be met by who is in a cohort with a start, or has a start of their own. */
export function waitsForCohort(rule: DripRule): boolean {
  const { joint, conditions } = conditionsOf(rule);
  const isAbout = (condition: (typeof conditions)[number]) => condition.after_cohort_start !== undefined;
  return joint === 'all' ? conditions.some(isAbout) : conditions.every(isAbout);
}

/** Whether any rule of a schedule waits for a cohort. */
export function hasCohortRules(schedule: Schedule): boolean {
  const rules = [schedule.rule, ...Object.values(schedule.chapters), ...Object.values(schedule.lessons)];
  return rules.some((rule) => rule !== null && waitsForCohort(rule));
}

/** One thing that a draft changes. */
export type Change =
  | { what: 'rule'; target: Target; before: DripRule | null; after: DripRule | null }
  | { what: 'from'; before: Id | null; after: Id | null }
  | { what: 'inOrder' | 'hideLocked'; before: boolean; after: boolean };

export function changesOf(saved: Schedule, draft: Schedule): Change[] {
  const targets: Target[] = [
    { kind: 'course' },
    ...keys(saved.chapters, draft.chapters).map((id) => ({ kind: 'chapter' as const, id })),
    ...keys(saved.lessons, draft.lessons).map((id) => ({ kind: 'lesson' as const, id })),
  ];
  const rules = targets.map((target) => ({
    what: 'rule' as const,
    target,
    before: ruleAt(saved, target),
    after: ruleAt(draft, target),
  }));
  const switches = (['inOrder', 'hideLocked'] as const).map((what) => ({
    what,
    before: saved[what],
    after: draft[what],
  }));
  const from = { what: 'from' as const, before: saved.from, after: draft.from };
  return [
    ...switches.filter(({ before, after }) => before !== after),
    ...(from.before === from.after ? [] : [from]),
    ...rules.filter(({ before, after }) => !sameRule(before, after)),
  ];
}

function keys(...records: Record<Id, unknown>[]): Id[] {
  return [...new Set(records.flatMap(Object.keys))];
}

/** The order of keys and what is left out without loss make no difference. */
function sameRule(one: DripRule | null, other: DripRule | null): boolean {
  const plain = (rule: DripRule | null) =>
    JSON.stringify(rule && mapConditions(rule, (it) => conditionOf(partsOf(it))));
  return plain(one) === plain(other);
}

function mapConditions(
  rule: DripRule,
  change: (condition: ReturnType<typeof conditionOf>) => ReturnType<typeof conditionOf>,
): DripRule {
  if (typeof rule === 'string') return rule;
  const { joint, conditions } = conditionsOf(rule);
  return ruleOf(joint, conditions.map(change));
}

function mapRules(schedule: Schedule, change: (rule: DripRule) => DripRule): Schedule {
  const all = (rules: Record<Id, DripRule>) =>
    Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, change(rule)]));
  return {
    ...schedule,
    rule: schedule.rule && change(schedule.rule),
    chapters: all(schedule.chapters),
    lessons: all(schedule.lessons),
  };
}

/** How many fixed dates the rules have. */
export function fixedDates(schedule: Schedule): number {
  let n = 0;
  mapRules(schedule, (rule) => {
    n += conditionsOf(rule).conditions.filter(({ at }) => at !== undefined).length;
    return rule;
  });
  return n;
}

/** All fixed dates so many days later, or earlier, at the same time of day. */
export function shifted(schedule: Schedule, days: number): Schedule {
  const move = (at: string) => new Date(Date.parse(`${at}Z`) + days * 86_400_000).toISOString().slice(0, 16);
  return mapRules(schedule, (rule) =>
    mapConditions(rule, (one) => (one.at === undefined ? one : { ...one, at: move(one.at) })),
  );
}
