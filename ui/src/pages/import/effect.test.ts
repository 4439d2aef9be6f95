import { describe, expect, it } from 'vitest';
import { dayHint, effectSentences } from './effect';
import { counts, effect, options, plan } from './fixtures';

const say = (...args: Parameters<typeof effectSentences>) => effectSentences(...args).map(({ text }) => text);

const spring = plan({
  counts: counts({ rows: 1220, created: 812, updated: 96, unchanged: 300, skipped: 3, conflicts: 2, failed: 7 }),
  effect: effect({ members: 908, grants: 908, extended: 1 }),
});

describe('the effect of an import', () => {
  it('is said with exact numbers, titles and the last day', () => {
    const chosen = { ...options, courses: ['Watercolour Basics'], expiresOn: '2026-12-31' };
    expect(say(spring, chosen, false)).toEqual([
      '812 new members are added.',
      '96 rows update members.',
      '908 members get “Watercolour Basics” until Dec 31, 2026; nobody is e-mailed.',
      '1 access that ended earlier is extended.',
      '300 rows are already exactly so in the book.',
      '3 rows are skipped.',
      '2 rows are in conflict and left out.',
      '7 rows have errors and are left out.',
    ]);
  });

  it('says so when nobody gets anything', () => {
    const bare = plan({ effect: effect() });
    expect(say(bare, options, false)).toContain('Nobody gets access to a course; nobody is e-mailed.');
  });

  it('names what the file gives and what comes on top', () => {
    expect(say(spring, options, true)).toContain('908 members get access as the file says; nobody is e-mailed.');
    const both = say(spring, { ...options, products: ['Studio'], cohort: 'May' }, true);
    expect(both).toContain('908 members get “Studio” in the cohort “May”; nobody is e-mailed.');
    expect(both).toContain('The access the file itself gives comes on top.');
  });

  it('says that a cohort of the list is closed, and that people join all the same', () => {
    expect(say(plan({ closedCohorts: ['March'] }), options, true)).toContain(
      'The cohort “March” is closed by now; whoever the list puts there joins all the same.',
    );
  });

  it('names everything that will be created, a long list by its first titles and a count', () => {
    const creating = plan({ newCourses: ['A', 'B', 'C', 'D', 'E'], newFields: ['custom:Tax id'] });
    const said = say(creating, options, true);
    expect(said).toContain('5 courses are created: “A”, “B”, “C”, and 2 more.');
    expect(say(plan({ newProducts: ['Studio'] }), options, true)).toContain(
      'The product “Studio” is created. It holds no course yet: choose its courses afterwards, under Products.',
    );
    expect(said).toContain('The own field “Tax id” is created.');
  });

  it('says that access which is not active stays closed', () => {
    expect(say(spring, { ...options, courses: ['A'], state: 'pending' }, false)).toContain(
      'The access stays pending until you activate it.',
    );
  });

  it('says whose days come from the file and whose are chosen', () => {
    const days = { ...options, courses: ['A'], startsOn: '2026-03-01', expiresOn: '2026-12-31' };
    const own = plan({
      effect: effect({ members: 908, grants: 900, extended: 8, startsInFile: 812, endsInFile: 908 }),
    });
    const said = say(own, days, true);
    expect(said).toContain('908 members get “A”; nobody is e-mailed.');
    expect(said).toContain('812 new accesses begin on the day in their row, the other 88 on Mar 1, 2026.');
    expect(said).toContain('All 908 accesses end on the day in their row.');
    expect(dayHint('starts', own.effect, days.startsOn)).toBe('For the 88 without a day of their own in the file.');
    expect(dayHint('expires', own.effect, days.expiresOn)).toBe('Not used: all 908 end on the day in their row.');

    expect(say(spring, days, false)).toContain('New access begins on Mar 1, 2026.');
    const undated = { ...days, startsOn: null, expiresOn: null };
    const some = plan({ effect: effect({ members: 2, grants: 2, startsInFile: 1, endsInFile: 1 }) });
    expect(say(some, undated, true)).toContain(
      '1 new access begins on the day in its row, the other one on the day of the import.',
    );
    expect(say(some, undated, true)).toContain('1 access ends on the day in its row, the other one never.');
  });
});
