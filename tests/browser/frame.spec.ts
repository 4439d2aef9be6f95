// The window itself: what it says while the book takes its time, and where the keys go when what had them is gone.
import { expect, test } from './desk';

test('until the book answers, nothing claims to be the answer', async ({ desk, page }) => {
  await desk.book();
  for (const name of ['Ana Souza', 'Bruno Lima']) {
    await desk.rpc('member.add', { fields: { name, email: `${name.slice(0, 3).toLowerCase()}@example.com` } });
  }
  await desk.open();
  await expect(desk.count).toHaveText('2 members');
  await expect(page.getByText('Loading…')).toHaveCount(0);

  const answer = await desk.hold('view.open');
  await page.getByRole('searchbox').fill('nobody');
  await expect(page.getByRole('status').filter({ hasText: 'Loading…' })).toBeAttached();
  await expect(desk.count, 'two members are shown, and not two of those looked for').toHaveText('2 members');
  await expect(desk.row('Ana Souza')).toBeVisible();
  answer();
  await expect(page.getByText('Nobody matches')).toBeVisible();
  await expect(page.getByText('Loading…')).toHaveCount(0);

  const all = await desk.hold('view.open');
  await desk.button('Show all members').click();
  await expect(page.getByRole('status').filter({ hasText: 'Loading…' })).toBeAttached();
  await expect(page.getByText('Nobody matches'), 'the book is not empty meanwhile').toBeVisible();
  all();
  await expect(desk.row('Bruno Lima')).toBeVisible();

  const people = await desk.hold('members.find');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('souza');
  await expect(page.getByRole('listbox')).toHaveText('Loading…');
  people();
  await expect(page.getByRole('option', { name: /Ana Souza/ })).toBeVisible();
});

test('a page that takes its time comes when it is there, and Enter twice adds once', async ({ desk, page }) => {
  await desk.book({ sample: true });
  await desk.open('#/courses');
  await expect(desk.row('Watercolour')).toBeVisible();
  const report = await desk.hold('courses.list');
  await desk.button('Add course').click();
  await desk.dialog.getByLabel('Title').fill('Lino cut');
  const sent: string[] = [];
  page.on('request', (request) => {
    const command = request.url().endsWith('/rpc') && request.postDataJSON().command;
    if (command === 'course.add') sent.push(command);
  });
  const added = await desk.hold('course.add');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  added();
  await expect(desk.toast('Added the course Lino cut')).toHaveCount(1);
  await expect(desk.row('Watercolour'), 'the list stays until the next is there').toBeVisible();
  expect(sent).toHaveLength(1);
  report();
  await expect(desk.row('Lino cut')).toHaveCount(1);
});

test('a double click that closes a dialog opens nothing behind it', async ({ desk, page }) => {
  await desk.book({ sample: true });
  await desk.open();
  await desk.grid.focus();
  await page.keyboard.press('Control+a');
  await desk.button('Grant access…').click();
  await desk.dialog.getByRole('button', { name: 'Add courses or products' }).click();
  await page.getByRole('option').first().click();
  await page.keyboard.press('Escape');
  await desk.dialog.getByRole('button', { name: /^Grant to \d+ members$/ }).dblclick();
  await expect(desk.toast(/Gave \d+ members access/)).toBeVisible();
  await expect(desk.title).toHaveText('Members');

  await desk.grid.getByRole('row').nth(2).getByRole('gridcell').nth(4).dblclick();
  await expect(page.getByRole('tab', { name: 'Access' })).toBeVisible();
});

test('the keys go back to the page with what had them', async ({ desk, page }) => {
  await desk.book({ sample: true });
  await desk.open();
  await expect(desk.grid.getByRole('row').nth(1)).toContainText('@');
  await desk.grid.focus();
  await page.keyboard.press('Delete');
  const undo = desk.toast('Moved 1 member to the trash').getByRole('button', { name: 'Undo' });
  await undo.focus();
  await page.keyboard.press('Enter');
  await expect(desk.grid, 'from a message to where the person was').toBeFocused();
  await expect(desk.count).toContainText('339');

  await page.keyboard.press('Control+a');
  await desk.button('Grant access…').press('Enter');
  await desk.dialog.getByRole('button', { name: 'Add courses or products' }).press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const grant = desk.dialog.getByRole('button', { name: /^Grant to \d+ members$/ });
  await expect(grant).toBeEnabled();
  await grant.press('Enter');
  await expect(desk.toast(/Gave \d+ members access/)).toBeVisible();
  await expect(desk.grid, 'from a selection that is no more to the list').toBeFocused();
});

test('a form goes on at the field that was refused', async ({ desk, page }) => {
  await desk.book();
  await desk.rpc('member.add', { fields: { name: 'Ana Souza', email: 'ana@example.com' } });
  await desk.open();
  await page.keyboard.press('Control+n');
  const email = desk.dialog.getByRole('textbox', { name: 'E-mail' });
  await email.fill('ana@example.com');
  await desk.dialog.getByLabel('Company').press('Enter');
  await expect(email).toHaveAccessibleDescription(/already/);
  await expect(email).toBeFocused();
});

test('a refusal that has no place beside what was pressed is said in passing', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  await desk.refuse('app.prefs', 'io');
  await page.keyboard.press('Control+b');
  await expect(desk.toast('The disk refused. Nothing was written.')).toBeVisible();
});

test('a button that waited for a refusal has the focus again', async ({ desk }) => {
  await desk.book();
  await desk.open('#/settings');
  await desk.refuse('book.backup', 'io');
  await desk.button('Back up now').press('Enter');
  await expect(desk.toast('The disk refused.')).toBeVisible();
  await expect(desk.button('Back up now')).toBeFocused();
});

test('the palette stays away from a dialog', async ({ desk, page }) => {
  await desk.book({ sample: true });
  await desk.open();
  await page.keyboard.press('Control+n');
  const name = desk.dialog.getByRole('textbox', { name: 'Name' });
  await name.fill('Ana Souza');
  await page.keyboard.press('Control+k');
  await expect(desk.dialog).toHaveCount(1);
  await expect(name).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(desk.dialog).toHaveCount(0);

  const written = await desk.hold('export.run');
  await desk.button('Export…').click();
  await desk.answer({ nextSave: desk.path('out.csv') });
  await desk.dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(desk.dialog.getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await expect(desk.dialog.getByRole('progressbar')).toBeVisible();
  written();
  await expect(desk.toast(/exported/)).toBeVisible();

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('listbox')).toHaveCount(0);
});

test('the palette puts whoever begins with what was typed first', async ({ desk, page }) => {
  await desk.book();
  for (const name of ['Ana Souza', 'Joana Prado']) {
    await desk.rpc('member.add', { fields: { name, email: `${name.split(' ')[1]}@example.com` } });
  }
  await desk.open();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('an');
  const choices = page.getByRole('option');
  await expect(choices.first(), 'and not “Switch between light and dark”').toContainText('Ana Souza');
  await expect(choices.last()).toContainText('Joana Prado');
  await page.keyboard.press('Enter');
  await expect(desk.title).toHaveText('Ana Souza');
});
