// How far people got: on the page of a member, for many at once, in quizzes and on the page of a course.
import { type Desk, expect, test } from './desk';
import { look } from './look';

const outline = {
  course: 'Drawing',
  chapters: [
    {
      title: 'Start',
      lessons: [{ title: 'Welcome' }, { title: 'Pencils' }, { title: 'Lines quiz', quiz: { pass: 70 } }],
    },
    { title: 'Work', drip: 'manual', lessons: [{ title: 'Portraits' }] },
  ],
};

/** A school with one course, of which three people have it. */
async function school(desk: Desk): Promise<{ course: string; members: string[] }> {
  await desk.book();
  const { value: drawing } = await desk.rpc('course.add', { title: 'Drawing' });
  await desk.rpc('outline.write', { course: drawing.id, json: JSON.stringify(outline) });
  const members: string[] = [];
  for (const name of ['Ana Souza', 'Bia Lima', 'Caio Reis']) {
    const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`;
    const access = { courses: [drawing.id], products: [], state: 'active' as const };
    members.push((await desk.rpc('member.add', { fields: { name, email }, access })).value.id);
  }
  return { course: drawing.id, members };
}

test('lessons of a member are completed, unlocked, locked again and reset, and undone', async ({ desk, page }) => {
  const { members } = await school(desk);
  await desk.open(`#/members/${members[0]}`);
  await page.getByRole('link', { name: 'Lessons of Drawing' }).click();
  const lesson = (title: string) => page.getByRole('listitem').filter({ hasText: title });
  await expect(lesson('Welcome')).toContainText('Open since');
  await expect(lesson('Portraits')).toContainText('Locked: it opens by hand only');

  await page.getByRole('checkbox', { name: 'Select the lessons of Work' }).check();
  await expect(page.getByText('1 lesson selected')).toBeVisible();
  await desk.button('Unlock').click();
  await expect(desk.toast('Unlocked Portraits for Ana Souza')).toBeVisible();
  await expect(lesson('Portraits')).toContainText('unlocked by hand');
  await desk.button('Lock again').click();
  await expect(lesson('Portraits')).toContainText('Locked again by hand');
  await desk.button('Clear selection').click();

  await page.getByRole('checkbox', { name: 'Select Welcome' }).check();
  await page.getByRole('checkbox', { name: 'Select Pencils' }).check();
  await desk.button('Complete').click();
  await expect(lesson('Pencils')).toContainText('Completed');
  await expect(page.getByText('50% completed')).toBeVisible();

  await desk.button('Reset').click();
  await expect(desk.dialog).toContainText('2 completed lessons');
  await desk.dialog.getByRole('button', { name: 'Reset for 1 member' }).click();
  await expect(page.getByText('0% completed')).toBeHidden();
  await expect(lesson('Pencils')).not.toContainText('Completed');
  await desk.toast('Reset Welcome, Pencils for Ana Souza').getByRole('button', { name: 'Undo' }).click();
  await expect(lesson('Pencils')).toContainText('Completed');

  await page.getByRole('link', { name: 'All courses' }).click();
  await expect(desk.row('Drawing')).toContainText('50%');
});

test('lessons are marked for many from the list, after it was shown what would change', async ({ desk }) => {
  const { members } = await school(desk);
  await desk.rpc('member.add', { fields: { name: 'Davi Nunes', email: 'davi@example.com' } });
  await desk.open();
  await desk.grid.press('Control+a');
  await desk.button('Lessons…').click();
  await expect(desk.dialog).toContainText('Choose lessons to see what would change.');
  await desk.dialog.getByRole('checkbox', { name: 'Welcome' }).check();
  await expect(desk.dialog).toContainText('1 lesson will be complete for 4 members.');
  await expect(desk.dialog).toContainText('1 of them does not have the course.');
  await desk.dialog.getByRole('button', { name: 'Complete for 4 members' }).click();
  await expect(desk.toast('Completed Welcome for 4 members')).toBeVisible();
  const { progress } = await desk.rpc('member.show', { id: members[1] ?? '' });
  expect(progress.map(({ completed }) => completed)).toEqual([0.25]);
  await desk.toast('Completed Welcome for 4 members').getByRole('button', { name: 'Undo' }).click();
  await expect(desk.toast(/Undone/)).toBeVisible();
  expect((await desk.rpc('member.show', { id: members[1] ?? '' })).progress).toEqual([]);
});

test('quiz results are entered, corrected and removed, and listed for the quiz', async ({ desk, page }) => {
  const { course, members } = await school(desk);
  await desk.open(`#/members/${members[0]}?tab=quizzes`);
  await desk.button('Add result').click();
  await desk.dialog.getByLabel('Score').fill('69');
  await expect(desk.dialog).toContainText('This score does not pass. The pass mark is 70%.');
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(desk.row('Lines quiz')).toContainText('Not passed');
  await desk.button('Add result').click();
  await desk.dialog.getByLabel('Score').fill('90');
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('2 attempts')).toBeVisible();
  await desk.button('Correct 69% in Lines quiz').click();
  await desk.dialog.getByLabel('Score').fill('75');
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(desk.row('75%')).toContainText('Passed');

  const [, , quiz] = (await desk.rpc('drip.lessons', { course, member: members[0] ?? '' })).map((one) => one.state);
  const edit = { ids: [quiz?.lessonId ?? ''], quiz: { pass: 80 } };
  await desk.rpc('lesson.edit', edit);
  await page.reload();
  await expect(desk.row('75%')).toContainText('By the pass mark of that day; it is 80% now.');

  await desk.row('75%').getByRole('link', { name: 'Lines quiz' }).click();
  await expect(page.getByText('1 member took it, 1 passed, 2 attempts')).toBeVisible();
  await expect(desk.row('Ana Souza')).toContainText('90%');
  await desk.grid.press('Enter');
  await desk.button('Remove 75% in Lines quiz').click();
  await expect(desk.toast('Removed a result of Ana Souza in Lines quiz')).toBeVisible();
  await expect(desk.row('75%')).toBeHidden();
});

test('a course shows who has it and how far they got', async ({ desk, page }) => {
  const { course, members } = await school(desk);
  const lessons = (await desk.rpc('drip.lessons', { course, member: members[0] ?? '' })).map(
    (one) => one.state.lessonId,
  );
  await desk.rpc('lessons.mark', {
    members: { ids: members.slice(0, 2) },
    lessons: lessons.slice(0, 1),
    mark: 'complete',
  });
  await desk.rpc('lessons.mark', { members: { ids: members.slice(1, 2) }, lessons, mark: 'complete' });

  await desk.open(`#/courses/${course}?tab=members`);
  await desk.expectColumn('Name', ['Ana Souza', 'Bia Lima', 'Caio Reis']);
  await desk.expectColumn('% completed', ['25%', '100%', '–']);
  await page.getByRole('tab', { name: 'Progress' }).click();
  await expect(page.getByText('3 members, 2 started, 1 completed')).toBeVisible();
  await expect(desk.row('Welcome')).toContainText('67%');
  await expect(desk.row('Portraits')).toContainText('33%');
  await page.getByRole('columnheader', { name: '% completed' }).click();
  await desk.expectColumn('Name', ['Bia Lima', 'Ana Souza', 'Caio Reis']);
  await page.getByRole('columnheader', { name: '% completed' }).click();
  await desk.expectColumn('Name', ['Ana Souza', 'Bia Lima', 'Caio Reis']);
  await desk.grid.press('Control+a');
  await desk.button('Lessons…').click();
  await expect(desk.dialog.getByLabel('Course')).toContainText('Drawing');
  await page.keyboard.press('Escape');
  await desk.grid.press('Enter');
  await expect(desk.title).toHaveText('Ana Souza');
  await expect(page.getByText('25% completed')).toBeVisible();
});

test('the members of a course stay on the screen over a sort, a write and another title', async ({ desk, page }) => {
  await desk.book();
  const lines = Array.from({ length: 300 }, (_, i) => `Aluno ${1000 + i},aluno${1000 + i}@example.com,Drawing`);
  const path = await desk.file('many.csv', ['Name,Email,Course', ...lines].join('\n'));
  const { import: id } = await desk.rpc('import.open', { path });
  await desk.rpc('import.plan', { import: id });
  await desk.rpc('import.apply', { import: id });
  const [drawing] = await desk.rpc('courses.list', { archived: false });
  await desk.open(`#/courses/${drawing?.id}?tab=members`);
  await expect(desk.row('Aluno 1000')).toBeVisible();

  await desk.grid.press('Control+End');
  await expect(desk.row('Aluno 1299')).toBeVisible();
  await desk.button('E-mail').click();
  await expect(desk.row('Aluno 1000')).toBeVisible();
  await desk.grid.press('Control+End');
  await expect(desk.row('Aluno 1299')).toBeVisible();
  await desk.grid.press(' ');
  await desk.button('Lessons…').waitFor();

  await desk.title.click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Drawing by hand');
  await page.keyboard.press('Enter');
  await expect(desk.title).toContainText('Drawing by hand');
  await expect(desk.row('Aluno 1299'), 'the list stays where it was').toBeVisible();
  await expect(page.getByText('1 selected')).toBeVisible();
  await expect(page.getByText('Nobody has this course')).toBeHidden();
});

test('a page that cannot be fetched can be tried again', async ({ desk, page }) => {
  await desk.book();
  const fetched = /\/assets\/(Page|AddMember)[^/]*\.js$/;
  await page.route(fetched, (route) => route.abort());
  await desk.open();
  await desk.go('#/courses');
  await expect(page.getByText('This page could not be loaded')).toBeVisible();
  await desk.go('#/members');
  await desk.button('Add member').first().click();
  await expect(desk.toast('This could not be loaded.')).toBeVisible();
  await page.unroute(fetched);
  await desk.go('#/courses');
  await desk.button('Try again').click();
  await expect(desk.title).toHaveText('Courses');
  // The browser itself complains of each file that was refused here; nothing else may.
  expect(desk.complaints.splice(0).filter((one) => !one.includes('ERR_FAILED'))).toEqual([]);
});

for (const locale of ['en', 'pt-BR'] as const) {
  test(`how it looks in ${locale}`, async ({ desk, page }) => {
    const { course, members } = await school(desk);
    const [ana = '', bia = ''] = members;
    const lessons = (await desk.rpc('drip.lessons', { course, member: ana })).map((one) => one.state.lessonId);
    await desk.rpc('lessons.mark', { members: { ids: members }, lessons: lessons.slice(0, 1), mark: 'complete' });
    await desk.rpc('lessons.mark', { members: { ids: [bia] }, lessons, mark: 'complete' });
    for (const score of [55, 72]) {
      await desk.rpc('quiz.add_result', { member: ana, quiz: lessons[2] ?? '', score, takenOn: '2026-03-02' });
    }
    await desk.rpc('lesson.edit', { ids: [lessons[2] ?? ''], quiz: { pass: 80 } });
    await desk.speak(locale);

    await desk.open(`#/members/${ana}?tab=progress`);
    await expect(desk.row('Drawing')).toContainText('50');
    await look(page, 'progress-courses', locale);
    await page.getByRole('link', { name: 'Drawing' }).click();
    await page.getByRole('checkbox', { name: desk.words('lessons-choose', { title: 'Pencils' }) }).check();
    await look(page, 'progress-lessons', locale);
    await desk.button(desk.words('mark-reset')).click();
    await expect(desk.dialog.locator('.notice')).toBeVisible();
    await look(page, 'progress-reset', locale);
    await page.keyboard.press('Escape');

    await desk.go(`#/members/${ana}?tab=quizzes`);
    await expect(desk.row('Lines quiz').first()).toBeVisible();
    await look(page, 'progress-quizzes', locale);
    await desk.button(desk.words('quiz-add')).click();
    await desk.dialog.getByRole('spinbutton').first().fill('90');
    await expect(desk.dialog).toContainText(desk.words('quiz-will-pass'));
    await look(page, 'progress-quiz-add', locale);
    await page.keyboard.press('Escape');

    await desk.go(`#/courses/${course}?tab=members`);
    await expect(desk.row('Caio Reis')).toBeVisible();
    await look(page, 'course-members', locale);
    await desk.go(`#/courses/${course}?tab=progress`);
    await expect(desk.row('Caio Reis')).toBeVisible();
    await expect(desk.row('Portraits')).toBeVisible();
    await look(page, 'course-progress', locale);
    await desk.row('Lines quiz').getByRole('link').click();
    await expect(desk.row('Ana Souza')).toBeVisible();
    await look(page, 'course-quiz', locale);
  });
}
