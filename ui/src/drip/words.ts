// Rules of drip in plain words, and why a lesson is locked or when it opens. Each part of a sentence is a message, in an
// order that both languages share; a condition that is edited shows the same parts as controls.
import type { Because, DripCondition, DripRule, Id, LessonState } from '../backend/api';
import { clock, date, day, percent, time } from '../i18n/format';
import { t } from '../i18n/index';
import { conditionsOf, partsOf, readSpan, type Span } from './rule';

/** What a rule may name, by title; null for what is gone. */
export interface Titles {
  lesson(id: Id): string | null;
  chapter(id: Id): string | null;
  course(id: Id): string | null;
}

/** For rules that name things by their titles already, as history does. */
const written = (title: string) => title || null;
export const asWritten: Titles = { lesson: written, chapter: written, course: written };

/** A whole sentence: "Opens 2 weeks after enrollment at 9:00 AM". */
export function ruleText(rule: DripRule, titles: Titles): string {
  if (typeof rule === 'string') return t(`drip-rule-${rule}`);
  const { joint, conditions } = conditionsOf(rule);
  const texts = conditions.map((one) => conditionText(one, titles));
  const what = texts.reduce((left, right) => t(`drip-joint-${joint}`, { left, right }));
  return t(texts.length > 1 ? `drip-rule-${joint}` : 'drip-rule', { what });
}

/** One condition, as it stands after "Opens": "2 weeks after enrollment at 9:00 AM". */
export function conditionText(condition: DripCondition, titles: Titles): string {
  const { event, item, score, at, wait, every, per, on, time: hour } = partsOf(condition);
  const kind = event.replace('completed-', '');
  const title = kind === 'chapter' || kind === 'course' ? titles[kind](item) : titles.lesson(item);
  const start = t(`drip-${event}`, {
    n: wait.n,
    span: spanText(wait),
    title: named(title),
    score: percent(score / 100),
    at: at ? momentText(at) : '',
  });
  if (!every) return moved(start, 'first', on, hour);
  const series = t(`drip-every-${every.unit}`, { n: every.n, per });
  return t('drip-series', { series: moved(series, 'each', on, hour), start, per });
}

/** With the day and the hour that were asked for. */
function moved(what: string, which: 'first' | 'each', on: string | null, hour: string | null): string {
  const dated = on ? t('drip-dated', { what, on: onText(on, which) }) : what;
  return hour ? t('drip-timed', { what: dated, time: clock(hour) }) : dated;
}

/** `monday`, `workdays` or `day:15` as it stands in a sentence. */
export function onText(on: string, which: 'first' | 'each' = 'each'): string {
  const [, n] = on.match(/^day:(\d+)$/) ?? [];
  return n ? t('drip-day-of-month', { n: Number(n) }) : t(`drip-weekday-${which}`, { day: on });
}

export function spanText({ n, unit }: Span): string {
  return t(`drip-span-${unit}`, { n });
}

/** `2026-03-01T09:00`, on the school's clocks. */
export function momentText(at: string): string {
  const [on = '', hour = ''] = at.split('T');
  return t('drip-moment', { day: day(on), time: clock(hour) });
}

function instantText(ms: number): string {
  return t('drip-moment', { day: date(ms), time: time(ms) });
}

/** Whether a lesson is open for a member, since when and why, or why it is locked and when it opens. */
export function stateText(state: LessonState, titles: Titles): string {
  const { open, opensAt, because } = state;
  const again = because.find(({ code }) => code === 'locked_again');
  if (again && !open) return t('drip-locked-again', { at: instantText(again.since ?? 0) });
  const known = because.filter((one) => one.opensAt !== undefined);
  const unknown = because.filter((one) => one.opensAt === undefined);
  if (open || (opensAt !== null && known.length > 0)) {
    const reasons = known.filter(({ code }) => code !== 'open' && code !== 'at').map((one) => reasonText(one, titles));
    const key = open ? 'drip-state-open' : 'drip-state-opens';
    const at = opensAt === null ? '' : instantText(opensAt);
    const said = reasons.length > 0 ? t(`${key}-why`, { at, why: reasons.join('; ') }) : t(key, { at });
    // Where one condition is enough, what nobody knows yet may come first.
    const sooner = unknown.map((one) => reasonText(one, titles)).join('; ');
    return sooner && !open ? t('drip-state-sooner', { said, why: sooner }) : said;
  }
  const reasons = unknown.map((one) => lackText(one, titles));
  const earliest = Math.max(0, ...known.map((one) => one.opensAt ?? 0));
  const why = [...reasons, ...(earliest > 0 ? [t('drip-not-before', { at: instantText(earliest) })] : [])];
  return t('drip-state-locked', { why: why.join('; ') });
}

/** What lets a lesson open, when it comes. */
function reasonText(because: Because, titles: Titles): string {
  const { code, courseId, every } = because;
  const span = readSpan(because.wait);
  const plain = code.replaceAll('_', '-');
  const event = code === 'after_completed' ? `completed-${courseId === undefined ? 'lesson' : 'course'}` : plain;
  const key = ownReasons.has(code) ? `drip-why-${plain}` : `drip-${event}`;
  const start = t(key, { n: span.n, span: spanText(span), title: subject(because, titles), score: scoreText(because) });
  if (!every) return start;
  const { per } = every;
  const step = readSpan(every.span);
  return t('drip-series', { series: t(`drip-every-${step.unit}`, { n: step.n, per }), start, per });
}

/** Reasons that no rule has, or that say less than the rule does. */
const ownReasons = new Set<Because['code']>(['unlocked', 'no_access', 'in_order']);

/** What is missing, of which nobody knows when it comes. */
function lackText(because: Because, titles: Titles): string {
  const key = `drip-lacks-${because.code.replaceAll('_', '-')}`;
  return t(key, { title: subject(because, titles), score: scoreText(because) });
}

function scoreText({ atLeast = 0 }: Because): string {
  return percent(atLeast / 100);
}

function subject({ title, courseId }: Because, titles: Titles): string {
  return named(title ?? (courseId === undefined ? null : titles.course(courseId)));
}

function named(title: string | null): string {
  return title === null ? t('drip-gone') : t('drip-named', { title });
}
