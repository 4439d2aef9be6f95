// The real app in a real window, driven as a person would: its page through WebKitGTK's driver, the system's file
// dialogs through keys. `cargo xtask test --only window` gives it a screen, a session bus and a home of its own.
//
// Waiting is for conditions. The one exception is a GTK dialog, which loses keys that come before it has drawn itself.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Builder, Capabilities } from 'selenium-webdriver';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const binary = path.join(root, 'target/debug/rollbook-desktop');
const shots = path.join(root, 'tests/shots/window');

/** A dialog draws itself within this time; keys that come earlier are lost. */
const DIALOG_DRAWN = 300;
/** Far longer than a busy machine needs; what is sound never waits for it. */
const PATIENCE = 60_000;
/** An app that has not ended by then is ended. */
const FAREWELL = 5_000;

/** Where `drag.py` offers its file, a place on the bare screen, and the middle of the window. */
const IN_THE_SQUARE = ['24', '24'];
const BESIDE_THE_SQUARE = ['24', '400'];
const IN_THE_WINDOW = ['720', '450'];

/** Looks until `condition` answers something, and answers it; a failure names what was waited for. */
export async function waitFor(condition, what, limit = PATIENCE) {
  const end = Date.now() + limit;
  let refused;
  do {
    try {
      const met = await condition();
      if (met) return met;
    } catch (error) {
      refused = error;
    }
    await pause(20);
  } while (Date.now() < end);
  throw new Error(`waited ${limit} ms for ${what}`, { cause: refused });
}

/** Starts the app as a person would, with a book or without, and ends it with the test. */
export async function open(test, book) {
  const app = await start(book);
  test.after(() => app.close());
  return app;
}

async function start(book) {
  await rest();
  const port = await freePort();
  const server = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, TAURI_WEBVIEW_AUTOMATION: 'true' },
    stdio: 'ignore',
    // A group of its own, so that the app ends with the driver even while a dialog keeps it from closing.
    detached: true,
  });
  const address = `http://127.0.0.1:${port}`;
  await waitFor(async () => (await fetch(`${address}/status`)).ok, 'the driver');
  const options = { binary, args: book ? [book] : [] };
  const driver = await new Builder()
    .usingServer(address)
    .withCapabilities(new Capabilities({ browserName: 'wry', 'webkitgtk:browserOptions': options }))
    .build();
  await driver.manage().setTimeouts({ script: 60_000 });
  return app(driver, server);
}

function app(driver, server) {
  let open = true;
  return {
    driver,

    /** The first element that matches the CSS selector and is shown. */
    element: (selector) =>
      waitFor(async () => {
        for (const found of await driver.findElements({ css: selector })) if (await found.isDisplayed()) return found;
      }, selector),

    /** A button, link or field by the name that a screen reader would say. */
    named: (role, name) =>
      waitFor(async () => {
        for (const found of await driver.findElements({ css: selectorOf(role) }))
          if ((await found.isDisplayed()) && (await found.getAccessibleName()) === name) return found;
      }, `${role} "${name}"`),

    /** The driver's own text leaves out what an ellipsis may cut, so the page is asked. */
    says: (text) =>
      waitFor(
        async () => (await driver.executeScript('return document.body.innerText')).includes(text),
        `the text "${text}"`,
      ),

    /** A command of rollbook-api, the way the page sends it; rejects with `{ code, args }`. */
    async rpc(command, request = {}) {
      const { answer, error } = await driver.executeAsyncScript(
        `const [command, request, done] = arguments;
         window.__TAURI_INTERNALS__.invoke('rpc', { command, request }).then(
           (answer) => done({ answer }),
           (error) => done({ error }),
         );`,
        command,
        JSON.stringify(request),
      );
      if (error) throw error;
      return answer;
    },

    /** No element that is shown matches the CSS selector any more. */
    gone: (selector) =>
      waitFor(async () => {
        for (const found of await driver.findElements({ css: selector })) if (await found.isDisplayed()) return false;
        return true;
      }, `${selector} to go`),

    /** The whole screen, once the window has painted what its page holds. */
    async screenshot(name) {
      await driver.executeAsyncScript('requestAnimationFrame(() => requestAnimationFrame(arguments[0]))');
      await mkdir(shots, { recursive: true });
      await run('import', ['-window', 'root', path.join(shots, `${name}.png`)]);
    },

    /** Closes the window as a person does; answers when the app has ended by itself. */
    async leave(keys = 'alt+F4') {
      const window = (await xdotool('search', '--onlyvisible', '--class', 'rollbook')).trim().split('\n').at(-1);
      const pid = Number(await xdotool('getwindowpid', window));
      await xdotool('windowactivate', '--sync', window);
      await key(keys);
      await waitFor(() => !isRunning(pid), 'the app to end');
      await this.close();
    },

    /** Ends the app at once, whatever it is doing. */
    async close() {
      if (!open) return;
      open = false;
      await Promise.race([driver.quit(), pause(FAREWELL, undefined, { ref: false })]);
      process.kill(-server.pid);
      // Not only the driver: the next app would find this one on the bus, hand over to it and leave, and its driver
      // would wait for ever.
      await waitFor(async () => !(await isAlive(server.pid)), 'the app to end');
    },
  };
}

/** The pointer out of the way: the window would show tooltips where it happens to rest. */
const rest = () => xdotool('mousemove', '0', '0');

/** Runs the app without the driver, as a second process of the same person; answers when it has left. */
export const second = (...args) => run(binary, args, { timeout: PATIENCE });

/** Starts the headless twin; its input stays open until it is ended. */
export const command = (...args) =>
  spawn(path.join(root, 'target/debug/rollbook'), args, { stdio: ['pipe', 'ignore', 'ignore'] });

/** Chooses `file` in the open dialog with this title. */
export async function openDialog(title, file) {
  await enterPath(title, file);
  await confirm(title);
}

/** Chooses where to save; `overwrite` answers the question whether to replace the file. */
export async function saveDialog(title, file, { overwrite = false } = {}) {
  await enterPath(title, file);
  await key('Return');
  if (overwrite) {
    await waitFor(async () => (await activeTitle()) !== title, 'the question whether to overwrite');
    await pause(DIALOG_DRAWN);
    await key('alt+r');
  }
  await waitFor(async () => !(await isOpen(title)), `the dialog "${title}" to close`);
}

export async function cancelDialog(title) {
  await focus(title);
  await key('Escape');
  await waitFor(async () => !(await isOpen(title)), `the dialog "${title}" to close`);
}

/** Takes `file` up with the mouse, as from a file manager; it stays in the hand until it is dropped. */
export async function drag(test, file) {
  const square = spawn('/usr/bin/python3', [path.join(import.meta.dirname, 'drag.py'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // GTK complains of a language that the system only claims to have.
    env: { ...process.env, LANG: 'C.UTF-8' },
  });
  test.after(() => square.kill());
  const said = [];
  createInterface({ input: square.stdout }).on('line', (word) => said.push(word));
  const hear = (word) => waitFor(() => said.includes(word), `the dragged file to say "${word}"`);

  await hear('shown');
  await xdotool('mousemove', ...IN_THE_SQUARE, 'mousedown', '1', 'mousemove', ...BESIDE_THE_SQUARE);
  await hear('begun');
  return {
    overWindow: () => xdotool('mousemove', ...IN_THE_WINDOW),
    outOfWindow: () => xdotool('mousemove', ...BESIDE_THE_SQUARE),
    /** Lets go of it; answers whether somebody took it. */
    async drop() {
      await xdotool('mouseup', '1');
      await hear('ended');
      await rest();
      square.kill();
      return !said.includes('refused');
    },
  };
}

/** The title of the window that gets the keys. */
export const activeTitle = async () => (await xdotool('getactivewindow', 'getwindowname')).trim();

export async function minimize(title) {
  await xdotool('search', '--onlyvisible', '--name', exactly(title), 'windowminimize');
  await waitFor(async () => !(await isOpen(title)), `the window "${title}" to leave the screen`);
}

// The path is ASCII: xdotool types other letters by remapping a key, and loses some of them.
async function enterPath(title, file) {
  await focus(title);
  await key('ctrl+l');
  await pause(DIALOG_DRAWN);
  await key('ctrl+a');
  await xdotool('type', '--delay', '12', file);
}

/** The first Return may only complete a folder's name, so it is repeated while the dialog has the keys. */
async function confirm(title) {
  await waitFor(async () => {
    if (!(await isOpen(title))) return true;
    if ((await activeTitle()) === title) await key('Return');
    await pause(DIALOG_DRAWN);
    return !(await isOpen(title));
  }, `the dialog "${title}" to close`);
}

async function focus(title) {
  await waitFor(() => isOpen(title), `the dialog "${title}"`);
  await xdotool('search', '--onlyvisible', '--name', exactly(title), 'windowactivate', '--sync');
  await waitFor(async () => (await activeTitle()) === title, `the keys to go to "${title}"`);
  await pause(DIALOG_DRAWN);
}

const isOpen = (title) =>
  xdotool('search', '--onlyvisible', '--name', exactly(title)).then(
    (windows) => windows.trim() !== '',
    () => false,
  );

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Whether anything of the process group still runs; what only nobody has buried does not. */
async function isAlive(group) {
  for (const pid of await readdir('/proc')) {
    const stat = /^\d+$/.test(pid) ? await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '') : '';
    const [state, , at] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(at) === group && state !== 'Z') return true;
  }
  return false;
}

const exactly = (title) => `^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
const key = (keys) => xdotool('key', '--clearmodifiers', keys);
const xdotool = async (...args) => (await run('xdotool', args, { timeout: PATIENCE })).stdout;

function selectorOf(role) {
  const native = { button: 'button', link: 'a[href]', textbox: 'input, textarea', heading: 'h1, h2, h3' }[role];
  return native ? `${native}, [role="${role}"]` : `[role="${role}"]`;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
