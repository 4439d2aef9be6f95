// When lessons open: rules written as sentences, tried on a timeline, saved as one and told as what they were.
import type { Locale } from '../../ui/src/backend/api';
import { type Desk, expect, test } from './desk';
import { look } from './look';

const outline = {
  course: 'Watercolour',
  chapters: [
    { title: 'Start', lessons: [{ title: 'Welcome' }, { title: 'Brushes' }, { title: 'Quiz 1', quiz: { pass: 70 } }] },
    {
      title: 'Work',
      drip: { all: [{ after_enrollment: '1w', every: '1w', on: 'monday', time: '09:00' }] },
      lessons: [
        { title: 'One' },
        { title: 'Two', drip: { any: [{ quiz_passed: 'Quiz 1', wait: '3d' }, { at: '2027-03-01T09:00' }] } },
        { title: 'Three', drip: 'manual' },
      ],
    },
  ],
};

/** A course with a chapter that is open and one that opens bit by bit. */
async function school(desk: Desk, locale: Locale = 'en'): Promise<{ course: string; product: string }> {
  await desk.book({ locale });
  const { value: course } = await desk.rpc('course.add', { title: 'Watercolour' });
  await desk.rpc('outline.write', { course: course.id, json: JSON.stringify(outline) });
  const { value: product } = await desk.rpc('product.add', { title: 'Bundle', kind: 'bundle', courses: [course.id] });
  return { course: course.id, product: product.id };
}

test('a rule is changed as a sentence, tried, saved with its undo, and told in the activity', async ({
  desk,
  page,
}) => {
  const { course } = await school(desk);
  await desk.open(`#/courses/${course}?tab=drip`);
  const rules = page.getByRole('list', { name: 'Rules' });
  await expect(rules).toContainText(
    'Opens one lesson every week, on Monday at 9:00 AM, the first 1 week after enrollment',
  );
  await expect(rules).toContainText(
    'Opens 3 days after “Quiz 1” is passed, or on Mar 1, 2027 at 9:00 AM, whichever comes first',
  );

  // By keyboard: Enter opens the sentence, its parts are fields and lists.
  await rules.getByRole('button', { name: /^Three: By hand only/ }).focus();
  await page.keyboard.press('Enter');
  const sentence = rules.getByRole('group', { name: 'When Three opens' });
  await sentence.getByLabel('When it opens').click();
  await page.getByRole('option', { name: 'Opens', exact: true }).click();
  await sentence.getByLabel('What it counts from').click();
  await page.getByRole('option', { name: 'after completing the lesson' }).click();
  await sentence.getByRole('button', { name: /^Lesson:/ }).click();
  await page.getByRole('combobox', { name: 'Lesson' }).fill('two');
  await page.keyboard.press('Enter');
  await sentence.getByLabel('How long after').fill('2');
  await page.keyboard.press('Enter');
  await expect(rules.getByRole('button', { name: /^Three: Opens 2 weeks after “Two” is complete/ })).toBeFocused();
  const bar = page.getByRole('region', { name: 'Changed schedule' });
  await expect(bar).toContainText('1 change not saved yet');

  await page.getByRole('button', { name: 'Review and save…' }).click();
  await expect(desk.dialog).toContainText('By hand only');
  await expect(desk.dialog).toContainText('Opens 2 weeks after “Two” is complete');
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(bar).toBeHidden();
  const saved = await desk.rpc('outline.show', { course });
  const three = saved.chapters[1]?.lessons[2]?.id ?? '';
  expect(saved.schedules[0]?.lessons[three]).toMatchObject({ all: [{ wait: '2w' }] });

  await desk.go('#/activity');
  await desk.button('Show what changed').first().click();
  await expect(page.getByRole('main')).toContainText('Opens 2 weeks after “Two” is complete');
  await expect(page.getByRole('main')).not.toContainText('{"');
});

test('what somebody sees is tried on a day, with a draft that is not saved', async ({ desk, page }) => {
  const { course } = await school(desk);
  await desk.rpc('member.add', {
    fields: { name: 'Ana', email: 'ana@example.com' },
    access: { courses: [course], products: [], state: 'active' },
  });
  await desk.open(`#/courses/${course}?tab=drip`);
  const timeline = page.getByRole('region', { name: 'What somebody sees' });
  await desk.type(timeline.getByRole('group', { name: 'Enrolled' }), '01102027');
  await expect(timeline.getByRole('status')).toHaveText('3 of 6 lessons are open');
  const one = timeline.getByRole('listitem').filter({ hasText: /^\s*One/ });
  await expect(one).toContainText('Opens Jan 18, 2027 at 9:00 AM: 1 week after enrollment');

  const slider = timeline.getByRole('slider');
  await slider.focus();
  for (let day = 0; day < 8; day++) await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', 'Monday, January 18, 2027');
  await expect(timeline.getByRole('status')).toHaveText('4 of 6 lessons are open');
  await expect(one).toContainText('Open since Jan 18, 2027 at 9:00 AM');

  await desk.type(timeline.getByRole('group', { name: 'By the end of' }), '01192027');
  await expect(slider, 'a day is typed too').toHaveAttribute('aria-valuetext', 'Tuesday, January 19, 2027');
  await page.getByRole('checkbox', { name: /In order/ }).check();
  await expect(timeline.getByRole('status'), 'the draft counts').toHaveText('1 of 6 lessons is open');
  await page.reload();
  await expect(page.getByRole('region', { name: 'Changed schedule' }), 'and is kept').toContainText('1 change');
  await desk.button('Discard').click();
  await expect(timeline.getByRole('status')).toHaveText('3 of 6 lessons are open');

  await timeline.getByLabel('Who').click();
  await page.getByRole('option', { name: 'A member' }).click();
  await timeline.getByRole('button', { name: 'Choose a member' }).click();
  await page.getByRole('combobox', { name: 'Choose a member' }).fill('ana');
  await page.getByRole('option', { name: 'Ana' }).click();
  await expect(timeline.getByRole('button', { name: 'Choose a member: Ana' })).toBeFocused();
  await expect(timeline.getByRole('listitem').filter({ hasText: 'Three' })).toContainText(
    'Locked: it opens by hand only',
  );
});

test('a product gets a schedule of its own, whose dates move together, and follows the course again', async ({
  desk,
  page,
}) => {
  const { course, product } = await school(desk);
  await desk.rpc('member.add', {
    fields: { name: 'Ana', email: 'ana@example.com' },
    access: { courses: [], products: [product], state: 'active' },
  });
  await desk.open(`#/courses/${course}?tab=drip`);
  await page.getByLabel('Whose schedule').click();
  await page.getByRole('option', { name: 'Own schedule for Bundle…' }).click();
  const bar = page.getByRole('region', { name: 'Changed schedule' });
  await expect(bar).toContainText('Bundle gets its own schedule');
  await desk.button('Shift dates…').click();
  await expect(desk.dialog).toContainText('1 date moves.');
  await desk.dialog.getByRole('spinbutton').fill('2');
  await desk.dialog.getByRole('button', { name: 'Shift' }).click();
  const rules = page.getByRole('list', { name: 'Rules' });
  await expect(rules).toContainText('on Mar 15, 2027 at 9:00 AM');
  await rules.getByRole('button', { name: /^Welcome:/ }).click();
  await rules.getByLabel('When it opens').click();
  await page.getByRole('option', { name: 'By hand only' }).click();
  await desk.button('Done').click();
  await desk.button('Review and save…').click();
  await expect(desk.dialog.getByRole('status')).toContainText('1 of them can’t open something any longer.');
  await expect(desk.dialog.getByRole('row').filter({ hasText: 'Welcome' })).toContainText('1');
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(bar).toBeHidden();
  await expect(page.getByLabel('Whose schedule')).toContainText('Own schedule of Bundle');
  await expect(rules.getByRole('link', { name: 'Show who can open Welcome: nobody can open it' })).toBeVisible();

  await desk.button('Follow the course again').click();
  await expect(desk.dialog.getByRole('status')).toContainText('1 of them can open something that was locked.');
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Whose schedule')).toContainText('Everybody');
  await expect(rules.getByRole('link', { name: 'Show who can open Welcome: 1 can open it' })).toBeVisible();
  expect((await desk.rpc('outline.show', { course })).schedules).toHaveLength(1);
  await rules.getByRole('link', { name: /^Show who can open Welcome/ }).click();
  await expect(desk.count).toHaveText(/^1( of 1)?( member)?$/);
});

test('a product is told before it is saved that what it gives is in no cohort', async ({ desk, page }) => {
  const { course } = await school(desk);
  const { schedules, chapters } = await desk.rpc('outline.show', { course });
  const [common, welcome] = [schedules[0], chapters[0]?.lessons[0]?.id];
  if (!common || !welcome) throw new Error('The course has no lesson');
  await desk.rpc('schedule.save', {
    course,
    product: null,
    schedule: { ...common, lessons: { [welcome]: { all: [{ after_cohort_start: '1w' }] } } },
    keepOpened: true,
  });
  await desk.open(`#/courses/${course}?tab=drip`);
  const rules = page.getByRole('list', { name: 'Rules' });
  await expect(rules).toContainText('1 week after the cohort starts');
  const warning = 'What comes by a product is in no cohort';
  await expect(rules).not.toContainText(warning);
  await page.getByLabel('Whose schedule').click();
  await page.getByRole('option', { name: 'Own schedule for Bundle…' }).click();
  await expect(rules.getByRole('listitem').filter({ hasText: 'Welcome' })).toContainText(warning);
  await desk.button('Review and save…').click();
  await expect(desk.dialog).toContainText(warning);
});

test('lessons that wait for each other say so beside their rules', async ({ desk, page }) => {
  const { course } = await school(desk);
  await desk.open(`#/courses/${course}?tab=drip`);
  const rules = page.getByRole('list', { name: 'Rules' });
  await rules.getByRole('button', { name: /^Quiz 1:/ }).click();
  const sentence = rules.getByRole('group', { name: 'When Quiz 1 opens' });
  await sentence.getByLabel('When it opens').click();
  await page.getByRole('option', { name: 'Opens', exact: true }).click();
  await sentence.getByLabel('What it counts from').click();
  await page.getByRole('option', { name: 'after completing the chapter' }).click();
  await sentence.getByRole('button', { name: /^Chapter:/ }).click();
  await page.getByRole('option', { name: 'Start' }).click();
  await expect(rules).toContainText('This would never open, because each waits for the next: Quiz 1');
  await expect(sentence.getByRole('button', { name: /^Chapter:/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(rules).not.toContainText('This would never open');
});

test('Escape closes an open list of a rule, and only then puts the rule back', async ({ desk, page }) => {
  const { course } = await school(desk);
  await desk.open(`#/courses/${course}?tab=drip`);
  const rules = page.getByRole('list', { name: 'Rules' });
  await rules.getByRole('button', { name: /^Three: By hand only/ }).click();
  const sentence = rules.getByRole('group', { name: 'When Three opens' });
  await sentence.getByLabel('When it opens').click();
  await page.getByRole('option', { name: 'Opens', exact: true }).click();
  await sentence.getByLabel('What it counts from').click();
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(sentence.getByLabel('What it counts from'), 'the rule is still edited').toBeFocused();
  await page.keyboard.press('Escape');
  await expect(rules.getByRole('button', { name: /^Three: By hand only/ })).toBeFocused();
});

test('the focus stays with the rules when what was pressed goes away', async ({ desk, page }) => {
  const { course } = await school(desk);
  await desk.open(`#/courses/${course}?tab=drip`);
  const rules = page.getByRole('list', { name: 'Rules' });
  const first = rules.getByRole('button', { name: /^Whole course:/ });
  const change = async () => {
    await rules.getByRole('button', { name: /^Two:/ }).click();
    await desk.button('Remove this condition').first().click();
    await expect(desk.button('Another condition')).toBeFocused();
    await desk.button('Done').click();
  };
  await change();
  await desk.button('Discard').click();
  await expect(first).toBeFocused();
  await change();
  await desk.button('Review and save…').click();
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Changed schedule' })).toBeHidden();
  await expect(first).toBeFocused();
});

test('a schedule that is only looked at leaves no draft, and a draft stays in its book', async ({ desk, page }) => {
  const { course } = await school(desk);
  await desk.open(`#/courses/${course}?tab=drip`);
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('drip')));
  await page.getByLabel('Whose schedule').click();
  await page.getByRole('option', { name: 'Own schedule for Bundle…' }).click();
  await expect(page.getByRole('region', { name: 'Changed schedule' })).toContainText('Bundle gets its own schedule');
  expect(await drafts()).toEqual([]);
  await page.getByRole('checkbox', { name: /In order/ }).check();
  expect(await drafts()).toHaveLength(1);

  await desk.book({ name: 'Another' });
  const { value: other } = await desk.rpc('course.add', { title: 'Watercolour' });
  expect(other.id, 'the books number alike').toBe(course);
  await desk.rpc('outline.write', { course, json: JSON.stringify(outline) });
  await page.reload();
  await expect(page.getByRole('list', { name: 'Rules' })).toContainText('Welcome');
  await expect(page.getByRole('checkbox', { name: /In order/ })).not.toBeChecked();
  await expect(page.getByRole('region', { name: 'Changed schedule' })).toBeHidden();
});

test('who can open a lesson is asked with its chapter, because titles repeat', async ({ desk, page }) => {
  await desk.book();
  const { value } = await desk.rpc('course.add', { title: 'Drawing' });
  const text = '# Start\n- Intro\n# End\n- Intro\n';
  await desk.rpc('outline.write_text', { course: value.id, text, fit: 'add' });
  await desk.rpc('member.add', {
    fields: { name: 'Ana', email: 'ana@example.com' },
    access: { courses: [value.id], products: [], state: 'active' },
  });
  await desk.open(`#/courses/${value.id}?tab=drip`);
  const links = page.getByRole('link', { name: /^Show who can open Intro/ });
  await expect(links).toHaveCount(2);
  const wanted = await links.evaluateAll((all) =>
    all.map((one) => decodeURIComponent((one as HTMLAnchorElement).hash).replaceAll('+', ' ')),
  );
  expect(wanted[0]).toContain('Drawing / Start / Intro');
  expect(wanted[1]).toContain('Drawing / End / Intro');
  await links.last().click();
  await expect(desk.count).toHaveText(/^1( of 1)?( member)?$/);
});

test('a day on which a lesson opens leads to those for whom it does', async ({ desk, page }) => {
  const { course, product } = await school(desk);
  for (const name of ['Ana', 'Bia', 'Caio']) {
    const access = { courses: [], products: name === 'Caio' ? [] : [product], state: 'active' as const };
    await desk.rpc('member.add', { fields: { name, email: `${name}@example.com` }, access });
  }
  await desk.open(`#/courses/${course}?tab=drip`);
  const openings = page.getByRole('region', { name: 'What opens next' });
  const link = openings.getByRole('link', { name: /^Show the 2 members for whom One opens on / });
  await expect(link).toHaveText('2');
  await link.click();
  await expect(desk.count).toHaveText('2 of 3');
  await desk.button(/^Opening of Watercolour \/ Work \/ One is /).click();
  await page.getByRole('option', { name: 'today', exact: true }).click();
  await expect(page.getByRole('option', { name: 'today', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(desk.count).toHaveText('2 of 3');
  await page.getByLabel('How it compares').click();
  await page.getByRole('option', { name: 'is not', exact: true }).click();
  await expect(desk.count).toHaveText('1 of 3');
});

for (const locale of ['en', 'pt-BR'] as const) {
  test(`the Drip tab in ${locale}`, async ({ desk, page }) => {
    await desk.speak(locale);
    const { course, product } = await school(desk, locale);
    await desk.rpc('member.add', {
      fields: { name: 'Ana', email: 'ana@example.com' },
      access: { courses: [], products: [product], state: 'active' },
    });
    const { words } = desk;
    await desk.open(`#/courses/${course}?tab=drip`);
    const timeline = page.getByRole('region', { name: words('drip-timeline') });
    await expect(timeline.getByRole('listitem')).toHaveCount(6);
    await expect(
      page
        .getByRole('link')
        .filter({ hasText: words('drip-can-open', { n: 1 }) })
        .first(),
    ).toBeVisible();
    await look(page, 'drip', locale);

    await page.getByRole('button', { name: /^Two:/ }).click();
    await expect(page.getByRole('group', { name: words('drip-rule-of', { title: 'Two' }) })).toBeVisible();
    await page.getByRole('button', { name: /^Work:/ }).click();
    await look(page, 'drip-edit', locale);
    await page.getByRole('button', { name: /^Start:/ }).click();
    await page
      .getByRole('group', { name: words('drip-rule-of', { title: 'Start' }) })
      .getByLabel(words('drip-kind'))
      .click();
    await page.getByRole('option', { name: words('drip-kind-manual') }).click();
    for (const _ of [1, 2, 3]) await desk.button(words('drip-done')).first().click();

    await timeline.getByRole('slider').focus();
    await page.keyboard.press('End');
    await timeline.getByRole('slider').scrollIntoViewIfNeeded();
    await look(page, 'drip-timeline', locale);
    await page.getByRole('heading', { name: words('drip-openings') }).scrollIntoViewIfNeeded();
    await look(page, 'drip-openings', locale);

    await desk.button(words('drip-review')).click();
    await expect(desk.dialog.getByRole('table')).toBeVisible();
    await look(page, 'drip-save', locale);
    await page.keyboard.press('Escape');
    await desk.button(words('drip-shift')).click();
    await look(page, 'drip-shift', locale);
  });
}
