// A file dragged onto the window, as from a file manager: the window says what letting go would do, and does it.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { before, test } from 'node:test';
import { Key } from 'selenium-webdriver';
import { drag, open } from './harness.js';
import { names, person } from './person.js';

const documents = path.join(homedir(), 'Documents');
const school = path.join(documents, 'Escola de março.rollbook');
// A file manager hands over an address, in which neither the blanks nor the letter stand as they are.
const list = path.join(documents, 'Alunos de março.csv');

// The files of this test run share a home; this one begins as a new person.
process.env.ROLLBOOK_HOME = path.join(homedir(), 'drop');

before(() => writeFile(list, 'Nome,E-mail\nAna Souza,ana@example.com\nBruno Lima,bruno@example.com\n'));

test('a list dropped before there is a book comes into a new one', async (t) => {
  const app = await open(t);
  const { click, type, shows } = person(app);
  await app.says('Open the sample book');
  const held = await drag(t, list);
  await held.overWindow();
  await app.says('Drop to import');
  await app.screenshot('window-drop');
  await held.outOfWindow();
  await app.gone('.over');
  await held.overWindow();
  await app.says('Drop to import');
  assert(await held.drop(), 'the window takes the file');
  await app.gone('.over');
  await app.says('First the book that the list goes into.');
  await type('textbox', 'Name of the school', 'Ateliê');
  await click('button', 'Create book');
  await app.says('Alunos de março.csv');
  await click('button', 'Review rows');
  await click('button', 'Choose access');
  await click('button', 'Import 2 members');
  await click('button', 'Show these members');
  await shows(names, ['Ana Souza', 'Bruno Lima']);
});

test('a dropped book is opened, and a list then goes into it; nothing is taken behind a dialog', async (t) => {
  const app = await open(t);
  const { press, shows } = person(app);
  await shows(names, ['Ana Souza', 'Bruno Lima']);
  await app.rpc('book.create', { path: school, name: 'Escola', zone: 'UTC', locale: 'en', sample: false });
  await app.rpc('book.open', { path: (await app.rpc('app.state')).recent[1].path });

  const book = await drag(t, school);
  await book.overWindow();
  await app.says('Drop to open this book');
  assert(await book.drop(), 'the window takes the book');
  await app.says('No members yet');
  assert.equal((await app.rpc('app.state')).book.path, school);

  await press(Key.CONTROL, 'n');
  await app.named('textbox', 'E-mail');
  const early = await drag(t, list);
  await early.overWindow();
  await app.says('Not while a dialog is open');
  await early.drop();
  await app.gone('.over');
  await app.named('textbox', 'E-mail');
  await press(Key.ESCAPE);
  await app.gone('[role="dialog"]');

  const held = await drag(t, list);
  await held.overWindow();
  await app.says('Drop to import');
  await held.drop();
  await app.says('What is in each column?');
  await app.says('Alunos de março.csv');
});
