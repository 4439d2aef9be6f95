// What every test begins with: a host of its own on an empty home folder, a page that tolerates no error, and the few
// things that only a native program can do, played as the shell plays them.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import type { Commands, Locale } from '../../ui/src/backend/api';
import { type Words, wordsOf } from './words';

const root = resolve(import.meta.dirname, '../..');
const binary = process.env.ROLLBOOK_TEST_HOST ?? join(root, 'target/debug/rollbook-test-host');
const built = join(root, 'ui/dist');

class Host {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(home: string): Promise<Host> {
    for (const needed of [binary, built]) {
      if (!existsSync(needed)) throw new Error(`${needed} is missing: build it before the browser's tests`);
    }
    const child = spawn(binary, ['--ui', built, '--home', home], {
      env: { HOME: home, XDG_DOCUMENTS_DIR: join(home, 'Documents'), LANG: 'en_US.UTF-8', TZ: 'America/Sao_Paulo' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const [, url] = line.match(/^listening (http:\S+)/) ?? [];
      if (url) return new Host(url, child);
    }
    throw new Error('The test host ended before it listened');
  }

  async rpc<C extends keyof Commands>(command: C, request: Commands[C][0]): Promise<Commands[C][1]> {
    const response = await fetch(`${this.url}/rpc`, { method: 'POST', body: JSON.stringify({ command, request }) });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${command}: ${answer}`);
    return JSON.parse(answer);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}

export class Desk {
  /** What the page complained about: errors on the console, exceptions, and what the content policy refused. */
  readonly complaints: string[] = [];
  words: Words = wordsOf('en');
  private restarting = false;
  private another: Host | null = null;

  private constructor(
    readonly page: Page,
    readonly home: string,
    private host: Host,
  ) {}

  static async sit(page: Page): Promise<Desk> {
    const home = await mkdtemp(join(tmpdir(), 'rollbook-browser-'));
    await mkdir(join(home, 'files'));
    const desk = new Desk(page, home, await Host.start(home));
    desk.listen();
    await desk.page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (refused) => {
        console.error(`Content policy: ${refused.violatedDirective} refused ${refused.blockedURI} ${refused.sample}`);
      });
    });
    return desk;
  }

  private listen(): void {
    this.page.on('pageerror', (error) => this.complaints.push(`exception: ${error.stack ?? error.message}`));
    this.page.on('console', (message) => {
      if (message.type() !== 'error' || this.restarting) return;
      // Chromium reports two things of its own accord: a refused command, which answers with 422, and the icon of a
      // tab, which a window of its own never asks for.
      if (message.text().includes('status of 422') || message.location().url.endsWith('/favicon.ico')) return;
      this.complaints.push(`console: ${message.text()} (${message.location().url})`);
    });
  }

  async leave(): Promise<void> {
    await Promise.all([this.host.stop(), this.another?.stop()]);
    await rm(this.home, { recursive: true, force: true });
  }

  /** The app ends as by `kill -9` and starts again on the same home. */
  async restart(): Promise<void> {
    this.restarting = true;
    await this.page.goto('about:blank');
    await this.host.stop();
    this.host = await Host.start(this.home);
    this.restarting = false;
    await this.open();
  }

  rpc<C extends keyof Commands>(command: C, request: Commands[C][0]): Promise<Commands[C][1]> {
    return this.host.rpc(command, request);
  }

  /** Keeps what a command is asked for from the book until it is let go: a book that takes its time. */
  async hold(command: keyof Commands): Promise<() => void> {
    let go = () => {};
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    await this.page.route('**/rpc', async (route) => {
      if (route.request().postDataJSON().command === command) await gone;
      await route.fallback();
    });
    return go;
  }

  /** A command that is refused whatever it is asked for. */
  async refuse(command: keyof Commands, code: string): Promise<void> {
    await this.page.route('**/rpc', (route) => {
      const refused = route.request().postDataJSON().command === command;
      return refused ? route.fulfill({ status: 422, json: { code, args: {} } }) : route.fallback();
    });
  }

  /** Asks to grant a course to everybody in the list, up to what is to be said of it. */
  async grantToAll(course: string): Promise<void> {
    await this.grid.focus();
    await this.page.keyboard.press('Control+a');
    await this.button('Grant access…').click();
    await this.dialog.getByRole('button', { name: 'Add courses or products' }).click();
    await this.page.getByRole('option', { name: course }).click();
    await this.page.keyboard.press('Escape');
  }

  /** Somebody else on this computer opens a book in a Rollbook of their own. */
  async openElsewhere(path: string): Promise<void> {
    this.another = await Host.start(join(this.home, 'another'));
    await this.another.rpc('book.open', { path });
  }

  /** Opens the window, at a page of the app when one is named. */
  async open(hash = ''): Promise<void> {
    await this.page.goto(`${this.host.url}/${hash}`);
    await expect(this.page.getByRole('main')).toBeVisible();
  }

  /** Goes to a page of the app as a link inside it does. */
  async go(hash: string): Promise<void> {
    await this.page.evaluate((to) => {
      location.hash = to;
    }, hash);
  }

  /** A book that is there before the window opens; answers where it is. */
  async book(what: { name?: string; sample?: boolean; locale?: Locale } = {}): Promise<string> {
    const { name = 'Atelier Ana', sample = false, locale = 'en' } = what;
    const path = join(this.home, `${name}.rollbook`);
    await this.rpc('book.create', { path, name, zone: 'America/Sao_Paulo', locale, sample });
    return path;
  }

  async speak(locale: Locale): Promise<void> {
    this.words = wordsOf(locale);
    await this.rpc('app.prefs', { locale });
  }

  path(name: string): string {
    return join(this.home, 'files', name);
  }

  async file(name: string, content: string | Buffer): Promise<string> {
    await writeFile(this.path(name), content);
    return this.path(name);
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8');
  }

  /** What the next native dialog answers. */
  async answer(dialog: { nextFile?: string; nextSave?: string }): Promise<void> {
    await this.page.evaluate((prepared) => {
      window.__rollbook = { ...window.__rollbook, ...prepared };
    }, dialog);
  }

  /** Drags a file over the window and lets it go, as the shell reports it. */
  async drop(path: string): Promise<void> {
    for (const kind of ['enter', 'drop'] as const) {
      await this.page.evaluate((detail) => window.dispatchEvent(new CustomEvent('rollbook:files', { detail })), {
        kind,
        paths: [path],
      });
    }
  }

  // ---- what a person sees on every page

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  /** The exact number beside the title. */
  get count(): Locator {
    return this.page.locator('header [role=status]');
  }

  get grid(): Locator {
    return this.page.getByRole('grid');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** The row of a grid or table that holds a text. */
  readonly row = (text: string | RegExp): Locator => this.page.getByRole('row').filter({ hasText: text });

  readonly toast = (text: string | RegExp): Locator => this.page.locator('.toast').filter({ hasText: text });

  readonly button = (name: string | RegExp): Locator =>
    this.page.getByRole('button', { name, exact: typeof name === 'string' });

  /** Types a day into its field, part by part in the order of the language: `05312031` in English. */
  async type(field: Locator, digits: string): Promise<void> {
    await field.getByRole('spinbutton').first().click();
    await this.page.keyboard.type(digits);
  }

  /** Waits until one column of the grid shows these values, top to bottom. Initials stand before a name. */
  async expectColumn(name: string, values: string[]): Promise<void> {
    const at = await this.page.getByRole('columnheader', { name, exact: true }).getAttribute('aria-colindex');
    const cells = this.grid.locator(`[role=gridcell][aria-colindex="${at}"]`);
    await expect(cells).toHaveText(values.map((value) => new RegExp(`${value.replace(/[.+]/g, '\\$&')}$`)));
  }
}

export const test = base.extend<{ desk: Desk }>({
  desk: async ({ page }, use) => {
    const desk = await Desk.sit(page);
    await use(desk);
    // What is complained about after this is that the host is gone.
    const complaints = [...desk.complaints];
    await desk.leave();
    expect(complaints, 'the page complained').toEqual([]);
  },
});

export { expect };
