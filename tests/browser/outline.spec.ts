// The outline of a course: written, put in order with the pointer and the keyboard, published, removed, imported.
import { type Desk, expect, test } from './desk';

/** Opens the outline of a course that a list was imported into. */
async function outline(desk: Desk, text: string): Promise<string> {
  await desk.book();
  const { value } = await desk.rpc('course.add', { title: 'Drawing' });
  if (text) await desk.rpc('outline.write_text', { course: value.id, text, fit: 'add' });
  await desk.open(`#/courses/${value.id}`);
  await expect(desk.page.getByRole('tab', { name: 'Outline' })).toHaveAttribute('aria-selected', 'true');
  return value.id;
}

/** `Start: Welcome, Paper; End: Bye`, as the book has it. */
async function kept(desk: Desk, course: string): Promise<string> {
  const { chapters } = await desk.rpc('outline.show', { course });
  return chapters.map(({ title, lessons }) => `${title}: ${lessons.map((one) => one.title).join(', ')}`).join('; ');
}

const line = (desk: Desk, title: string) => desk.page.locator('[data-row]').filter({ hasText: title });
const list = '# Start\n- Welcome\n- Paper\n- Brushes\n# End\n- Bye\n';

test('an outline is written line after line', async ({ desk, page }) => {
  const course = await outline(desk, '');
  await expect(page.getByText('Nothing in this course yet')).toBeVisible();
  await desk.button('Add a chapter to Drawing').click();
  for (const title of ['Start', 'End']) {
    await page.getByRole('textbox', { name: 'Title of the chapter' }).fill(title);
    await page.keyboard.press('Enter');
    await expect(line(desk, title)).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(desk.button('Add a chapter to Drawing')).toBeFocused();
  await desk.button('Add a lesson to Start').click();
  for (const title of ['Welcome', 'Paper']) {
    await page.getByRole('textbox', { name: 'Title of the lesson' }).fill(title);
    await page.keyboard.press('Enter');
    await expect(line(desk, title)).toBeVisible();
  }
  await page.getByRole('textbox', { name: 'Title of the lesson' }).fill('welcome');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('There is already a welcome in Start.');
  await page.keyboard.press('Escape');
  await desk.button('Add a quiz to Start').click();
  await page.getByRole('textbox', { name: 'Title of the quiz' }).fill('Colours');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await line(desk, 'Colours').getByRole('button', { name: 'No pass mark' }).click();
  await page.getByRole('textbox', { name: 'Pass mark of Colours, in percent' }).fill('170');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('from 0 to 100, not 170');
  await page.getByRole('textbox', { name: 'Pass mark of Colours, in percent' }).fill('70');
  await page.keyboard.press('Enter');
  await expect(line(desk, 'Colours')).toContainText('Pass mark 70%');
  await expect(page.getByText('2 chapters · 2 lessons · 1 quiz')).toBeVisible();
  expect(await kept(desk, course)).toBe('Start: Welcome, Paper, Colours; End: ');
});

test('everything is done by keyboard, and the focus stays with what moves', async ({ desk, page }) => {
  const course = await outline(desk, list);
  await line(desk, 'Start').focus();
  for (const title of ['Welcome', 'Paper', 'Brushes']) {
    await page.keyboard.press('ArrowDown');
    await expect(line(desk, title)).toBeFocused();
  }
  await page.keyboard.press('Alt+ArrowUp');
  await expect(desk.toast('Moved Brushes to place 2 of Start')).toBeVisible();
  await expect(line(desk, 'Brushes')).toBeFocused();
  for (let n = 0; n < 3; n++) await page.keyboard.press('Alt+ArrowDown');
  await expect(desk.toast('Moved Brushes to place 2 of End')).toBeVisible();
  await expect(line(desk, 'Brushes')).toBeFocused();
  expect(await kept(desk, course)).toBe('Start: Welcome, Paper; End: Bye, Brushes');

  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Title' }).fill('Round brushes');
  await page.keyboard.press('Enter');
  await expect(line(desk, 'Round brushes')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(line(desk, 'End')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(desk.toast('Moved the chapter End to place 1')).toBeVisible();
  await expect(line(desk, 'End')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(line(desk, 'End')).toHaveAttribute('aria-expanded', 'false');
  await expect(line(desk, 'Bye')).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(desk.toast('Removed the lesson Bye')).toBeVisible();
  await expect(line(desk, 'Round brushes')).toBeFocused();
  expect(await kept(desk, course)).toBe('End: Round brushes; Start: Welcome, Paper');
  await page.keyboard.press('Control+z');
  await expect(line(desk, 'Bye')).toBeVisible();
});

/** Drags one line to the lower or upper half of another. */
async function drag(desk: Desk, from: string, to: string, half: 'upper' | 'lower'): Promise<void> {
  const box = await line(desk, to).boundingBox();
  const start = await line(desk, from).boundingBox();
  if (!box || !start) throw new Error('A line is not on the screen');
  await desk.page.mouse.move(start.x + 12, start.y + start.height / 2);
  await desk.page.mouse.down();
  await desk.page.mouse.move(start.x + 12, start.y + start.height / 2 + 8);
  await desk.page.mouse.move(box.x + 40, box.y + box.height * (half === 'upper' ? 0.25 : 0.75), { steps: 4 });
}

test('lines are dragged within and across chapters', async ({ desk, page }) => {
  const course = await outline(desk, list);
  await drag(desk, 'Welcome', 'Paper', 'lower');
  await expect(line(desk, 'Paper'), 'the line shows where it would land').toHaveAttribute('data-drop', 'y-after');
  await page.mouse.up();
  await expect(desk.toast('Moved Welcome to place 2 of Start')).toBeVisible();
  await drag(desk, 'Brushes', 'End', 'lower');
  await page.mouse.up();
  await expect(desk.toast('Moved Brushes to place 1 of End')).toBeVisible();
  expect(await kept(desk, course)).toBe('Start: Paper, Welcome; End: Brushes, Bye');

  await drag(desk, 'Paper', 'Bye', 'lower');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(line(desk, 'Bye')).not.toHaveAttribute('data-drop');

  await drag(desk, 'End', 'Start', 'upper');
  await page.mouse.up();
  await expect(desk.toast('Moved the chapter End to place 1')).toBeVisible();
  expect(await kept(desk, course)).toBe('End: Brushes, Bye; Start: Paper, Welcome');
  await expect(desk.toast('Nothing needed changing')).toBeHidden();
});

test('several lessons are published, moved and removed together', async ({ desk, page }) => {
  const course = await outline(desk, list);
  for (const title of ['Welcome', 'Brushes']) {
    await line(desk, title).hover();
    await line(desk, title).getByRole('checkbox').check();
  }
  await expect(page.getByText('2 lessons selected')).toBeVisible();
  await desk.button('Unpublish').click();
  await expect(desk.toast('Unpublished 2 lessons')).toBeVisible();
  await expect(line(desk, 'Brushes')).toContainText('Unpublished');
  await desk.button('Move to chapter…').click();
  await desk.dialog.getByRole('option', { name: 'End' }).click();
  await expect(desk.toast('Moved 2 lessons to End')).toBeVisible();
  expect(await kept(desk, course)).toBe('Start: Paper; End: Bye, Welcome, Brushes');

  await desk.button('Remove').click();
  await expect(desk.toast('Removed 2 lessons')).toBeVisible();
  expect(await kept(desk, course)).toBe('Start: Paper; End: Bye');
});

test('a change that opens or locks lessons for somebody is asked before', async ({ desk, page }) => {
  const course = await outline(desk, list);
  const { schedules, chapters } = await desk.rpc('outline.show', { course });
  const [welcome, paper] = chapters[0]?.lessons ?? [];
  if (!schedules[0] || !welcome || !paper) throw new Error('The outline was not taken');
  await desk.rpc('schedule.save', {
    course,
    product: null,
    schedule: { ...schedules[0], inOrder: true },
    keepOpened: true,
  });
  const { value: ana } = await desk.rpc('member.add', {
    fields: { name: 'Ana', email: 'ana@example.com' },
    access: { courses: [course], products: [], state: 'active' },
  });
  await desk.rpc('lessons.mark', { members: { ids: [ana.id] }, lessons: [welcome.id], mark: 'complete' });

  // Paper is what Ana can open next; behind Brushes she can't.
  await line(desk, 'Paper').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(desk.dialog).toContainText('This changes which lessons open');
  await expect(desk.dialog).toContainText('1 of them can’t open something any longer.');
  await expect(desk.dialog.getByRole('row').filter({ hasText: 'Paper' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(desk.dialog).toBeHidden();
  await expect
    .poll(() =>
      page
        .locator('[data-row]')
        .allInnerTexts()
        .then((all) => all.join(' ')),
    )
    .toMatch(/Welcome.*Paper.*Brushes/s);
  expect(await kept(desk, course), 'it was called off').toBe('Start: Welcome, Paper, Brushes; End: Bye');

  await line(desk, 'Paper').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await desk.dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(desk.toast('Moved Paper to place 3 of Start')).toBeVisible();
  expect(await kept(desk, course)).toBe('Start: Welcome, Brushes, Paper; End: Bye');

  // What nobody notices is done at once.
  await line(desk, 'Bye').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(desk.toast('Moved Bye to place')).toBeVisible();
  await expect(desk.dialog).toBeHidden();
});

test('the menu of a line moves, renames and changes what it is', async ({ desk, page }) => {
  const course = await outline(desk, list);
  const choose = async (title: string, item: string) => {
    await line(desk, title).hover();
    await line(desk, title)
      .getByRole('button', { name: `More for ${title}` })
      .click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose('Paper', 'Rename');
  await page.getByRole('textbox', { name: 'Title' }).fill('Thick paper');
  await page.keyboard.press('Enter');
  await expect(line(desk, 'Thick paper')).toBeVisible();
  await choose('Thick paper', 'Make it a quiz');
  await expect(line(desk, 'Thick paper')).toContainText('No pass mark');
  await choose('Thick paper', 'Move down');
  await expect(desk.toast('Moved Thick paper to place 3 of Start')).toBeVisible();
  await choose('Start', 'Remove');
  await expect(desk.toast('Removed the chapter Start')).toBeVisible();
  await desk.toast('Removed the chapter Start').getByRole('button', { name: 'Undo' }).click();
  await expect(line(desk, 'Welcome')).toBeVisible();
  expect(await kept(desk, course)).toBe('Start: Welcome, Brushes, Thick paper; End: Bye');
});

test('a pasted list shows what it would become before anything is written', async ({ desk }) => {
  const course = await outline(desk, list);
  await desk.button('Import…').click();
  await desk.dialog.getByRole('textbox').fill('End\n - Bye\n - Quiz: Colours (70%)\n - bye\nMore\n - Ink');
  await expect(desk.dialog.getByRole('status')).toContainText('2 new lessons, 1 new chapter');
  await expect(desk.dialog).toContainText('Line 4: its chapter has bye already; this one is left out.');
  await desk.dialog.getByRole('radio', { name: /^Make it exactly this/ }).check();
  await expect(desk.dialog.getByRole('status')).toContainText('3 removed');
  await desk.dialog.getByRole('button', { name: /^Make \d+ changes/ }).click();
  await expect(desk.dialog).toBeHidden();
  expect(await kept(desk, course)).toBe('End: Bye, Colours; More: Ink');
  await desk.toast('Changed the outline of Drawing').getByRole('button', { name: 'Undo' }).click();
  await expect(line(desk, 'Brushes')).toBeVisible();

  await desk.button('Import…').click();
  await desk.answer({
    nextFile: await desk.file('aulas.csv', Buffer.from('M\xf3dulo;Aula;Tipo\nExtra;Sess\xe3o;Prova\n', 'latin1')),
  });
  await desk.dialog.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(desk.dialog.getByRole('region')).toContainText('Sessão');
  await desk.dialog.getByRole('button', { name: 'Make 2 changes' }).click();
  await expect(line(desk, 'Sessão')).toContainText('No pass mark');
});

test('nothing is written but what is shown', async ({ desk, page }) => {
  await outline(desk, '');
  await desk.button('Import…').click();
  await desk.dialog.getByRole('textbox').fill('Start\n - Bye');
  await expect(desk.dialog.getByRole('button', { name: 'Make 2 changes' })).toBeEnabled();
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route('**/rpc', async (route) => {
    if (route.request().postData()?.includes('outline.read_text')) await held;
    await route.continue();
  });
  await desk.dialog.getByRole('textbox').fill('Start\n - Bye\n - Ink');
  await expect(desk.dialog.getByRole('button', { name: 'Make 2 changes' })).toBeDisabled();
  go();
  await expect(desk.dialog.getByRole('button', { name: 'Make 3 changes' })).toBeEnabled();
});

test('keys beside the lines remove none, and the focus stays when the selection is cleared', async ({ desk, page }) => {
  const course = await outline(desk, list);
  await line(desk, 'Paper').focus();
  await page.keyboard.press('Space');
  await desk.button('Clear selection').click();
  await expect(line(desk, 'Paper')).toBeFocused();
  await desk.button('Add a lesson to Start').focus();
  await page.keyboard.press('Delete');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(line(desk, 'Paper')).toBeVisible();
  expect(await kept(desk, course)).toBe('Start: Welcome, Paper, Brushes; End: Bye');
});

test('a clipboard that refuses says so', async ({ desk, page }) => {
  await outline(desk, list);
  await page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('No', 'NotAllowedError'));
  });
  await desk.button('Copy as a list').click();
  await expect(desk.toast('nothing was copied')).toBeVisible();
});

test('an outline is copied as a list that makes the same outline again', async ({ desk, page, context }) => {
  const course = await outline(desk, '# Start\n- Welcome\n- Colours (quiz 70%)\n# End\n- Bye (unpublished)');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await desk.button('Copy as a list').click();
  await expect(desk.toast('The outline is in the clipboard')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const again = await desk.rpc('outline.write_text', { course, text, fit: 'exactly' });
  expect(again.entry, text).toBeNull();
});

test('sixty chapters of ten lessons are walked, moved and folded like few', async ({ desk, page }) => {
  const chapters = Array.from({ length: 60 }, (_, chapter) => {
    const lessons = Array.from({ length: 10 }, (_, lesson) => `- Lesson ${chapter}.${lesson}`);
    return [`# Chapter ${chapter}`, ...lessons].join('\n');
  });
  await outline(desk, chapters.join('\n'));
  await expect(page.getByText('60 chapters · 600 lessons · 0 quizzes')).toBeVisible();
  await page.locator('[data-row]').first().focus();
  await page.keyboard.press('End');
  const last = page.locator('[data-row]').filter({ hasText: /^\s*Lesson 59\.9\s*$/ });
  await expect(last).toBeFocused();
  for (let n = 0; n < 10; n++) await page.keyboard.press('Alt+ArrowUp');
  await expect(desk.toast('Moved Lesson 59.9 to place 11 of Chapter 58')).toBeVisible();
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  await desk.button('Fold all chapters').click();
  await expect(page.locator('[data-row]')).toHaveCount(60);
});

test('titles are typed as fast as one likes, and a refusal gives its title back', async ({ desk, page }) => {
  const course = await outline(desk, '# Start\n# End\n');
  const title = page.getByRole('textbox', { name: 'Title of the lesson' });
  const answer = await desk.hold('lesson.add');
  await desk.button('Add a lesson to Start').click();
  await page.keyboard.type('Welcome');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Paper');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Brushes');
  answer();
  await expect(line(desk, 'Paper')).toBeVisible();
  await expect(title).toHaveValue('Brushes');
  await page.keyboard.press('Enter');
  await expect(line(desk, 'Brushes')).toBeVisible();
  expect(await kept(desk, course)).toBe('Start: Welcome, Paper, Brushes; End: ');

  await page.keyboard.type('paper');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('There is already a paper in Start.');
  await expect(title).toHaveValue('paper');
});

test('the late answer of one line leaves the field of another open', async ({ desk, page }) => {
  const course = await outline(desk, list);
  const renamed = await desk.hold('lesson.edit');
  const title = page.getByRole('textbox', { name: 'Title', exact: true });
  await desk.button('Rename Paper').click();
  await title.fill('Paper sizes');
  await desk.button('Rename Brushes').click();
  await expect(title).toHaveValue('Brushes');
  await page.keyboard.type('Round');
  renamed();
  await expect(line(desk, 'Paper sizes')).toBeVisible();
  await page.keyboard.type(' brushes');
  await expect(title).toHaveValue('Round brushes');
  await page.keyboard.press('Enter');
  await expect(line(desk, 'Round brushes')).toBeVisible();

  const added = await desk.hold('lesson.add');
  const fresh = page.getByRole('textbox', { name: 'Title of the lesson' });
  await desk.button('Add a lesson to Start').click();
  await fresh.fill('Colours');
  await desk.button('Add a lesson to End').click();
  await expect(fresh).toHaveValue('');
  await page.keyboard.type('Good');
  added();
  await expect(line(desk, 'Colours')).toBeVisible();
  await page.keyboard.type('night');
  await expect(fresh).toHaveValue('Goodnight');
  await page.keyboard.press('Enter');
  await expect(line(desk, 'Goodnight')).toBeVisible();
  expect(await kept(desk, course)).toBe('Start: Welcome, Paper sizes, Round brushes, Colours; End: Bye, Goodnight');
});

test('a refusal that comes when its field has gone is said all the same', async ({ desk, page }) => {
  await outline(desk, list);
  await desk.refuse('lesson.edit', 'title_taken');
  await desk.refuse('lesson.add', 'title_taken');
  const answers = [await desk.hold('lesson.edit'), await desk.hold('lesson.add')];
  await desk.button('Rename Paper').click();
  await page.keyboard.type('Welcome');
  await desk.button('Rename Brushes').click();
  answers[0]?.();
  await expect(page.locator('.toast')).toHaveCount(1);
  await expect(page.getByRole('textbox')).toHaveValue('Brushes');

  await desk.button('Add a lesson to Start').click();
  await page.keyboard.type('Welcome');
  await desk.button('Add a lesson to End').click();
  answers[1]?.();
  await expect(page.locator('.toast')).toHaveCount(2);
  await expect(page.getByRole('textbox', { name: 'Title of the lesson' })).toBeFocused();
});

test('who leaves a title with another place in mind gets there', async ({ desk, page }) => {
  await outline(desk, list);
  const title = page.getByRole('textbox', { name: 'Title', exact: true });
  await desk.button('Rename Paper').click();
  await expect(title).toBeFocused();
  await line(desk, 'Bye').getByRole('checkbox').click();
  await expect(title).toBeHidden();
  await expect(line(desk, 'Bye').getByRole('checkbox')).toBeFocused();
  await desk.button('Rename Paper').click();
  await page.keyboard.press('Escape');
  await expect(line(desk, 'Paper')).toBeFocused();
});
