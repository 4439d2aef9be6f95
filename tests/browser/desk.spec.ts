// What belongs to the desk as a whole: the palette, the activity, the settings.
import { expect, test } from './desk';

test('the palette finds a member and a command', async ({ desk, page }) => {
  await desk.book();
  await desk.rpc('member.add', { fields: { name: 'João Prado', email: 'joao@example.com' } });
  await desk.open();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('joao');
  await expect(page.getByRole('option', { name: /João Prado/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(desk.title).toHaveText('João Prado');

  // Faster than a person types: the field is there with the palette, and Enter waits for what the text finds.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings');
  await page.keyboard.press('Enter');
  await expect(desk.title).toHaveText('Settings');
});

test('each shortcut of the sheet does what the sheet says', async ({ desk, page }) => {
  await desk.book();
  for (const name of ['Ana', 'Bruno', 'Carla']) {
    await desk.rpc('member.add', { fields: { name, email: `${name.toLowerCase()}@example.com` } });
  }
  await desk.open();
  await expect(desk.row('Carla')).toBeVisible();
  await desk.grid.focus();

  await page.keyboard.press('?');
  await expect(desk.dialog).toContainText('Keyboard shortcuts');
  await page.keyboard.press('Escape');
  await expect(desk.grid, 'the focus is back where it was').toBeFocused();
  for (const [keys, title] of [
    ['Control+n', 'Add member'],
    ['Control+e', 'Export'],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(desk.dialog.getByRole('heading', { level: 2 })).toContainText(title);
    await page.keyboard.press('Escape');
    await expect(desk.dialog).toBeHidden();
    await expect(desk.grid, `after ${keys}`).toBeFocused();
  }
  const sidebar = page.getByRole('navigation');
  const wide = (await sidebar.boundingBox())?.width ?? 0;
  await page.keyboard.press('Control+b');
  await expect.poll(async () => (await sidebar.boundingBox())?.width).toBeLessThan(wide);
  await page.keyboard.press('Control+b');

  // In the list.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('3 selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('3 selected')).toBeHidden();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expect(page.getByRole('complementary', { name: 'Quick look' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Delete');
  await expect(desk.toast('Moved 1 member to the trash')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(desk.count).toHaveText('3 members');
  await page.keyboard.press('Control+Shift+z');
  await expect(desk.count).toHaveText('2 members');

  await page.keyboard.press('Control+f');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(desk.count, 'a search for nothing has nothing to undo').toHaveText('3 members');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search members and commands' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('searchbox')).toBeFocused();
});

test('in a text Ctrl+Z takes back what was typed, and nothing of the book', async ({ desk, page }) => {
  await desk.book();
  await desk.rpc('member.add', { fields: { name: 'Ana', email: 'ana@example.com' } });
  await desk.open();
  const search = page.getByRole('searchbox');
  await search.click();
  await page.keyboard.type('bruno');
  await expect(search).toHaveValue('bruno');
  await page.keyboard.press('Control+z');
  await expect(search).not.toHaveValue('bruno');
  expect((await desk.rpc('book.info', {})).members).toBe(1);
});

test('a dialog gives the focus back to where it was', async ({ desk, page }) => {
  await desk.book({ sample: true });
  await desk.open();
  await desk.button('Add member').click();
  await expect(desk.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(desk.button('Add member')).toBeFocused();
});

test('the activity says what was done, shows old and new, and takes one thing back', async ({ desk, page }) => {
  await desk.book();
  const { value } = await desk.rpc('member.add', { fields: { name: 'Ana Souza', email: 'ana@example.com' } });
  await desk.rpc('member.edit', { id: value.id, fields: { company: 'Casa Azul' } });
  await desk.rpc('course.add', { title: 'Drawing' });
  await desk.open('#/activity');
  const entry = page.getByRole('listitem').filter({ hasText: 'Edited Ana Souza' });
  await entry.getByRole('button', { name: 'Show what changed' }).click();
  await expect(entry).toContainText('Casa Azul');
  await entry.getByRole('button', { name: /^Undo this/ }).click();
  await expect(desk.toast('Undone: Edited Ana Souza')).toBeVisible();
  await expect(entry.last()).toContainText('Undone');
  expect((await desk.rpc('member.show', { id: value.id })).company).toBe('');
  expect((await desk.rpc('courses.list', { archived: false })).length, 'what came later stays').toBe(1);

  await page.getByRole('combobox', { name: 'Kind of activity' }).click();
  await page.getByRole('option', { name: 'Courses added' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Added the course Drawing' })).toBeVisible();
  await expect(page.getByText('Added Ana Souza')).toBeHidden();
});

test('a message takes back and does again what it names, whatever was done after it', async ({ desk }) => {
  await desk.book();
  for (const title of ['Drawing', 'Painting']) await desk.rpc('course.add', { title });
  await desk.open('#/courses');
  const titles = async () => (await desk.rpc('courses.list', { archived: false })).map(({ title }) => title);
  for (const title of ['Drawing', 'Painting']) await desk.button(`Archive ${title}`).click();
  await expect.poll(titles).toEqual([]);

  const press = (text: string, name: string) => desk.toast(text).getByRole('button', { name, exact: true }).click();
  await press('Edited a course: Drawing', 'Undo');
  await expect.poll(titles).toEqual(['Drawing']);
  // A third write in between: redo by the keyboard would have nothing to do, and undo would take this back.
  await desk.rpc('course.add', { title: 'Sculpture' });
  await press('Undone: Edited a course: Drawing', 'Redo');
  await expect.poll(titles).toEqual(['Sculpture']);
  await press('Done again: Edited a course: Drawing', 'Undo');
  await expect.poll(titles).toEqual(['Drawing', 'Sculpture']);
  await press('Edited a course: Painting', 'Undo');
  await expect.poll(titles).toEqual(['Drawing', 'Painting', 'Sculpture']);
});

test('the language changes at once, everywhere, and stays', async ({ desk, page }) => {
  await desk.book();
  await desk.open('#/settings');
  await page.getByLabel('Language').click();
  await page.getByRole('option', { name: 'Português (Brasil)' }).click();
  await expect(desk.title).toHaveText('Configurações');
  await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR');
  await expect(page.getByRole('navigation')).toContainText('Membros');
  await desk.restart();
  await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR');
});

test('the theme is the one that is asked for, whatever the system says', async ({ desk, page }) => {
  await desk.book();
  await page.emulateMedia({ colorScheme: 'dark' });
  await desk.open('#/settings');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByLabel('Theme').click();
  await page.getByRole('option', { name: 'Light' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('the name and the time zone of the school are changed and can be taken back', async ({ desk, page }) => {
  await desk.book();
  await desk.open('#/settings');
  await page.getByLabel('Name of the school').fill('Ateliê da Ana');
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle('Ateliê da Ana – Rollbook');
  await page.getByRole('combobox', { name: 'Time zone' }).click();
  await page.keyboard.type('lisbon');
  await page.getByRole('option', { name: 'Europe/Lisbon' }).click();
  await expect.poll(async () => (await desk.rpc('book.info', {})).zone).toBe('Europe/Lisbon');
  await desk.title.click();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await desk.rpc('book.info', {})).zone).toBe('America/Sao_Paulo');
});

test('a backup brings the book back, and the state before it is kept', async ({ desk }) => {
  await desk.book();
  await desk.rpc('member.add', { fields: { name: 'Ana Souza', email: 'ana@example.com' } });
  await desk.open('#/settings');
  await desk.button('Back up now').click();
  await expect(desk.toast(/Backed up/)).toBeVisible();
  await desk.rpc('member.add', { fields: { name: 'Bruno Lima', email: 'bruno@example.com' } });

  await desk
    .button(/^Restore the backup of/)
    .first()
    .click();
  await expect(desk.dialog).toContainText('1 member fewer: 1 instead of 2');
  await expect(desk.dialog).toContainText('1 entry fewer');
  await desk.dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(desk.toast(/The book is as it was/)).toBeVisible();
  await desk.go('#/members');
  await expect(desk.count).toHaveText('1 member');
  await desk.go('#/settings');
  await expect(desk.row('Before a restore')).toBeVisible();
});

test('the book is checked and found sound', async ({ desk, page }) => {
  await desk.book({ sample: true });
  await desk.open('#/settings');
  await desk.button('Check the book').click();
  await expect(page.getByText('The book is sound')).toBeVisible();
});
