// The main job: bring a list in, see every change first, take it back.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Desk, expect, test } from './desk';
import { mixedList } from './lists';

function fixture(name: string): string {
  return join(import.meta.dirname, '../fixtures', name);
}

/** A book that knows some of the people in `mixedList`, one of them otherwise. */
async function withBook(desk: Desk): Promise<void> {
  await desk.book();
  await desk.rpc('member.add', {
    fields: { name: 'Ana Souza', email: 'ana.souza@example.com', company: 'Ateliê Sul' },
  });
  await desk.rpc('member.add', { fields: { name: 'Bruno Lima', email: 'bruno.lima@example.com' } });
  await desk.open();
  await expect(desk.count).toHaveText('2 members');
}

function chip(desk: Desk, name: string) {
  return desk.page.getByRole('group', { name: 'Show rows that are' }).getByRole('button', { name });
}

/** The line that says what a column of the file becomes. */
function mapping(desk: Desk, header: string) {
  const rows = desk.page.getByRole('table', { name: 'What is in each column?' }).getByRole('row');
  return rows.filter({ has: desk.page.getByRole('rowheader', { name: header }) });
}

test('a list is dropped, mapped, reviewed, corrected, imported, shown and taken back', async ({ desk, page }) => {
  await withBook(desk);
  await desk.drop(await desk.file('alunos.csv', mixedList));

  await expect(page.getByRole('heading', { name: 'What is in each column?' })).toBeFocused();
  await expect(desk.button(/Field for column Nome: Name/)).toBeVisible();
  await expect(desk.button(/Field for column Email: E-mail/)).toBeVisible();
  await expect(mapping(desk, 'Senha')).toContainText('Never kept');
  await expect(page.getByText('segredo1')).toBeHidden();
  await desk.button('Review rows').click();

  await expect(chip(desk, 'Errors')).toHaveText('Errors 3');
  await expect(chip(desk, 'Errors')).toHaveAttribute('aria-pressed', 'true');
  await expect(chip(desk, 'New')).toHaveText('New 4');
  await expect(chip(desk, 'Unchanged'), 'a row with the e-mail of another adds nothing').toHaveText('Unchanged 1');
  await expect(page.getByText('= 10 rows in the file')).toBeVisible();

  await chip(desk, 'Updated').click();
  await expect(desk.row('ana.souza@example.com')).toContainText('+55 11 98765-4321');
  await desk.button('Change…').click();
  await page.getByRole('radio', { name: /^Overwrite/ }).check();
  await page.keyboard.press('Escape');
  await expect(desk.row('ana.souza@example.com')).toContainText(/Ateliê Sul.*Ateliê Norte/);

  await chip(desk, 'Errors').click();
  await desk.row('diego(at)example.com').getByText('diego(at)example.com').dblclick();
  await desk.grid.getByRole('textbox').fill('diego@example.com');
  await page.keyboard.press('Enter');
  await expect(chip(desk, 'Errors')).toHaveText('Errors 2');
  await expect(chip(desk, 'New')).toHaveText('New 5');

  await chip(desk, 'All').click();
  await desk
    .row(/FELIPE@/)
    .getByRole('button', { name: 'Compare the rows with this e-mail' })
    .click();
  await expect(desk.dialog).toContainText('2 rows have the same e-mail');
  await desk.dialog
    .getByRole('row')
    .filter({ hasText: /FELIPE@/ })
    .getByRole('button', { name: 'Use this row' })
    .click();
  await expect(desk.dialog).toBeHidden();
  await expect(desk.row(/FELIPE@/)).toContainText('New');
  await expect(desk.row(/Felipe Vidal/)).toContainText('Same e-mail as line 8, whose details are used');

  await desk.button('Choose access').click();
  await page.getByRole('combobox', { name: 'Courses' }).fill('Gravura');
  await page.keyboard.press('Enter');
  await desk.button('End of this year').click();
  const effect = page.getByRole('complementary', { name: 'What will happen' });
  await expect(effect).toContainText('5 new members are added.');
  await expect(effect).toContainText('nobody is e-mailed');
  await expect(effect).toContainText('Gravura');
  expect((await desk.rpc('book.info', {})).members, 'nothing is written before the person says so').toBe(2);

  await desk.button(/^Import 8 rows/).click();
  await expect(desk.button('Undo import')).toBeVisible();
  expect((await desk.rpc('book.info', {})).members).toBe(7);

  const wrong = page.getByRole('group').filter({ hasText: /^Not a date/ });
  await expect(wrong).toContainText('Not a date · 1 row');
  await expect(page.getByText('What stayed as it was')).toBeVisible();
  await desk.answer({ nextSave: desk.path('failed.csv') });
  await desk.button(/Save the 2 failed rows/).click();
  await expect.poll(() => existsSync(desk.path('failed.csv'))).toBe(true);
  const failed = await desk.read('failed.csv');
  expect(failed).toContain('elisa@example.com');
  expect(failed).toContain('Heitor Braga');
  expect(failed).not.toContain('diego');
  expect(failed, 'a password of the file is in no file of ours').not.toContain('segredo');

  await desk.button('Show these members').click();
  await expect(desk.count).toHaveText('7 of 7');
  await expect(desk.row('diego@example.com')).toContainText('Gravura');

  await page.goBack();
  await page.goBack();
  await desk.go('#/import');
  await desk.button('Undo import').click();
  await expect(page.getByRole('heading', { name: 'The import was undone' })).toBeVisible();
  await desk.go('#/members');
  await desk.button('Clear all').click();
  await expect(desk.count).toHaveText('2 members');
  const { value } = await ana(desk);
  expect(value).toEqual({ company: 'Ateliê Sul', phone: '' });
});

async function ana(desk: Desk) {
  const [found] = await desk.rpc('members.find', { text: 'ana.souza', limit: 1 });
  if (!found) throw new Error('Ana is gone');
  const { company, phone } = await desk.rpc('member.show', { id: found.id });
  return { value: { company, phone } };
}

test('an import is undone after a restart and an edit made since stays and is named', async ({ desk }) => {
  await desk.book();
  await desk.open();
  await desk.drop(await desk.file('people.csv', 'Name,Email\nAna,ana@example.com\nBruno,bruno@example.com\n'));
  await desk.button('Review rows').click();
  await desk.button('Choose access').click();
  await desk.button('Import 2 members').click();
  await expect(desk.button('Undo import')).toBeVisible();
  const [found] = await desk.rpc('members.find', { text: 'bruno', limit: 1 });
  await desk.rpc('member.edit', { id: found?.id ?? '', fields: { phone: '123' } });

  await desk.restart();
  await desk.go('#/imports');
  await expect(desk.row('people.csv')).toContainText('New 2');
  await desk.button('Undo import').click();
  await desk.dialog.getByRole('button', { name: 'Undo import' }).click();
  await expect(desk.toast('Undone: Imported people.csv')).toContainText(/stayed as/);
  await desk.go('#/members');
  await expect(desk.row('bruno@example.com')).toBeVisible();
  await expect(desk.row('ana@example.com')).toBeHidden();
});

test('what was wrong is told reason by reason, now and a week later, in exact numbers', async ({ desk, page }) => {
  await desk.book();
  await desk.rpc('member.add', { fields: { name: 'Ana', email: 'ana@example.com', externalId: '7' } });
  const broken = Array.from({ length: 25 }, (_, n) => `Broken,broken ${n},`);
  const rows = ['Bruno,bruno@example.com,', 'Not Ana,other@example.com,7', 'Nobody,,', ...broken];
  await desk.open();
  await desk.drop(await desk.file('people.csv', `Name,Email,Platform ID\n${rows.join('\n')}\n`));
  await desk.button('Review rows').click();
  await desk.button('Choose access').click();
  await desk.button('Import 1 member').click();
  await expect(desk.button('Undo import')).toBeVisible();

  const told = async () => {
    await expect(page.getByText('No e-mail address · 1 row')).toBeVisible();
    await expect(page.getByText(/belong to different members · 1 row/)).toBeVisible();
    await page.getByText('Not an e-mail address · 25 rows').click();
    await expect(page.getByText('Line 5, Email: broken 0')).toBeVisible();
    await expect(page.getByText('and 5 more, in the file of failed rows')).toBeVisible();
    await desk.answer({ nextSave: desk.path('failed.csv') });
    await desk.button('Save the 27 failed rows…').click();
    await expect(desk.toast('27').first()).toBeVisible();
    const saved = await desk.read('failed.csv');
    expect(saved.trimEnd().split(/\r?\n/), 'a header and the rows that could not be taken').toHaveLength(28);
  };
  await told();
  // Taken back from elsewhere, and done again: the page says how it is.
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: 'The import was undone' })).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(desk.button('Undo import')).toBeVisible();

  await desk.restart();
  await desk.go('#/imports');
  await desk.button('people.csv').click();
  await told();
  await desk.dialog.getByRole('button', { name: 'Show these members' }).click();
  await expect(desk.count).toHaveText('1 of 2');
});

test('the same file again changes nothing', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  const path = await desk.file(
    'people.csv',
    'Name,Email,Course\nAna,ana@example.com,Drawing\nBruno,bruno@example.com,Drawing\n',
  );
  await desk.drop(path);
  await desk.button('Review rows').click();
  await desk.button('Choose access').click();
  await desk.button(/^Import 2/).click();
  await desk.button('Import another list').click();
  await desk.answer({ nextFile: path });
  await desk.button(/Choose a file/).click();
  await expect(page.getByText(/This same file was imported on/)).toBeVisible();
  await desk.button('Review rows').click();
  await expect(chip(desk, 'Unchanged')).toHaveText('Unchanged 2');
  await desk.button('Choose access').click();
  await expect(desk.button('Nothing to import')).toBeDisabled();
  await expect(page.getByText('No row would change the book.')).toBeVisible();
});

test('a pasted list needs no file', async ({ desk, page }) => {
  await desk.book();
  await desk.open('#/import');
  await page
    .getByLabel('Names and e-mail addresses')
    .fill('Ana Souza <ana@example.com>\nbruno@example.com; Bruno Lima\nCarla Dias, carla@example.com\n');
  await expect(page.getByText('3 lines')).toBeVisible();
  await desk.button('Use this list').click();
  await desk.button('Review rows').click();
  await expect(chip(desk, 'New')).toHaveText('New 3');
  await desk.button('Choose access').click();
  await desk.button('Import 3 members').click();
  await desk.button('Show these members').click();
  await desk.expectColumn('Name', ['Ana Souza', 'Bruno Lima', 'Carla Dias']);
});

test('a date that can be read two ways is asked about, and the answer is what is imported', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  await desk.drop(
    await desk.file(
      'joined.csv',
      'Name,Email,Joined\nAna,ana@example.com,03/04/2026\nBruno,bruno@example.com,05/06/2026\n',
    ),
  );
  const question = page.getByRole('group', { name: /Does 03\/04\/2026 mean/ });
  await expect(question).toBeVisible();
  await expect(desk.button('Review rows')).toBeDisabled();
  await question
    .getByRole('button', { name: /March 4|3 de abril|April 3/ })
    .first()
    .click();
  await expect(question).toBeHidden();
  await desk.button('Review rows').click();
  await desk.button('Choose access').click();
  await desk.button('Import 2 members').click();
  await desk.button('Show these members').click();
  await expect(desk.row('ana@example.com')).toContainText('Apr 3, 2026');
});

test('of two e-mail columns the person says which one members are known by', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  await desk.drop(
    await desk.file(
      'two.csv',
      'Name,Work e-mail,Home e-mail\nAna,ana@work.com,ana@home.com\nBruno,bruno@work.com,bruno@home.com\n',
    ),
  );
  const question = page.getByRole('group', {
    name: 'Which column holds the e-mail address members are recognised by?',
  });
  await expect(desk.button('Review rows')).toBeDisabled();
  await question.getByRole('button', { name: 'Home e-mail' }).click();
  await desk.button('Review rows').click();
  await desk.button('Choose access').click();
  await desk.button('Import 2 members').click();
  await desk.button('Show these members').click();
  await desk.expectColumn('E-mail', ['ana@home.com', 'bruno@home.com']);
});

test('a column is mapped by hand, and the choice is remembered for the next file with these headers', async ({
  desk,
  page,
}) => {
  await desk.book();
  await desk.open();
  await desk.drop(await desk.file('a.csv', 'Person,Mailbox,Den\nAna,ana@example.com,Casa Azul\n'));
  await desk.button(/Field for column Den/).click();
  await page.keyboard.type('comp');
  await page.keyboard.press('Enter');
  await expect(desk.button('Field for column Den: Company')).toBeVisible();
  await desk.button('Review rows').click();
  await desk.button('Choose access').click();
  await desk.button('Import 1 member').click();
  await desk.button('Import another list').click();
  await desk.drop(await desk.file('b.csv', 'Person,Mailbox,Den\nBruno,bruno@example.com,Lume\n'));
  await expect(desk.button('Field for column Den: Company')).toBeVisible();
  await expect(mapping(desk, 'Den')).toContainText('As last time');
});

for (const [name, content, says] of [
  ['empty.csv', '', 'The file is empty.'],
  [
    'picture.csv',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    'This file does not hold text.',
  ],
] as const) {
  test(`${name} is refused with a reason and something to do`, async ({ desk, page }) => {
    await desk.book();
    await desk.open();
    await desk.drop(await desk.file(name, content));
    await expect(page.getByRole('alert')).toContainText(says);
    await expect(desk.button(/Choose a file/)).toBeEnabled();
  });
}

test('a file with nothing below its header writes nothing and says so', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  await desk.drop(await desk.file('header.csv', 'Name,Email\n'));
  await desk.button('Review rows').click();
  await expect(page.getByText('The file has no rows.')).toBeVisible();
  await desk.button('Choose access').click();
  await expect(desk.button('Nothing to import')).toBeDisabled();
});

test('the whole import by keyboard alone', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  await desk.answer({
    nextFile: await desk.file('keys.csv', 'Name,Email\nAna,ana@example.com\nBruno,bruno at example.com\n'),
  });
  await page.keyboard.press('Control+i');
  await expect(page.getByRole('heading', { name: 'What is in each column?' })).toBeFocused();
  await tabTo(desk, 'Review rows');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'What will happen to each row' })).toBeFocused();
  await expect(chip(desk, 'Errors')).toHaveText('Errors 1');
  await expect(desk.row('bruno at example.com')).toBeVisible();
  for (let presses = 0; presses < 20 && !(await isFocused(desk, 'grid')); presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('Control+Home');
  for (let presses = 0; presses < 4; presses++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(desk.grid.getByRole('textbox')).toHaveValue('bruno at example.com');
  await page.keyboard.type('bruno@example.com');
  await page.keyboard.press('Enter');
  await expect(chip(desk, 'Errors')).toHaveText('Errors 0');
  await expect(chip(desk, 'New')).toHaveText('New 2');
  await tabTo(desk, 'Choose access');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'What does everybody in the file get?' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Drawing');
  await page.keyboard.press('Enter');
  await tabTo(desk, 'Import 2 members');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '2 members imported' })).toBeFocused();
  expect((await desk.rpc('book.info', {})).members).toBe(2);
});

function isFocused(desk: Desk, role: string): Promise<boolean> {
  return desk.page.evaluate((wanted) => document.activeElement?.getAttribute('role') === wanted, role);
}

/** Walks by Tab as a person without a pointer does. */
async function tabTo(desk: Desk, name: string): Promise<void> {
  const button = desk.button(name);
  await expect(button).toBeEnabled();
  for (let presses = 0; presses < 60; presses++) {
    if (await button.evaluate((node) => node === document.activeElement)) return;
    await desk.page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${name}`);
}

test('leaving the import for another page loses nothing; discarding asks first', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  await desk.drop(await desk.file('a.csv', 'Name,Email\nAna,ana@example\n'));
  await desk.button('Review rows').click();
  await desk.row('ana@example').getByText('ana@example').dblclick();
  await desk.grid.getByRole('textbox').fill('ana@example.com');
  await page.keyboard.press('Enter');
  await desk.go('#/courses');
  await expect(desk.title).toHaveText('Courses');
  await desk.go('#/import');
  await expect(chip(desk, 'New')).toHaveText('New 1');
  await desk.button('Discard').click();
  await expect(desk.dialog).toContainText('Discard this import?');
  await desk.dialog.getByRole('button', { name: 'Keep working' }).click();
  await expect(chip(desk, 'New')).toBeVisible();
});

test('rows are compared again when somebody was added meanwhile', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  await desk.drop(await desk.file('a.csv', 'Name,Email\nAna,ana@example.com\nBruno,bruno@example.com\n'));
  await desk.button('Review rows').click();
  await expect(chip(desk, 'New')).toHaveText('New 2');
  await desk.go('#/members');
  await expect(desk.title).toHaveText('Members');
  await page.keyboard.press('Control+n');
  await desk.dialog.getByRole('textbox', { name: 'E-mail' }).fill('ana@example.com');
  await page.keyboard.press('Enter');
  await expect(desk.title).toHaveText('ana@example.com');
  await desk.go('#/import');
  await expect(chip(desk, 'New')).toHaveText('New 1');
  await expect(chip(desk, 'Updated')).toHaveText('Updated 1');
  await desk.button('Choose access').click();
  await desk.button('Import 2 members').click();
  await expect(desk.button('Undo import')).toBeVisible();
  expect((await desk.rpc('book.info', {})).members).toBe(2);
});

test('a correction that takes its time leaves the next one alone, and a refused one stays to be mended', async ({
  desk,
  page,
}) => {
  await desk.book();
  await desk.open();
  const wrong = ['Ana', 'Bruno', 'Carla'].map((name) => `${name},${name.toLowerCase()} at example.com`);
  await desk.drop(await desk.file('a.csv', `Name,Email\n${wrong.join('\n')}\n`));
  await desk.button('Review rows').click();
  await expect(chip(desk, 'Errors')).toHaveText('Errors 3');
  await chip(desk, 'All').click();
  const cell = (text: string) => desk.row(text).getByRole('gridcell').filter({ hasText: text }).last();
  const editor = desk.grid.getByRole('textbox');
  const sent: string[] = [];
  page.on('request', (request) => {
    const asked = request.url().endsWith('/rpc') && request.postDataJSON();
    if (asked?.command === 'import.fix') sent.push(asked.request.value);
  });

  const answer = await desk.hold('import.fix');
  await cell('ana at example.com').dblclick();
  await editor.fill('ana@example.com');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await cell('bruno at example.com').dblclick();
  await expect(editor).toHaveValue('bruno at example.com');
  await page.keyboard.type('bruno@exam');
  answer();
  await expect(chip(desk, 'Errors')).toHaveText('Errors 2');
  await expect(editor).toHaveValue('bruno@exam');
  await expect(editor).toBeFocused();
  await page.keyboard.type('ple.com');
  await page.keyboard.press('Enter');
  await expect(chip(desk, 'Errors')).toHaveText('Errors 1');
  await expect(desk.grid, 'the keys are the list’s again').toBeFocused();
  expect(sent).toEqual(['ana@example.com', 'bruno@example.com']);

  const slow = await desk.hold('import.fix');
  await cell('ana@example.com').dblclick();
  await editor.fill('ana.souza@example.com');
  await page.keyboard.press('Enter');
  const elsewhere = cell('carla at example.com');
  await elsewhere.click();
  slow();
  await expect(editor).toHaveCount(0);
  await expect(desk.row('ana.souza@example.com')).toBeVisible();
  await expect(desk.grid).toHaveAttribute('aria-activedescendant', (await elsewhere.getAttribute('id')) ?? '');

  await desk.refuse('import.fix', 'io');
  await elsewhere.dblclick();
  await editor.fill('carla@example.com');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(editor).toHaveValue('carla@example.com');
  await expect(editor).toBeFocused();
});

test('a workbook is dropped, the sheet is asked for, and its rows go in', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  await desk.drop(fixture('workbooks/turmas.xlsx'));

  const question = page.getByRole('group', { name: /Several sheets look like a list/ });
  await expect(question.getByRole('button', { name: 'Preços' })).toBeVisible();
  await expect(desk.button('Review rows')).toBeDisabled();
  await question.getByRole('button', { name: 'Turma 2026' }).click();
  await expect(question).toBeHidden();
  await expect(desk.button(/Field for column Data de expiração: Expires/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'First rows of the file' })).toContainText('2026-12-31');
  await desk.button('Review rows').click();

  await expect(chip(desk, 'New')).toHaveText('New 2');
  await chip(desk, 'Skipped').click();
  await expect(desk.row('Total')).toContainText('A row of totals, not a person');
});

test('a list of a platform is named and needs no mapping', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  await desk.drop(fixture('layouts/hotmart-vendas.csv'));
  await expect(page.getByText('Looks like Hotmart sales')).toBeVisible();
  await desk.button('Review rows').click();
  await expect(chip(desk, 'Skipped')).toHaveText('Skipped 3');
  await chip(desk, 'Skipped').click();
  await expect(desk.row('otavio.nunes@example.com.br')).toContainText('gives no access');
});

test('each course of a list in a cell is given, and the review names those that are new', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  await desk.drop(fixture('layouts/thinkific-users.csv'));
  await expect(desk.button(/Field for column Enrollments - list: Courses \(several in a cell\)/)).toBeVisible();
  await desk.button('Review rows').click();
  await expect(desk.row('marina.duarte@example.com')).toContainText('“Watercolour Basics” and “Oil Painting”');
  await desk.button('Choose access').click();
  await expect(page.getByText('2 courses are created: “Oil Painting” and “Watercolour Basics”.')).toBeVisible();
  await desk.button('Import 3 rows').click();
  await desk.button('Show these members').click();
  await expect(desk.row('marina.duarte@example.com')).toContainText('Oil Painting');
});

test('a workbook with a password is refused with what to do now', async ({ desk, page }) => {
  await desk.book();
  await desk.open();
  const locked = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]);
  await desk.drop(await desk.file('alunos.xlsx', locked));
  await expect(page.getByText('save it without the password')).toBeVisible();
});
