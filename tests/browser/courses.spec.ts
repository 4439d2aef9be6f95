// Courses and products, as much as access needs of them.
import { expect, test } from './desk';

test('a course is added, renamed on its page, archived and found again', async ({ desk, page }) => {
  await desk.book();
  await desk.open('#/courses');
  await desk.button('Add course').first().click();
  await desk.dialog.getByLabel('Title').fill('Watercolour');
  await page.keyboard.press('Enter');
  await expect(desk.row('Watercolour')).toBeVisible();
  await expect(desk.count).toHaveText('1 course');

  await page.getByRole('link', { name: 'Watercolour' }).click();
  await desk.button('Title: Watercolour').click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Watercolour Basics');
  await page.keyboard.press('Enter');
  await expect(desk.toast(/Watercolour Basics/)).toBeVisible();
  await expect(desk.title).toHaveText('Watercolour Basics');
  await page.getByRole('main').getByRole('link', { name: 'Courses' }).click();

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

test('cohorts of a course are added, renamed, dated, closed and removed where they stand', async ({ desk, page }) => {
  await desk.book();
  const { value: drawing } = await desk.rpc('course.add', { title: 'Drawing' });
  await desk.open(`#/courses/${drawing.id}?tab=cohorts`);
  await expect(desk.title).toHaveText('Drawing');
  await expect(page.getByText('No cohorts yet')).toBeVisible();
  for (const title of ['March', 'April']) {
    await desk.button('Add cohort').click();
    await desk.dialog.getByLabel('Title').fill(title);
    await page.keyboard.press('Enter');
    await expect(desk.dialog).toBeHidden();
    await expect(desk.row(title)).toBeVisible();
  }
  await desk.button('Add cohort').click();
  await desk.dialog.getByLabel('Title').fill('MARCH');
  await page.keyboard.press('Enter');
  await expect(desk.dialog.getByLabel('Title')).toHaveAccessibleDescription('There is already one with this name.');
  await page.keyboard.press('Escape');

  await desk.button('Title: April').click();
  await page.getByRole('textbox', { name: 'Title' }).fill('May');
  await page.keyboard.press('Enter');
  await expect(desk.toast('Edited a cohort: May')).toBeVisible();
  const may = desk.row('May');
  await may.getByRole('button', { name: 'May: starts: No start' }).click();
  await desk.type(may.getByRole('group'), '05032027');
  await page.keyboard.press('Enter');
  await expect(may).toContainText('May 3, 2027');
  await may.getByRole('button', { name: 'May: closes: Stays open' }).click();
  await desk.type(may.getByRole('group'), '01152020');
  await page.keyboard.press('Enter');
  await expect(may).toContainText('Closed');
  await expect(desk.toast('Nothing needed changing'), 'each was written once').toBeHidden();
  const [course] = await desk.rpc('courses.list', { archived: false });
  expect(course?.cohorts.map(({ title, startsOn, closesOn, closed }) => [title, startsOn, closesOn, closed])).toEqual([
    ['March', null, null, false],
    ['May', '2027-05-03', '2020-01-15', true],
  ]);
  await desk.button('Remove March').click();
  await expect(desk.row('March')).toBeHidden();
  await desk.toast('Removed the cohort March').getByRole('button', { name: 'Undo' }).click();
  await expect(desk.row('March')).toBeVisible();
});

test('members move from one cohort to another, with a preview and an undo', async ({ desk, page }) => {
  await desk.book();
  const { value: drawing } = await desk.rpc('course.add', { title: 'Drawing' });
  const march = await desk.rpc('cohort.add', { course: drawing.id, title: 'March', startsOn: '2026-03-01' });
  await desk.rpc('cohort.add', { course: drawing.id, title: 'May', startsOn: '2026-05-01' });
  for (const name of ['Ana', 'Bruno', 'Carla']) {
    await desk.rpc('member.add', {
      fields: { name, email: `${name}@example.com` },
      access: {
        courses: [drawing.id],
        products: [],
        state: 'active',
        ...(name !== 'Carla' && { cohorts: [march.value.id] }),
      },
    });
  }
  await desk.open(`#/courses/${drawing.id}?tab=cohorts`);
  await expect(desk.row('March').getByRole('link')).toHaveText('2');
  await expect(page.getByRole('link', { name: '3 all together' })).toBeVisible();
  await expect(page.getByRole('link', { name: '0 Expired' })).toBeVisible();
  await desk.button('Remove March').click();
  await expect(desk.toast('2 members are in March')).toBeVisible();

  await desk.button('Move the members of March').click();
  await expect(desk.dialog.getByRole('combobox', { name: 'New cohort' })).toContainText('May');
  await expect(desk.dialog.getByRole('status')).toContainText('The access of 2 members changes.');
  await desk.dialog.locator('summary').click();
  await expect(desk.dialog).toContainText(/March.*May/);
  await desk.dialog.getByRole('button', { name: 'Change 2 members' }).click();
  await expect(desk.row('May').getByRole('link')).toHaveText('2');
  await expect(desk.row('March').getByRole('link')).toHaveText('0');
  await desk.toast('Moved 2 members to May of Drawing').getByRole('button', { name: 'Undo' }).click();
  await expect(desk.row('March').getByRole('link')).toHaveText('2');

  await desk.row('March').getByRole('link').click();
  await expect(desk.count).toHaveText('2 of 3');
});

test('joining a cohort that is closed is allowed, and said', async ({ desk, page }) => {
  await desk.book();
  const { value: drawing } = await desk.rpc('course.add', { title: 'Drawing' });
  await desk.rpc('cohort.add', { course: drawing.id, title: 'March', closesOn: '2020-02-20' });
  await desk.rpc('member.add', { fields: { name: 'Ana', email: 'ana@example.com' } });
  await desk.open();
  await expect(desk.row('Ana')).toBeVisible();
  await desk.grantToAll('Drawing');
  await desk.dialog.getByRole('combobox', { name: 'Cohort of Drawing' }).click();
  await page.getByRole('option', { name: 'March (closed)' }).click();
  await expect(desk.dialog).toContainText('This cohort has been closed since Feb 20, 2020.');
  await desk.dialog.getByRole('button', { name: 'Grant to 1 member' }).click();
  await expect(desk.toast('Gave Ana access to Drawing')).toBeVisible();
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
  await page.getByRole('link', { name: 'Complete Painter' }).click();
  await expect(desk.title).toHaveText('Complete Painter');
  await desk.button('Edit Complete Painter').click();
  await desk.dialog.getByRole('button', { name: 'Add courses' }).click();
  await page.getByRole('option', { name: 'Portrait in Oil' }).click();
  await page.keyboard.press('Escape');
  await expect(desk.dialog.getByRole('status')).toContainText('1 member gets Portrait in Oil.');
  await desk.dialog.getByRole('button', { name: 'Remove Watercolour Basics' }).click();
  await expect(desk.dialog.getByRole('status')).toContainText('1 member loses Watercolour Basics.');
  await desk.dialog.getByRole('button', { name: 'Add courses' }).click();
  await page.getByRole('option', { name: 'Watercolour Basics' }).click();
  await page.keyboard.press('Escape');
  await expect(desk.dialog.getByRole('status')).not.toContainText('loses');
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(desk.dialog).toBeHidden();
  await expect(page.getByRole('main').getByRole('link', { name: 'Portrait in Oil' })).toBeVisible();
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
