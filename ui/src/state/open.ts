// The ways to come to a book. Each says a refusal in words and leaves the present book open: in passing over the book
// that is open, and on the start page for as long as it stands there.
import { host, RollbookError } from '../backend/index';
import { errorText, t } from '../i18n/index';
import { desk } from './book.svelte';
import { go } from './route.svelte';
import { toasts } from './toasts.svelte';

export async function openBook(path: string): Promise<boolean> {
  desk.refused = null;
  const before = desk.book?.path;
  try {
    await desk.open(path);
    // It was asked for from outside while it was here: the person stays where they are in it.
    if (desk.book && desk.book.path === before) {
      toasts.show({ tone: 'info', text: t('open-book-already', { name: desk.book.name }) });
    } else {
      go('members');
    }
    return true;
  } catch (cause) {
    const text = errorText(RollbookError.from(cause));
    // The list of recent books may have changed: the one just tried can be missing.
    await desk.load();
    if (desk.book) toasts.show({ tone: 'error', text, details: [path] });
    else desk.refused = { path, text };
    return false;
  }
}

export async function pickBook(): Promise<void> {
  const path = await host().pickFile({
    title: t('open-book-title'),
    filters: [{ name: t('file-kind-book'), extensions: ['rollbook'] }],
  });
  if (path) await openBook(path);
}

export async function closeBook(): Promise<void> {
  const rescued = await desk.close();
  if (rescued) {
    const open = { label: t('book-rescued-open'), run: () => void openBook(rescued) };
    toasts.show({ tone: 'error', text: t('book-rescued', { path: rescued }), actions: [open] });
  }
}

/** What the import reads, by the ends of the files' names. */
export const LISTS = ['csv', 'tsv', 'tab', 'txt', 'xlsx', 'xlsm', 'ods'];

export async function importFile(): Promise<void> {
  const path = await host().pickFile({
    title: t('import-pick-title'),
    filters: [{ name: t('file-kind-list'), extensions: LISTS }],
  });
  if (path) go('import', null, { path });
}
