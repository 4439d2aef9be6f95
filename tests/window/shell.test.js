// What only the shell can promise: the window opens, the book answers, the dialogs are the system's, a second process
// hands over to the first, and a restart finds everything where it was.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { cancelDialog, open, openDialog, saveDialog, second, waitFor } from './harness.js';

const invoke = (app, command, args) =>
  app.driver.executeAsyncScript(
    `const [command, args, done] = arguments;
     window.__TAURI_INTERNALS__.invoke(command, args).then(done, (error) => done({ error }));`,
    command,
    args,
  );

/** Asks for a dialog without waiting for it; the answer is fetched when the dialog is gone. */
async function ask(app, command, args) {
  await app.driver.executeScript(
    `const [command, args] = arguments;
     window.answered = undefined;
     window.__TAURI_INTERNALS__.invoke(command, args).then((answer) => { window.answered = { answer }; });`,
    command,
    args,
  );
  return async () => (await waitFor(() => app.driver.executeScript('return window.answered'), 'the answer')).answer;
}

test('the window opens, the book answers, and again after a restart', async (t) => {
  for (const _ of ['first start', 'restart']) {
    const app = await open(t);
    const state = await app.rpc('app.state');
    assert.equal(state.book, null, 'a new person has no book');
    await assert.rejects(app.rpc('no.such.command'), { code: 'unknown_command' });
    await app.screenshot('start');
    await app.close();
  }
});

test('nothing of the system is reachable from the page except what the shell offers', async (t) => {
  const app = await open(t);
  for (const command of ['plugin:opener|open_path', 'plugin:window|close', 'plugin:webview|create_webview_window']) {
    const { error } = await invoke(app, command, {});
    assert.match(String(error), /not allowed|not found/, command);
  }
});

test('files are chosen in the dialogs of the system', async (t) => {
  const app = await open(t);
  const file = path.join(homedir(), 'Documents', 'Alunos de janeiro.csv');
  await writeFile(file, 'email\n');
  const filters = [{ name: 'Lists', extensions: ['csv'] }];

  const opened = await ask(app, 'pick_file', { title: 'Choose a list', filters });
  await openDialog('Choose a list', file);
  assert.equal(await opened(), file);

  const saved = await ask(app, 'pick_save', { title: 'Save a list', suggestedName: 'list.csv', filters });
  await saveDialog('Save a list', file, { overwrite: true });
  assert.equal(await saved(), file);

  const cancelled = await ask(app, 'pick_file', { title: 'Choose another', filters });
  await cancelDialog('Choose another');
  assert.equal(await cancelled(), null);
});

test('a second process hands its book to the first and leaves', async (t) => {
  const app = await open(t);
  await app.driver.executeAsyncScript(
    `const [done] = arguments;
     const { invoke, transformCallback } = window.__TAURI_INTERNALS__;
     const handler = transformCallback((event) => { window.handed = event.payload; });
     invoke('plugin:event|listen', { event: 'open-book', target: { kind: 'Any' }, handler }).then(() => done());`,
  );
  await invoke(app, 'launch_path', {});
  const book = path.join(homedir(), 'School.rollbook');
  await second(book);
  const handed = await waitFor(
    () => app.driver.executeScript('return window.handed'),
    'the book of the second process',
  );
  assert.equal(handed, book);
});
