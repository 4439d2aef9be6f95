// The first minutes: no book, a book, the sample, and the way back to each.
import { existsSync } from 'node:fs';
import { expect, test } from './desk';

test('the first run leads to the sample book and its members', async ({ desk, page }) => {
  await desk.open();
  await expect(desk.title).toHaveText('Rollbook');
  await desk.button(/Open the sample book/).click();
  await expect(desk.dialog.getByLabel('Name of the school')).toHaveValue('Sample school');
  await desk.dialog.getByRole('button', { name: 'Create book' }).click();

  await expect(desk.title).toHaveText('Members');
  await expect(page).toHaveTitle('Sample school – Rollbook');
  const { members } = await desk.rpc('book.info', {});
  expect(members).toBeGreaterThan(100);
  await expect(desk.count).toHaveText(`${members} members`);
  await expect(desk.grid).toHaveAttribute('aria-rowcount', String(members + 1));
  await expect(desk.grid, 'the keys go to the list').toBeFocused();
});

test('a new book needs a name, is kept where the person says, and opens by itself the next time', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.button(/New book/).click();
  await desk.dialog.getByRole('button', { name: 'Create book' }).click();
  await expect(desk.dialog.getByLabel('Name of the school')).toHaveAccessibleDescription('Give the school a name.');

  await desk.dialog.getByLabel('Name of the school').fill('Atelier Ana');
  await desk.answer({ nextSave: desk.path('ana.rollbook') });
  await desk.dialog.getByRole('button', { name: 'Choose…' }).click();
  await expect(desk.dialog.getByText(desk.path('ana.rollbook'))).toBeVisible();
  await page.keyboard.press('Enter');
  await desk.dialog.getByRole('button', { name: 'Create book' }).click();
  await expect(page.getByText('No members yet')).toBeVisible();
  expect(existsSync(desk.path('ana.rollbook'))).toBe(true);

  await desk.restart();
  await expect(page).toHaveTitle('Atelier Ana – Rollbook');
});

test('books are closed, found again among the recent ones, and forgotten', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  await desk.button('Book Atelier Ana').click();
  await page.getByRole('menuitem', { name: 'Close this book' }).click();
  await page.getByRole('button', { name: /^Atelier Ana/ }).click();
  await expect(desk.title).toHaveText('Members');

  await desk.button('Book Atelier Ana').click();
  await page.getByRole('menuitem', { name: 'Close this book' }).click();
  await desk.button('Remove Atelier Ana from this list').click();
  await expect(page.getByRole('heading', { name: 'Recent books' })).toBeHidden();
});

test('what was offered in a book goes with it; a book that comes back shows its list', async ({ desk, page }) => {
  await desk.book();
  await desk.rpc('member.add', { fields: { name: 'Ana Souza', email: 'ana@example.com' } });
  await desk.rpc('member.add', { fields: { name: 'Bruno Lima', email: 'bruno@example.com' } });
  await desk.open();
  await desk.row('Ana Souza').getByRole('gridcell').nth(1).click();
  await page.keyboard.press('Delete');
  await expect(desk.toast('Moved 1 member to the trash')).toBeVisible();
  await desk.button('Book Atelier Ana').click();
  await page.getByRole('menuitem', { name: 'Close this book' }).click();
  await expect(page.getByRole('heading', { name: 'Recent books' })).toBeVisible();
  await expect(desk.toast(/./)).toHaveCount(0);

  await page.getByRole('button', { name: /^Atelier Ana/ }).click();
  await expect(desk.row('Bruno Lima')).toBeVisible();
  await expect(desk.row('Ana Souza')).toHaveCount(0);
  await desk.grid.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(desk.toast('Moved 1 member to the trash')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Selection', exact: true })).toBeHidden();
});

test('a file that is no book is refused in words and left as it was', async ({ desk, page }) => {
  const path = await desk.file('notes.rollbook', 'Dear diary');
  await desk.open();
  await desk.answer({ nextFile: path });
  await desk.button(/Open a book/).click();
  await expect(page.getByRole('alert')).toContainText('This file is not a Rollbook book. It was not touched.');
  await expect(page.getByRole('alert')).toContainText(path);
  expect(await desk.read('notes.rollbook')).toBe('Dear diary');
});
