// A file dragged onto the window, as from a file manager: the window says what letting go would do, and does it.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { drag, open } from './harness.js';

const documents = path.join(process.env.HOME, 'Documents');
const school = path.join(documents, 'Escola de março.rollbook');
// A file manager hands over an address, in which neither the blank nor the letter stands as it is.
const list = path.join(documents, 'Alunos de março.csv');

// The files of this test run share a home; this one begins as a new person.
process.env.ROLLBOOK_HOME = path.join(process.env.HOME, 'drop');

test('a list dropped before there is a book makes one first, and is then looked at', async (t) => {
  await writeFile(list, 'Nome,E-mail\nAna,ana@example.com\n');
  const app = await open(t);
  await app.says('Import a list');
  const file = await drag(t, list);
  await file.overWindow();
  await app.says('Drop to import');
  await app.screenshot('window-drop');
  await file.outOfWindow();
  await app.gone('.over');
  await file.overWindow();
  await app.says('Drop to import');
  assert(await file.drop(), 'the window takes the file');
  await app.gone('.over');
});
