// What an import will do, as sentences with exact numbers. The list is built from the plan alone, so that what the
// person reads, what the button says and what is written are one thing.
import type { Effect, ImportOptions, ImportPlan, RosterCounts } from '../../backend/index';
import { day } from '../../i18n/format';
import { t } from '../../i18n/index';
import { isNoted } from './verdicts';
import { reasonText, titleList } from './words';

export interface Sentence {
  tone: 'does' | 'creates' | 'warns' | 'leaves';
  text: string;
}

/** `fileGives`: the file has columns that give access themselves. */
export function effectSentences(plan: ImportPlan, options: ImportOptions, fileGives: boolean): Sentence[] {
  switch (options.purpose) {
    case 'members':
      return memberSentences(plan, options, fileGives);
    case 'expiry':
      return expirySentences(plan);
    case 'roster':
      return [
        ...memberSentences(plan, options, fileGives),
        ...(plan.roster ? rosterSentences(plan.roster, options) : []),
      ];
    case 'progress':
    case 'quizzes':
      return lessonSentences(plan);
  }
}

function memberSentences(plan: ImportPlan, options: ImportOptions, fileGives: boolean): Sentence[] {
  const { counts, effect } = plan;
  const said: Sentence[] = [];
  const say = (tone: Sentence['tone'], n: number, sentence: () => string): void => {
    if (n > 0) said.push({ tone, text: sentence() });
  };
  say('does', counts.created, () => t('import-effect-created', { n: counts.created }));
  say('does', counts.updated, () => t('import-effect-updated', { n: counts.updated }));
  said.push({ tone: 'does', text: accessSentence(plan, options) });
  const chosen = options.courses.length + options.products.length > 0;
  if (fileGives && chosen && effect.members > 0) said.push({ tone: 'does', text: t('import-effect-access-both') });
  const [begin, end] = [startSentence(effect, options), endSentence(effect, options)];
  if (begin) said.push({ tone: 'does', text: begin });
  if (end) said.push({ tone: 'does', text: end });
  say('does', effect.extended, () => t('import-effect-extended', { n: effect.extended }));
  if (effect.members > 0 && options.state !== 'active') {
    said.push({ tone: 'does', text: t(`import-effect-${options.state}`) });
  }
  for (const [what, titles] of [
    ['courses', plan.newCourses],
    ['products', plan.newProducts],
    ['cohorts', plan.newCohorts],
    ['fields', plan.newFields.map((key) => key.replace(/^custom:/, ''))],
  ] as const) {
    say('creates', titles.length, () =>
      t(`import-effect-new-${what}`, { n: titles.length, titles: titleList(titles) }),
    );
  }
  const closed = plan.closedCohorts;
  say('creates', closed.length, () =>
    t('import-effect-closed-cohorts', { n: closed.length, titles: titleList(closed) }),
  );
  say('leaves', counts.unchanged, () => t('import-effect-unchanged', { n: counts.unchanged }));
  say('leaves', counts.skipped, () => t('import-effect-skipped', { n: counts.skipped }));
  say('leaves', counts.conflicts, () => t('import-effect-conflicts', { n: counts.conflicts }));
  say('leaves', counts.failed, () => t('import-effect-failed', { n: counts.failed }));
  return said;
}

function lessonSentences(plan: ImportPlan): Sentence[] {
  const { lessons, results, progress, undated, members } = plan.effect;
  const said: Sentence[] = [];
  const does = (n: number, key: string): void => {
    if (n > 0) said.push({ tone: 'does', text: t(key, { n }) });
  };
  does(members, 'import-lessons-effect-members');
  does(lessons, 'import-lessons-effect-lessons');
  does(results, 'import-lessons-effect-results');
  does(progress, 'import-lessons-effect-progress');
  if (undated > 0) said.push({ tone: 'warns', text: t('import-lessons-effect-undated', { n: undated }) });
  return [...said, ...leftAlone(plan), { tone: 'leaves', text: t('import-lessons-only-records') }];
}

/** What stays as it is, reason by reason. */
function leftAlone({ counts, leftOut }: ImportPlan): Sentence[] {
  const left = leftOut.filter(({ verdict }) => ['skipped', 'conflict', 'failed'].includes(verdict));
  const texts = left.map(({ code, count }) => reasonCount(code, count));
  if (counts.unchanged > 0) texts.unshift(t('import-effect-unchanged', { n: counts.unchanged }));
  return texts.map((text) => ({ tone: 'leaves', text }));
}

function expirySentences(plan: ImportPlan): Sentence[] {
  const { counts, effect, leftOut } = plan;
  const said: Sentence[] = [{ tone: 'does', text: t('import-expiry-effect', { n: counts.updated }) }];
  for (const { code, count } of leftOut.filter(isNoted)) said.push({ tone: 'warns', text: reasonCount(code, count) });
  if (effect.startsMoved > 0) said.push({ tone: 'warns', text: t('import-expiry-drip', { n: effect.startsMoved }) });
  return [...said, ...leftAlone(plan), { tone: 'leaves', text: t('import-expiry-nobody-added') }];
}

function reasonCount(code: string, n: number): string {
  return t('import-done-reason', { reason: reasonText(code), n });
}

function rosterSentences(roster: RosterCounts, { missing }: ImportOptions): Sentence[] {
  const { holders, missing: n, byProduct, spared, unreadable } = roster;
  if (n === 0) return [{ tone: 'leaves', text: t('import-roster-none', { holders }) }];
  const takes = missing !== 'list';
  const said: Sentence[] = [
    { tone: takes ? 'warns' : 'leaves', text: t(`import-roster-effect-${missing}`, { n, holders }) },
  ];
  if (takes && byProduct > 0) said.push({ tone: 'leaves', text: t('import-roster-by-product', { n: byProduct }) });
  if (spared > 0) said.push({ tone: 'leaves', text: t('import-roster-spared', { n: spared }) });
  if (unreadable > 0) said.push({ tone: 'warns', text: t('import-roster-unreadable', { n: unreadable }) });
  return said;
}

function accessSentence({ effect }: ImportPlan, options: ImportOptions): string {
  if (effect.members === 0) return t('import-effect-access-none');
  const titles = [...options.courses, ...options.products];
  if (titles.length === 0) return t('import-effect-access-file', { n: effect.members });
  const cohort = options.cohort ? t('import-effect-cohort', { cohort: `“${options.cohort}”` }) : '';
  const forAll = options.expiresOn !== null && effect.endsInFile === 0;
  const until = forAll ? t('import-effect-until', { date: day(options.expiresOn) }) : '';
  return t('import-effect-access', { n: effect.members, titles: titleList(titles), until: cohort + until });
}

/** A row's own days come before the day chosen for everybody. When both count, each is said with its number. */
function startSentence({ grants, startsInFile }: Effect, { startsOn }: ImportOptions): string | null {
  if (startsInFile > 0 && startsInFile === grants) return t('import-effect-starts-file', { n: grants });
  if (startsInFile > 0) {
    const rest = startsOn ? t('import-effect-on', { date: day(startsOn) }) : t('import-effect-on-import');
    return t('import-effect-starts-both', { n: startsInFile, others: grants - startsInFile, rest });
  }
  return startsOn && grants > 0 ? t('import-effect-starts', { date: day(startsOn) }) : null;
}

function endSentence({ grants, extended, endsInFile }: Effect, { expiresOn }: ImportOptions): string | null {
  const all = grants + extended;
  if (endsInFile === 0) return null;
  if (endsInFile === all) return t('import-effect-ends-file', { n: all });
  const rest = expiresOn ? t('import-effect-on', { date: day(expiresOn) }) : t('import-effect-never');
  return t('import-effect-ends-both', { n: endsInFile, others: all - endsInFile, rest });
}

/** What stands under the day for everybody: for whom it counts, or that it counts for nobody. */
export function dayHint(what: 'starts' | 'expires', effect: Effect | undefined, chosen: string | null): string {
  const all = effect ? effect.grants + (what === 'expires' ? effect.extended : 0) : 0;
  const own = effect ? (what === 'starts' ? effect.startsInFile : effect.endsInFile) : 0;
  if (own > 0 && own === all) return t(`import-access-${what}-file`, { n: all });
  if (own > 0) return t(`import-access-${what}-others`, { n: all - own });
  if (chosen === null) return t(what === 'starts' ? 'import-access-starts-import' : 'import-access-expires-never');
  return what === 'starts' ? t('import-access-starts-new') : '';
}
