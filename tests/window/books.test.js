// Books that come as an argument, as when a file is opened from its folder: the sound ones in the one window there is,
// the others named and left as they are.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { before, test } from 'node:test';
import { activeTitle, command, minimize, open, second, waitFor } from './harness.js';

const documents = path.join(homedir(), 'Documents');
const school = path.join(documents, 'School.rollbook');

// The files of this test run share a home; this one begins as a new person.
process.env.ROLLBOOK_HOME = path.join(homedir(), 'books');

before(async (t) => {
  const app = await open(t);
  await app.rpc('book.create', { path: school, name: 'Sample school', zone: 'UTC', locale: 'en', sample: true });
  await app.leave();
});

for (const [how, keys] of [
  ['its window is closed', 'alt+F4'],
  ['the app is quit', 'ctrl+q'],
]) {
  test(`a book is one file when ${how}`, async (t) => {
    const app = await open(t, school);
    await app.says('Sample school');
    await app.leave(keys);
    const beside = (await readdir(documents)).filter((name) => /^School\.rollbook-/.test(name));
    assert.deepEqual(beside, []);
  });
}

test('a book opened from its folder comes into the window that is open, and brings it forward', async (t) => {
  const app = await open(t, school);
  await app.says('Sample school');
  await waitFor(async () => (await activeTitle()) === 'Sample school – Rollbook', 'the book in the title');
  await minimize('Sample school – Rollbook');
  await second(school);
  await waitFor(async () => (await activeTitle()) === 'Sample school – Rollbook', 'the window to come forward');
  await app.says('“Sample school” is open already: this is its window.');
});

test('the window and the command never have a book at the same time', async (t) => {
  const app = await open(t);
  await app.says('Sample school');
  await app.rpc('book.close');
  // A command has the book before it asks for the list. This list is longer than what waits unread between two processes,
  // so what is written of it arrives only then.
  const importing = command('import', school, '-');
  t.after(() => importing.kill());
  const row = `Zoé Almeida,zoe@example.com,${'and so on '.repeat(1000)}\n`;
  await new Promise((taken) => importing.stdin.write(`Name,E-mail,Notes\n${row.repeat(200)}`, taken));

  await second(school);
  await app.says('Another Rollbook has this book open: a window, or a command.');
  assert.equal((await app.rpc('app.state')).book, null, 'no book is open');
  await app.screenshot('window-book-locked');

  importing.stdin.end();
  assert.deepEqual(await once(importing, 'exit'), [0, null]);
  await second(school);
  await waitFor(async () => (await app.rpc('app.state')).book?.path === school, 'the book to be open');
  const [code] = await once(command('members', school), 'exit');
  assert.equal(code, 1, 'the command is refused while the window has the book');
});

for (const { name, spoil, message } of [
  {
    name: 'a list that is named like a book',
    spoil: () => Buffer.from('Name,E-mail\nAna,ana@example.com\n'),
    message: 'This file is not a Rollbook book. It was not touched.',
  },
  {
    name: 'a book whose pages were overwritten',
    spoil: (book) => Buffer.from(book).fill(0xa5, 4096),
    message: 'This book is damaged. It was not touched; restore a backup from its backups folder.',
  },
]) {
  test(`${name} is refused in words and not touched`, async (t) => {
    const file = path.join(documents, `${name}.rollbook`);
    const bytes = spoil(await readFile(school));
    await writeFile(file, bytes);
    const app = await open(t, file);
    await app.says(message);
    await app.named('button', 'Close');
    assert.equal((await app.rpc('app.state')).book, null, 'no book is open');
    assert.deepEqual(await readFile(file), bytes);
    await app.screenshot(`window-refused-${name.replaceAll(' ', '-')}`);
  });
}
