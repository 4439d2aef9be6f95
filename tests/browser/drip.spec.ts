// When lessons open: rules written as sentences, tried on a timeline, saved as one and told as what they were.
import { type Desk, expect, test } from './desk';

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
async function school(desk: Desk): Promise<{ course: string; product: string }> {
  await desk.book();
  const { value: course } = await desk.rpc('course.add', { title: 'Watercolour' });
  await desk.rpc('outline.write', { course: course.id, json: JSON.stringify(outline) });
  const { value: product } = await desk.rpc('product.add', { title: 'Bundle', kind: 'bundle', courses: [course.id] });
  return { course: course.id, product: product.id };
}

test('a rule is changed as a sentence, tried, saved with its undo, and told in the activity', async ({ desk, page }) => {
  const { course } = await school(desk);
  await desk.open(`#/courses/${course}?tab=drip`);
  const rules = page.getByRole('list', { name: 'Rules' });
  await expect(rules).toContainText(
    'Opens one lesson every week, on Monday at 9:00 AM, the first 1 week after enrollment',
  );
  await expect(rules).toContainText('Opens 3 days after “Quiz 1” is passed, or on Mar 1, 2027 at 9:00 AM, whichever comes first');

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
