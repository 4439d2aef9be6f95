// One member: what they may see, since when, until when, and what was done to them.
import { type Desk, expect, test } from './desk';

async function withMember(desk: Desk): Promise<string> {
  await desk.book();
  const course = await desk.rpc('course.add', { title: 'Watercolour Basics' });
  await desk.rpc('course.add', { title: 'Portrait in Oil' });
  const added = await desk.rpc('member.add', {
    fields: { name: 'Ana Souza', email: 'ana@example.com' },
    access: { courses: [course.value.id], products: [], state: 'active' },
  });
  await desk.open(`#/members/${added.value.id}`);
  await expect(desk.title).toHaveText('Ana Souza');
  return added.value.id;
}

test('an expiry is changed where it stands, and taken back', async ({ desk, page }) => {
  await withMember(desk);
  const row = desk.row('Watercolour Basics');
  await row.getByRole('button', { name: 'Watercolour Basics: expires: Never' }).click();
  await desk.type(row.getByRole('group'), '12312031');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Dec 31, 2031');
  await expect(desk.toast('Changed the access of Ana Souza')).toBeVisible();
  await desk.toast('Changed the access').getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Never');
});

test('an expiry that comes by a product is changed in its own line, where its other courses are named', async ({
  desk,
  page,
}) => {
  const id = await withMember(desk);
  const courses = (await desk.rpc('courses.list', { archived: false })).map((course) => course.id);
  const studio = await desk.rpc('product.add', { title: 'The Whole Studio', kind: 'bundle', courses });
  await desk.rpc('access.change', {
    members: { ids: [id] },
    change: { give: { courses: [], products: [studio.value.id], state: 'active', expiresOn: '2031-12-31' } },
  });
  // The window is told of what it did itself, not of what a test does behind it.
  await page.reload();
  const oil = desk.row('Portrait in Oil').first();
  await oil.getByRole('button', { name: 'Portrait in Oil: expires: Dec 31, 2031' }).click();
  const lines = page.getByRole('list', { name: 'Where Portrait in Oil comes from' });
  await expect(lines).toContainText('Also opens Watercolour Basics');
  await lines.getByRole('button', { name: 'The Whole Studio: expires: Dec 31, 2031' }).click();
  await desk.type(lines.getByRole('group'), '06302032');
  await page.keyboard.press('Enter');
  await expect(oil).toContainText('Jun 30, 2032');

  // The course that is had by itself as well can end earlier, and the page says what goes on.
  const watercolour = page.getByRole('row').filter({ has: desk.button('Where Watercolour Basics comes from') });
  await watercolour.getByRole('button', { name: 'Watercolour Basics: expires: Never' }).click();
  await expect(watercolour.getByRole('note')).toHaveText('The Whole Studio keeps it until Jun 30, 2032.');
  await desk.type(watercolour.getByRole('group'), '12312030');
  await page.keyboard.press('Enter');
  await expect(watercolour).toContainText('Jun 30, 2032');
});

test('status, cohort and reasons are changed in the rows of the page, and what ended is still there', async ({
  desk,
  page,
}) => {
  await withMember(desk);
  const [, watercolour] = await desk.rpc('courses.list', { archived: false });
  await desk.rpc('cohort.add', { course: watercolour?.id ?? '', title: 'March' });
  const row = desk.row('Watercolour Basics').first();
  await row.getByRole('button', { name: 'Watercolour Basics: status: Active' }).click();
  await page.getByRole('menuitemradio', { name: 'Disabled' }).click();
  await expect(row).toContainText('Disabled');
  await desk.toast('Changed the access of Ana Souza').getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Active');

  await row.getByRole('button', { name: 'Where Watercolour Basics comes from' }).click();
  const line = page.getByRole('list', { name: 'Where Watercolour Basics comes from' }).getByRole('listitem');
  await expect(line).toContainText('The course itself');
  await line.getByRole('combobox', { name: 'Cohort of Watercolour Basics' }).click();
  await page.getByRole('option', { name: 'March' }).click();
  await expect(row).toContainText('March');
  await line.getByRole('button', { name: 'Take away Watercolour Basics' }).click();
  await expect(page.getByText('No access yet')).toBeVisible();
  await page.getByText('1 access that ended').click();
  await expect(desk.row('Watercolour Basics')).toContainText('March');
});

test('access is added, paused and taken away in one dialog', async ({ desk, page }) => {
  await withMember(desk);
  await desk.button('Edit access').click();
  await desk.dialog.getByRole('button', { name: 'Add courses or products' }).click();
  await page.getByRole('option', { name: 'Portrait in Oil' }).click();
  await page.keyboard.press('Escape');
  await desk.dialog.getByRole('combobox', { name: 'Watercolour Basics: state' }).click();
  await page.getByRole('option', { name: 'Disabled' }).click();
  const effect = desk.dialog.getByRole('status');
  await expect(effect).toContainText('Access · Ana Souza · Watercolour Basics');
  await expect(effect).toContainText(/Active.*Disabled/);
  const [before] = await desk.rpc('journal.list', { before: null, limit: 1 });
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(desk.dialog).toBeHidden();
  await expect(desk.row('Portrait in Oil')).toContainText('Active');
  await expect(desk.row('Watercolour Basics')).toContainText('Disabled');
  const [saved, earlier] = await desk.rpc('journal.list', { before: null, limit: 2 });
  expect([saved?.op.kind, earlier?.id], 'one Save is one entry').toEqual(['access.edit', before?.id]);
  await desk.toast('Changed the access of Ana Souza').getByRole('button', { name: 'Undo' }).click();
  await expect(desk.row('Watercolour Basics')).toContainText('Active');
  await expect(desk.row('Portrait in Oil')).toBeHidden();
  await desk.toast('Undone').getByRole('button', { name: 'Redo' }).click();
  await expect(desk.row('Portrait in Oil')).toContainText('Active');

  await desk.button('Edit access').click();
  await desk.dialog.getByRole('button', { name: 'Take away Portrait in Oil' }).click();
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(desk.row('Portrait in Oil')).toBeHidden();
});

test('a cohort is chosen with the course, and changed later', async ({ desk, page }) => {
  await desk.book();
  // An import is what makes cohorts.
  const csv = 'Email,Course,Cohort\na@example.com,Drawing,March\nb@example.com,Drawing,April\n';
  const opened = await desk.rpc('import.open', { path: await desk.file('cohorts.csv', csv) });
  await desk.rpc('import.plan', { import: opened.import });
  await desk.rpc('import.apply', { import: opened.import });

  await desk.open('#/members');
  await desk.button('Add member').click();
  await desk.dialog.getByLabel('E-mail').fill('ana@example.com');
  await desk.dialog.getByRole('button', { name: 'Add courses or products' }).click();
  await page.getByRole('option', { name: 'Drawing' }).click();
  await page.keyboard.press('Escape');
  await desk.dialog.getByRole('combobox', { name: 'Cohort of Drawing' }).click();
  await page.getByRole('option', { name: 'April' }).click();
  await desk.dialog.getByRole('button', { name: 'Add member' }).click();
  await expect(desk.title).toHaveText('ana@example.com');
  await expect(desk.row('Drawing')).toContainText('April');

  await desk.button('Edit access').click();
  await desk.dialog.getByRole('combobox', { name: 'Cohort of Drawing' }).click();
  await page.getByRole('option', { name: 'March' }).click();
  await expect(desk.dialog.getByRole('status')).toContainText(/Cohort.*April.*March/);
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(desk.row('Drawing')).toContainText('March');
});

test('the profile keeps what was typed until it is saved, and says each change in the history', async ({
  desk,
  page,
}) => {
  await withMember(desk);
  await page.getByRole('tab', { name: 'Profile' }).click();
  await page.getByLabel('Company').fill('Casa Azul');
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await desk.go('#/courses');
  await expect(desk.title).toHaveText('Courses');
  await page.goBack();
  await page.getByRole('tab', { name: 'Profile' }).click();
  await expect(page.getByLabel('Company')).toHaveValue('Casa Azul');
  await desk.button('Save').click();
  await expect(desk.toast('Edited Ana Souza')).toBeVisible();

  await page.getByRole('tab', { name: 'History' }).click();
  const entry = page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: 'Edited Ana Souza' }).first();
  await expect(entry).toContainText('Casa Azul');
  await entry.getByRole('button', { name: /^Undo this/ }).click();
  await expect(desk.toast('Undone: Edited Ana Souza')).toBeVisible();
  await page.getByRole('tab', { name: 'Profile' }).click();
  await expect(page.getByLabel('Company')).toHaveValue('');
});

test('an earlier change is undone on its own and a later one stays', async ({ desk, page }) => {
  const id = await withMember(desk);
  await desk.rpc('member.edit', { id, fields: { company: 'Casa Azul' } });
  await desk.rpc('member.edit', { id, fields: { phone: '+55 11 98765-4321' } });
  await desk.open(`#/members/${id}`);
  await page.getByRole('tab', { name: 'History' }).click();
  const entry = page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: 'Casa Azul' }).first();
  await entry.getByRole('button', { name: /^Undo this/ }).click();
  await expect(desk.toast('Undone')).toBeVisible();
  const member = await desk.rpc('member.show', { id });
  expect([member.company, member.phone]).toEqual(['', '+55 11 98765-4321']);
});

test('the history is narrowed to a kind and to an import, and says which file gave what', async ({ desk, page }) => {
  await desk.book();
  const csv = 'Email,Name,Course\nana@example.com,Ana Souza,Drawing\n';
  const opened = await desk.rpc('import.open', { path: await desk.file('spring.csv', csv) });
  await desk.rpc('import.plan', { import: opened.import });
  await desk.rpc('import.apply', { import: opened.import });
  const [ana] = await desk.rpc('members.find', { text: 'ana', limit: 1 });
  await desk.rpc('member.edit', { id: ana?.id ?? '', fields: { company: 'Casa Azul' } });
  await desk.open(`#/members/${ana?.id}`);
  await desk.button('Where Drawing comes from').click();
  await expect(page.getByRole('list', { name: 'Where Drawing comes from' })).toContainText('spring.csv');

  await page.getByRole('tab', { name: 'History' }).click();
  const entries = page.getByRole('tabpanel').getByRole('button', { name: /^Undo this/ });
  await expect(entries).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Kind of activity' }).click();
  await page.getByRole('option', { name: 'Members edited' }).click();
  await expect(entries).toHaveCount(1);
  await expect(page.getByRole('tabpanel')).toContainText('1 of 2 entries');
  await desk.button('Show all').click();
  await page.getByRole('combobox', { name: 'By which import' }).click();
  await page.getByRole('option', { name: /^spring\.csv/ }).click();
  await expect(entries).toHaveCount(1);
  await expect(page.getByRole('tabpanel')).toContainText('Imported spring.csv');
});

test('a glance at a member follows the list and says what was done last', async ({ desk, page }) => {
  await desk.book();
  const { value: drawing } = await desk.rpc('course.add', { title: 'Drawing' });
  for (const name of ['Ana', 'Bruno']) {
    await desk.rpc('member.add', {
      fields: { name, email: `${name}@example.com` },
      access: { courses: [drawing.id], products: [], state: 'active', expiresOn: '2031-12-31' },
    });
  }
  await desk.open();
  await expect(desk.row('Ana')).toBeVisible();
  await desk.grid.focus();
  await page.keyboard.press('Space');
  const look = page.getByRole('complementary', { name: 'Quick look' });
  await expect(look).toContainText('Dec 31, 2031');
  await expect(look).toContainText('Added Ana');
  await page.keyboard.press('ArrowDown');
  await expect(look).toContainText('Added Bruno');
  await look.getByRole('button', { name: 'Edit access' }).click();
  await expect(desk.dialog).toContainText('Access of Bruno');
  await page.keyboard.press('Escape');
  await expect(desk.dialog).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(look).toBeHidden();
  await expect(desk.grid).toBeFocused();
  await page.keyboard.press('Space');
  await expect(look).toContainText('Added Bruno');
  await page.keyboard.press('Enter');
  await expect(desk.title).toHaveText('Bruno');
  await page.goBack();
  await expect(desk.grid).toBeFocused();
});

test('the focus stays on the page when the last rows of the list go', async ({ desk, page }) => {
  await desk.book();
  await desk.rpc('member.add', { fields: { name: 'Ana', email: 'ana@example.com' } });
  await desk.open();
  await expect(desk.row('Ana')).toBeVisible();
  await desk.grid.focus();
  await page.keyboard.press('Delete');
  await expect(page.locator('.empty').getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(desk.grid).toBeFocused();
});

test('a member is blocked, trashed and restored from their page', async ({ desk, page }) => {
  await withMember(desk);
  await desk.button('Status: Active').click();
  await page.getByRole('menuitemradio', { name: 'Disabled' }).click();
  await expect(desk.button('Status: Disabled')).toBeVisible();
  await desk.button('More').click();
  await page.getByRole('menuitem', { name: 'Move to trash' }).click();
  await expect(page.getByText('This member is in the trash.')).toBeVisible();
  await desk.button('Restore').click();
  await expect(page.getByText('This member is in the trash.')).toBeHidden();
});

test('half a day is no day, and never takes an end away', async ({ desk, page }) => {
  await desk.book();
  const course = (await desk.rpc('course.add', { title: 'Drawing' })).value.id;
  const fields = { name: 'Ana', email: 'ana@example.com', joinedOn: '2026-01-10' };
  const access = { courses: [course], products: [], state: 'active' as const, expiresOn: '2027-06-30' };
  const { value } = await desk.rpc('member.add', { fields, access });
  await desk.open(`#/members/${value.id}`);
  const end = page.getByRole('button', { name: 'Drawing: expires: Jun 30, 2027' });
  await end.press('Enter');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('The day is not complete. To have none, empty it.');
  await page.keyboard.type('07312027');
  await page.keyboard.press('Enter');
  const later = page.getByRole('button', { name: 'Drawing: expires: Jul 31, 2027' });
  await expect(later).toBeFocused();

  // Who leaves it half typed has changed nothing; who empties it has.
  await later.press('Enter');
  await page.keyboard.press('Backspace');
  await desk.button('Edit access').focus();
  await expect(later).toBeVisible();
  await later.press('Enter');
  for (const digits of [1, 2, 4]) {
    for (let digit = 0; digit < digits; digit++) await page.keyboard.press('Backspace');
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Drawing: expires: Never' })).toBeFocused();

  await page.getByRole('tab', { name: 'Profile' }).click();
  const joined = page.getByRole('group', { name: 'Joined' });
  await joined.getByRole('spinbutton').first().press('Backspace');
  await page.getByLabel('Company').focus();
  await expect(joined.getByRole('spinbutton').first(), 'it says its day again').toHaveText('01');
  await expect(page.getByText('Not saved yet')).toBeHidden();
});

test('who is mended out of the list leaves the next one one key away', async ({ desk, page }) => {
  await desk.book();
  for (const name of ['Ana', 'Bruno', 'Carla']) {
    await desk.rpc('member.add', { fields: { name, email: `${name}@example.com`, status: 'pending' } });
  }
  await desk.open('#/members?filter=status%3Apending');
  await expect(desk.row('Bruno')).toBeVisible();
  await desk.row('Bruno').getByText('Bruno', { exact: true }).dblclick();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 of 3')).toBeVisible();
  await desk.button('Status: Pending').click();
  await page.getByRole('menuitemradio', { name: 'Active' }).click();
  await expect(page.getByText('No longer among the 2 of the list')).toBeVisible();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(desk.title).toHaveText('Carla');
  await expect(page.getByText('2 of 2')).toBeVisible();
  await desk.button('Status: Pending').click();
  await page.getByRole('menuitemradio', { name: 'Active' }).click();
  await expect(page.getByText('No longer among the 1 of the list')).toBeVisible();
  await expect(desk.button('Next member')).toBeDisabled();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(desk.title).toHaveText('Ana');
});

test('the neighbours in the list are one key away', async ({ desk, page }) => {
  await desk.book();
  for (const name of ['Ana', 'Bruno', 'Carla']) {
    await desk.rpc('member.add', { fields: { name, email: `${name}@example.com` } });
  }
  await desk.open();
  await expect(desk.row('Ana')).toBeVisible();
  await desk.grid.focus();
  await page.keyboard.press('Enter');
  await expect(desk.title).toHaveText('Ana');
  await expect(page.getByText('1 of 3')).toBeVisible();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(desk.title).toHaveText('Bruno');
  await page.getByRole('tab', { name: 'History' }).click();
  await desk.button('Next member').click();
  await expect(desk.title).toHaveText('Carla');
  await expect(page.getByRole('tab', { name: 'History' }), 'the same side of the next').toHaveAttribute(
    'aria-selected',
    'true',
  );
  await desk.button('Previous member').focus();
  await page.keyboard.press('Enter');
  await expect(desk.title).toHaveText('Bruno');
  await expect(desk.button('Previous member')).toBeFocused();
  await page.getByRole('link', { name: 'Members' }).first().click();
  await expect(desk.title).toHaveText('Members');
});

test('what is typed while the profile is being saved stays', async ({ desk, page }) => {
  await desk.book();
  for (const label of ['Size', 'Colour']) await desk.rpc('field.add', { label, kind: 'text' });
  const { value } = await desk.rpc('member.add', { fields: { name: 'Ana', email: 'ana@example.com' } });
  await desk.open(`#/members/${value.id}`);
  await page.getByRole('tab', { name: 'Profile' }).click();
  const field = (label: string) => page.getByLabel(label, { exact: true });
  await field('Company').fill('Casa Azul');
  await field('Size').fill('M');
  const answer = await desk.hold('member.edit');
  await field('Size').press('Enter');
  await field('Phone').fill('555');
  await field('Colour').fill('Blue');
  await field('Size').fill('L');
  answer();
  await expect(desk.toast('Edited Ana')).toBeVisible();
  await expect(desk.button('Save')).toBeEnabled();
  await page.reload();
  await page.getByRole('tab', { name: 'Profile' }).click();
  await expect(field('Company')).toHaveValue('Casa Azul');
  await expect(field('Phone')).toHaveValue('555');
  await expect(field('Colour')).toHaveValue('Blue');
  await expect(field('Size')).toHaveValue('L');
  await desk.button('Save').click();
  await expect(page.getByText('Not saved yet')).toBeHidden();
  const kept = await desk.rpc('member.show', { id: value.id });
  expect([kept.company, kept.phone, ...kept.custom.map((one) => one.value).sort()]).toEqual([
    'Casa Azul',
    '555',
    'Blue',
    'L',
  ]);
});
