// Courses and products, as much as access needs of them.
import { expect, test } from './desk';

test('a course is added, renamed in place, archived and found again', async ({ desk, page }) => {
  await desk.book();
  await desk.open('#/courses');
  await desk.button('Add course').first().click();
  await desk.dialog.getByLabel('Title').fill('Watercolour');
  await page.keyboard.press('Enter');
  await expect(desk.row('Watercolour')).toBeVisible();
  await expect(desk.count).toHaveText('1 course');

  await desk.button('Title: Watercolour').click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Watercolour Basics');
  await page.keyboard.press('Enter');
  await expect(desk.toast(/Watercolour Basics/)).toBeVisible();

  await desk.button('Archive Watercolour Basics').click();
  await expect(page.getByText('No courses yet')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Show archived' }).check();
  await desk.button('Bring back Watercolour Basics').click();
  await page.getByRole('checkbox', { name: 'Show archived' }).uncheck();
  await expect(desk.row('Watercolour Basics')).toBeVisible();
});

test('archiving a course that somebody has says first that nobody loses it', async ({ desk, page }) => {
  await desk.book();
  const course = await desk.rpc('course.add', { title: 'Drawing' });
  const ana = await desk.rpc('member.add', {
    fields: { email: 'ana@example.com' },
    access: { courses: [course.value.id], products: [], state: 'active' },
  });
  await desk.open('#/courses');
  await desk.button('Archive Drawing').click();
  await expect(desk.dialog).toContainText('1 member has it and keeps it. Nobody loses access.');
  await page.keyboard.press('Escape');
  await expect(desk.row('Drawing')).toBeVisible();
  await desk.button('Archive Drawing').click();
  await desk.dialog.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(page.getByText('No courses yet')).toBeVisible();
  const { access } = await desk.rpc('member.show', { id: ana.value.id });
  expect(access.map(({ course: title, status }) => [title, status])).toEqual([['Drawing', 'active']]);
});

test('cohorts of a course are added, renamed and dated where they stand', async ({ desk, page }) => {
  await desk.book();
  await desk.rpc('course.add', { title: 'Drawing' });
  await desk.open('#/courses');
  await desk.button('Cohorts of Drawing').click();
  await expect(desk.dialog).toContainText('No cohorts yet');
  for (const title of ['March', 'April']) {
    await desk.dialog.getByLabel('New cohort').fill(title);
    await page.keyboard.press('Enter');
    await expect(desk.dialog.getByRole('row').filter({ hasText: title })).toBeVisible();
  }
  await desk.dialog.getByLabel('New cohort').fill('MARCH');
  await page.keyboard.press('Enter');
  await expect(desk.dialog.getByLabel('New cohort')).toHaveAccessibleDescription(
    'There is already one with this name.',
  );

  await desk.dialog.getByRole('button', { name: 'Title: April' }).click();
  await desk.dialog.getByRole('textbox', { name: 'Title' }).fill('May');
  await page.keyboard.press('Enter');
  await expect(desk.toast('Edited a cohort: May')).toBeVisible();
  const may = desk.dialog.getByRole('row').filter({ hasText: 'May' });
  await may.getByRole('button', { name: 'May: starts: No start' }).click();
  await desk.type(may.getByRole('group'), '05032027');
  await page.keyboard.press('Enter');
  await expect(may).toContainText('May 3, 2027');
  await expect(desk.toast('Nothing needed changing'), 'each was written once').toBeHidden();
  const [course] = await desk.rpc('courses.list', { archived: false });
  expect(course?.cohorts.map(({ title, startsOn }) => [title, startsOn])).toEqual([
    ['March', null],
    ['May', '2027-05-03'],
  ]);
});

test('two courses cannot have one name, and what was typed stays', async ({ desk, page }) => {
  await desk.book();
  await desk.rpc('course.add', { title: 'Drawing' });
  await desk.open('#/courses');
  await desk.button('Add course').first().click();
  await desk.dialog.getByLabel('Title').fill('drawing');
  await page.keyboard.press('Enter');
  await expect(desk.dialog.getByLabel('Title')).toHaveAccessibleDescription('There is already one with this name.');
  await expect(desk.dialog.getByLabel('Title')).toHaveValue('drawing');
});

test('a bundle gives its courses to whoever holds it, also those added later', async ({ desk, page }) => {
  await desk.book();
  const watercolour = await desk.rpc('course.add', { title: 'Watercolour Basics' });
  await desk.rpc('course.add', { title: 'Portrait in Oil' });
  await desk.open('#/products');
  await desk.button('Add product').first().click();
  await desk.dialog.getByLabel('Title').fill('Complete Painter');
  await desk.dialog.getByLabel('Kind').click();
  await page.getByRole('option', { name: 'Bundle' }).click();
  await desk.dialog.getByRole('button', { name: 'Add courses' }).click();
  await page.getByRole('option', { name: 'Watercolour Basics' }).click();
  await page.keyboard.press('Escape');
  await desk.dialog.getByRole('button', { name: 'Add product' }).click();
  await expect(desk.row('Complete Painter')).toContainText('Bundle');
  await expect(desk.row('Complete Painter')).toContainText('Watercolour Basics');

  const [product] = await desk.rpc('products.list', { archived: false });
  if (!product) throw new Error('The product was not kept');
  const added = await desk.rpc('member.add', {
    fields: { name: 'Ana Souza', email: 'ana@example.com' },
    access: { courses: [], products: [product.id], state: 'active' },
  });
  await desk.button('Edit Complete Painter').click();
  await desk.dialog.getByRole('button', { name: 'Add courses' }).click();
  await page.getByRole('option', { name: 'Portrait in Oil' }).click();
  await page.keyboard.press('Escape');
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(desk.dialog).toBeHidden();
  const member = await desk.rpc('member.show', { id: added.value.id });
  expect(member.access.map(({ course }) => course).sort()).toEqual(['Portrait in Oil', 'Watercolour Basics']);
  expect(watercolour.value.id).toBeTruthy();
});

test('the members of a course are one press away', async ({ desk }) => {
  await desk.book({ sample: true });
  await desk.open('#/courses');
  const [course] = await desk.rpc('courses.list', { archived: false });
  if (!course) throw new Error('The sample has no course');
  await desk.button(`Show the members of ${course.title}`).click();
  await expect(desk.title).toHaveText('Members');
  await expect(desk.count).toHaveText(/^\d+ of \d+$/);
  await expect(desk.grid.getByRole('row').nth(1)).toContainText('@');
});
