// Two weeks of somebody who moves a school from three platforms into one book, and works in it: what each of them
// sent, who is whom, one course for longer, a list that was cut off, a mistake, and a spreadsheet at the end.
import { readFile } from 'node:fs/promises';
import { type Desk, expect, test } from './desk';
import { exportAs, spreadsheet } from './exporting';

interface Person {
  name: string;
  email: string;
}

const GIVEN = ['Ana', 'Bruno', 'Célia', 'Davi', 'Érica', 'Fábio', 'Gisele', 'Heitor', 'Inês', 'João', 'Kátia', 'Luís'];
const FAMILY = ['Souza', 'Lima', 'Prado', 'Conceição', 'Nuñez'];
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();

/** Sixty people; every name is there once. */
const PEOPLE: Person[] = FAMILY.flatMap((family) =>
  GIVEN.map((given) => ({ name: `${given} ${family}`, email: `${plain(given)}.${plain(family)}@gmail.com` })),
);
const [first, last] = [(name: string) => name.split(' ')[0], (name: string) => name.split(' ')[1]];

/** Forty sales, three of them taken back. */
function hotmart(): string {
  const sale = ({ name, email }: Person, i: number): string =>
    `Aquarela do Zero;HP${9000 + i};03/02/2026 21:14:00;03/02/2026 21:15:10;${i % 13 === 7 ? 'Reembolsado' : 'Aprovado'};${name};${email};11;98765${1000 + i}`;
  const header = 'Nome do Produto;Transação;Data de Venda;Data de Confirmação;Status;Nome;Email;DDD;Telefone';
  return [header, ...PEOPLE.slice(0, 40).map(sale)].join('\r\n');
}

/** Thirty people, ten of whom bought at the other platform too, in capitals; three write their address otherwise here. */
function thinkific(): string {
  const other = (email: string, i: number): string =>
    i < 3 ? email.replace('.', '').replace('@', '+aulas@') : email.toUpperCase();
  const line = ({ name, email }: Person, i: number): string =>
    `${first(name)},${last(name)},${i < 10 ? other(email, i) : email},,Turma de outono,Desenho,2026-01-12 10:00:00 UTC,${i},,2027-01-12 10:00:00 UTC`;
  const header =
    'Student First Name,Student Last Name,Student Email,Company,Group Name,Course Name,Activated At Date,% Completed,Completed Date,Expiry Date';
  return [header, ...PEOPLE.slice(30, 60).map(line)].join('\n');
}

/** As Excel saves it in Brazil: thirty people of one course until the end of June. */
function memberkit(): Buffer {
  const line = ({ name, email }: Person): string => `${name};${email};Desenho;12/01/2026;30/06/2027`;
  const lines = ['Nome;Email;Curso;Data de matrícula;Data de expiração', ...PEOPLE.slice(10, 40).map(line)];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

async function review(
  desk: Desk,
  name: string,
  content: string | Buffer,
  outcome: Record<string, number>,
): Promise<void> {
  await desk.drop(await desk.file(name, content));
  await desk.button('Review rows').click();
  const chips = desk.page.getByRole('group', { name: 'Show rows that are' });
  for (const [verdict, n] of Object.entries(outcome)) {
    await expect(chips.getByRole('button', { name: verdict })).toHaveText(`${verdict} ${n}`);
  }
}

async function bring(desk: Desk, ...list: [string, string | Buffer, Record<string, number>]): Promise<void> {
  await review(desk, ...list);
  await desk.button('Choose access').click();
  await desk.button(/^Import \d+ rows$/).click();
  await expect(desk.button('Undo import')).toBeVisible();
}

async function members(desk: Desk, filter: string): Promise<number> {
  return (await desk.rpc('view.open', { query: { filter, search: '', sort: [] } })).total;
}

test('two weeks of a creator', async ({ desk, page }) => {
  test.slow();
  await desk.book({ name: 'Ateliê Norte' });
  await desk.open();

  // Monday: what the three platforms have. One of the three whose money was given back has another course.
  await bring(desk, 'vendas.csv', hotmart(), { New: 37, Skipped: 3, Errors: 0 });
  await bring(desk, 'thinkific.csv', thinkific(), { New: 24, Updated: 6, Errors: 0 });
  await bring(desk, 'memberkit.csv', memberkit(), { New: 1, Updated: 29, Errors: 0 });
  expect(await members(desk, '')).toBe(62);

  // Tuesday: the three who write their address in two ways.
  await desk.go('#/duplicates');
  await expect(desk.count).toHaveText('3 groups · 3 too many');
  await desk.button('Merge all certain ones…').click();
  await desk.dialog.getByRole('button', { name: 'Merge 3 members' }).click();
  await expect(desk.toast('Merged 3 members')).toBeVisible();
  expect(await members(desk, '')).toBe(59);
  expect(await members(desk, 'course:Desenho expires:2027-06-30'), 'the later end of two').toBe(30);

  // Wednesday: a month more for everybody in one course.
  await desk.open('#/members?filter=course%3ADesenho');
  await expect(desk.count).toHaveText('50 of 59');
  await desk.grid.focus();
  await page.keyboard.press('Control+a');
  await desk.button('Change access…').click();
  await desk.dialog.getByLabel('Change', { exact: true }).click();
  await page.getByRole('option', { name: 'Move the expiry by days' }).click();
  await desk.dialog.getByLabel('Days', { exact: true }).fill('30');
  await desk.dialog.getByRole('button', { name: 'Choose courses or products' }).click();
  await page.getByRole('option', { name: 'Desenho' }).click();
  await page.keyboard.press('Escape');
  await expect(desk.dialog).toContainText('The access of 50 members changes.');
  await desk.dialog.getByRole('button', { name: 'Change 50 members' }).click();
  await expect(desk.toast('Moved the expiry of 50 members by 30 days')).toBeVisible();
  expect(await members(desk, 'course:Desenho expires:2027-07-30')).toBe(30);
  expect(await members(desk, 'course:Desenho expires:2027-02-11')).toBe(20);

  // Thursday: a roster that was cut off in the middle ends nobody's access.
  const roster = ['Name,Email', ...PEOPLE.slice(10, 35).map(({ name, email }) => `${name},${email}`)].join('\n');
  await desk.drop(await desk.file('roster.csv', roster));
  await page.getByRole('radio', { name: /^This is everyone in/ }).check();
  await page.getByRole('combobox', { name: 'Course or product' }).click();
  await page.getByRole('option', { name: 'Desenho' }).click();
  await desk.button('Review rows').click();
  await desk.button('See what will happen').click();
  await page.getByRole('radio', { name: /^End their access/ }).check();
  await expect(page.getByText(/25 of 50 are missing/)).toBeVisible();
  await expect(desk.button(/^Apply the roster/)).toBeDisabled();
  await desk.button('Discard').click();
  await desk.dialog.getByRole('button', { name: 'Discard' }).click();
  expect(await members(desk, 'course:Desenho access:active')).toBe(50);

  // Friday, late: everybody blocked instead of a few. The power fails, and on Monday it is taken back.
  await desk.go('#/members');
  await page.getByRole('group', { name: 'Views' }).getByRole('button', { name: /^All/ }).click();
  await expect(desk.count).toHaveText('59 members');
  await desk.grid.focus();
  await page.keyboard.press('Control+a');
  await desk.button('Set status').click();
  await page.getByRole('menuitem', { name: 'Disabled' }).click();
  await expect(desk.dialog).toContainText('59 members');
  await desk.dialog.getByRole('button', { name: /59 members/ }).click();
  await expect(desk.toast('Set 59 members')).toBeVisible();
  expect(await members(desk, 'status:disabled')).toBe(59);
  await desk.restart();
  await expect(desk.grid).toBeVisible();
  await desk.grid.focus();
  await page.keyboard.press('Control+z');
  await expect(desk.toast('Undone: Set 59 members')).toBeVisible();
  expect(await members(desk, 'status:disabled')).toBe(0);

  // The second Friday: what goes to the bookkeeper opens in a spreadsheet and loses nothing on the way.
  await desk.go('#/members');
  await exportAs(desk, /^Enrollments/, /^Comma-separated/, 'enrollments.csv');
  await exportAs(desk, /^Enrollments/, /^Excel workbook/, 'enrollments.xlsx');
  const expected = (await desk.read('enrollments.csv')).replace('\ufeff', '').replaceAll('\r\n', '\n');
  expect(expected.split('\n').length).toBeGreaterThan(50);
  expect(await readFile(await spreadsheet(desk, 'enrollments.xlsx', 'csv'), 'utf8')).toBe(expected);
  const again = await readFile(await spreadsheet(desk, 'enrollments.csv', 'ods'));
  await review(desk, 'enrollments.ods', again, {
    Unchanged: expected.trim().split('\n').length - 1,
    New: 0,
    Errors: 0,
  });
});
