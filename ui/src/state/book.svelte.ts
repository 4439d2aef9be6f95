// The open book as the whole app sees it: its name, counts, what undo would take back, and its version, which rises
// with every commit and is what lists watch to know that they are stale.
import { type AppState, type BookInfo, call, host, type Prefs } from '../backend/index';
import { shown } from '../i18n/locale.svelte';

class Desk {
  app = $state<AppState | null>(null);
  /** The book that could not be opened while none is open, and why, in words. */
  refused = $state<{ path: string; text: string } | null>(null);
  book = $derived<BookInfo | null>(this.app?.book ?? null);
  version = $derived(this.book?.version ?? 0);
  /** Rises whenever another book comes, or the same one again: ids of entries, lists and imports are then others. */
  session = $state(0);
  #forgets: (() => void)[] = [];
  prefs = $derived<Prefs>(this.app?.prefs ?? { locale: null, theme: 'system', columns: null, sidebarCollapsed: false });

  /** Does this whenever another book comes, before anything is asked of that one. */
  onArrival(forget: () => void): void {
    this.#forgets.push(forget);
  }

  #arrive(): void {
    this.session += 1;
    for (const forget of this.#forgets) forget();
  }

  async load(): Promise<void> {
    this.#take(await call('app.state', {}));
  }

  async setPrefs(prefs: Partial<Prefs>): Promise<void> {
    this.#take(await call('app.prefs', prefs));
  }

  async forget(path: string): Promise<void> {
    this.#take(await call('app.forget', { path }));
  }

  async create(request: { path: string; name: string; zone: string; sample: boolean }): Promise<void> {
    await call('book.create', { ...request, locale: shown.locale });
    await this.load();
  }

  async open(path: string): Promise<void> {
    await call('book.open', { path });
    await this.load();
  }

  /** Closes the book; where a copy of it lies if its file was not in its place any more. */
  async close(): Promise<string | null> {
    const { rescued } = await call('book.close', {});
    await this.load();
    return rescued;
  }

  /** The book as it was when a backup was made. */
  async restore(path: string): Promise<void> {
    try {
      this.accept(await call('book.restore', { path }));
      this.#arrive();
    } catch (cause) {
      // Mostly the book is open as it was; if it could not be opened again, the start page is what is left.
      await this.load();
      throw cause;
    }
  }

  /** Every write answers with the book as it now is. One that answers after its book was left says nothing any more. */
  accept(book: BookInfo): void {
    if (this.app && this.book?.path === book.path) this.#take({ ...this.app, book });
  }

  async refresh(): Promise<void> {
    this.accept(await call('book.info', {}));
  }

  #take(app: AppState): void {
    const isAnother = app.book?.path !== this.book?.path;
    this.app = app;
    if (isAnother) this.#arrive();
    if (app.book) this.refused = null;
    shown.locale = app.prefs.locale ?? app.book?.locale ?? app.systemLocale;
    shown.zone = app.book?.zone ?? app.systemZone;
    document.documentElement.lang = shown.locale;
    void host().setTitle(app.book ? `${app.book.name} – Rollbook` : 'Rollbook');
  }
}

export const desk = new Desk();
