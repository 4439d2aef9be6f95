// The whole story in the real window, with the mouse and the keys a person has: a list comes in through the system's
// dialogs, is mapped, corrected and imported; people are found and edited; enrollments go out; everything is taken back,
// also after a restart.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Key } from 'selenium-webdriver';
import { open, openDialog, saveDialog } from './harness.js';
import { names, person } from './person.js';

const documents = path.join(homedir(), 'Documents');
const book = path.join(documents, 'Atelier.rollbook');
const list = path.join(documents, 'hotmart-alunos.csv');
const exported = path.join(documents, 'enrollments.csv');

// The files of this test run share a home; this one begins as a new person.
process.env.ROLLBOOK_HOME = path.join(homedir(), 'story');

// As a Brazilian spreadsheet saves it: semicolons, Windows-1252, days that could be months. Line 4 has an e-mail to mend,
// line 5 is Ana again with another course, line 6 has an e-mail that stays wrong.
const rows = [
  'Nome;E-mail;Telefone;Curso;Primeira aula',
  'Ana Conceição;ana@example.com;+55 11 90000-0001;Aquarela;03/04/2026',
  'Bruno Araújo;bruno@example.com;+55 11 90000-0002;Aquarela;05/04/2026',
  'Célia Gonçalves;celia.example.com;;Desenho;06/04/2026',
  'Ana Conceição;ANA@example.com;;Desenho;07/04/2026',
  'Davi São João;davi(at)example.com;;Desenho;08/04/2026',
];

/** The book agrees with its own journal. */
async function isSound(app) {
  assert.deepEqual((await app.rpc('book.check')).findings, []);
}

test('a list comes in, people are edited, enrollments go out, and everything is taken back', async (t) => {
  await writeFile(list, Buffer.from(rows.join('\r\n'), 'latin1'));
  const app = await open(t);
  const { click, type, typeDay, doubleClick, press, shows } = person(app);

  // A new book, in a place chosen in the system's dialog.
  await (await app.element('.way:not(.first)')).click();
  await type('textbox', 'Name of the school', 'Atelier Ana');
  await click('button', 'Choose…');
  await saveDialog('Where to keep the book', book);
  await app.says('Atelier.rollbook');
  await app.screenshot('window-new-book');
  await click('button', 'Create book');
  await app.says('No members yet');

  // Bruno is in it already, without a phone.
  await press(Key.CONTROL, 'n');
  await type('textbox', 'Name', 'Bruno');
  await type('textbox', 'E-mail', 'bruno@example.com', Key.ENTER);
  await app.says('Added Bruno');
  await press(Key.CONTROL, 'i');
  await openDialog('Choose a member list', list);
  await app.says('What is in each column?');

  // One header is not known; its column is given a field by hand, and its days are asked about.
  await click('button', 'Field for column Primeira aula: Do not import');
  await press('Enrolled');
  await press(Key.ENTER);
  await app.says('Does 03/04/2026 mean April 3, 2026 or March 4, 2026?');
  await app.screenshot('window-columns');
  await click('button', 'April 3, 2026');
  await click('button', 'Review rows');

  // The errors are looked at first. One is mended in its cell; the other stays out.
  await shows('.filters', ['All 5 New 1 Updated 2 Unchanged 0 Skipped 0 Conflicts 0 Errors 2 = 5 rows in the file']);
  await app.screenshot('window-review-errors');
  await doubleClick('.bad');
  await press('celia@example.com');
  await press(Key.ENTER);
  await shows('.filters', ['All 5 New 2 Updated 2 Unchanged 0 Skipped 0 Conflicts 0 Errors 1 = 5 rows in the file']);
  await (await app.element('.filter.all')).click();
  await app.says('davi(at)example.com');
  await app.screenshot('window-review');
  await click('button', 'Choose access');

  // Everybody gets a course that is not there yet.
  await type('combobox', 'Courses', 'Retratos', Key.ENTER);
  await typeDay('Ends', '12312030');
  await app.says('until Dec 31, 2030');
  await app.screenshot('window-access');
  await click('button', 'Import 4 rows');
  await app.says('4 rows imported');
  await shows('dl', ['New 2 Updated 2 Unchanged 0 Skipped 0 Conflicts 0 Errors 1']);
  await app.says('davi(at)example.com');
  await app.screenshot('window-done');

  await click('button', 'Show these members');
  await shows(names, ['Ana Conceição', 'Bruno', 'Célia Gonçalves']);
  await app.says('3 of 3');
  await app.screenshot('window-members');
  await type('searchbox', 'Search names and e-mails', 'ONCALV');
  await shows(names, ['Célia Gonçalves']);
  await app.says('1 of 3');
  await app.screenshot('window-search');
  await click('button', 'Clear search');
  await shows(names, ['Ana Conceição', 'Bruno', 'Célia Gonçalves']);
  await doubleClick(names);
  await press('Ana C. Prado');
  await press(Key.ENTER);
  await app.says('Edited Ana C. Prado');
  await shows(names, ['Ana C. Prado', 'Bruno', 'Célia Gonçalves']);

  await click('button', 'Export…');
  await app.says('Only the 3 members shown');
  await app.screenshot('window-export');
  await click('button', 'Save as…');
  await saveDialog('Save the export', exported);
  await app.says('7 enrollments were exported.');
  assert.deepEqual((await readFile(exported, 'utf8')).split('\r\n'), [
    '\uFEFFName,Email,Course,Cohort,Status,Enrolled,Expires,% viewed,Progress,Started,Completed,Last activity in course,Source',
    'Ana C. Prado,ana@example.com,Aquarela,,Active,2026-04-03,2030-12-31,,,,,,import',
    'Ana C. Prado,ana@example.com,Desenho,,Active,2026-04-07,2030-12-31,,,,,,import',
    'Ana C. Prado,ana@example.com,Retratos,,Active,2026-04-03,2030-12-31,,,,,,import',
    'Bruno,bruno@example.com,Aquarela,,Active,2026-04-05,2030-12-31,,,,,,import',
    'Bruno,bruno@example.com,Retratos,,Active,2026-04-05,2030-12-31,,,,,,import',
    'Célia Gonçalves,celia@example.com,Desenho,,Active,2026-04-06,2030-12-31,,,,,,import',
    'Célia Gonçalves,celia@example.com,Retratos,,Active,2026-04-06,2030-12-31,,,,,,import',
    '',
  ]);

  // Back, in the window in which it was done.
  await press(Key.CONTROL, 'z');
  await app.says('Undone: Edited Ana C. Prado');
  await shows(names, ['Ana Conceição', 'Bruno', 'Célia Gonçalves']);
  await press(Key.CONTROL, 'z');
  await app.says('Undone: Imported hotmart-alunos.csv');
  await shows(names, ['Bruno']);
  await app.screenshot('window-undone');
  await isSound(app);
  await app.leave();
});

test('after a restart everything can still be taken back and done again', async (t) => {
  const app = await open(t);
  const { click, press, shows } = person(app);
  await shows(names, ['Bruno']);
  await press(Key.CONTROL, 'z');
  await app.says('No members yet');
  for (const what of ['Added Bruno', 'Imported hotmart-alunos.csv', 'Edited Ana C. Prado']) {
    await press(Key.CONTROL, Key.SHIFT, 'z');
    await app.says(`Done again: ${what}`);
  }
  await shows(names, ['Ana C. Prado', 'Bruno', 'Célia Gonçalves']);

  // The import alone, with the edit after it: what was edited stays, and is named.
  await click('link', 'Imports');
  await click('button', 'Undo import');
  await app.says('The 4 rows written from “hotmart-alunos.csv” are taken back.');
  await app.screenshot('window-undo-import');
  await (await app.element('[role="dialog"] button[type="submit"]')).click();
  await app.says('Undone: Imported hotmart-alunos.csv');
  await app.says('Ana C. Prado: changed since');
  await app.screenshot('window-imports');
  await click('link', 'Members');
  await shows(names, ['Ana C. Prado', 'Bruno']);
  await isSound(app);
});
