// One way to write: run the command, take the book it answers with, say what was done and offer the way back.
import { type Commands, call, type Outcome, type UndoResult, type Why } from '../backend/index';
import { errorText, t } from '../i18n/index';
import { fieldText, opText, targetText } from '../i18n/sentences';
import { desk } from './book.svelte';
import { jobs } from './jobs.svelte';
import { toasts } from './toasts.svelte';

/** The commands that answer with an `Outcome`. */
export type Writes = {
  [C in keyof Commands]: Commands[C][1] extends Outcome<unknown> ? C : never;
}[keyof Commands];

/** Writes, or throws a `RollbookError`: for forms, which say the error beside the field. */
export async function write<C extends Writes>(command: C, request: Commands[C][0]): Promise<Commands[C][1]> {
  const outcome = await call(command, request);
  desk.accept(outcome.book);
  announce(outcome);
  return outcome;
}

/** Writes; a refusal becomes a toast and null. */
export async function attempt<C extends Writes>(command: C, request: Commands[C][0]): Promise<Commands[C][1] | null> {
  try {
    return await write(command, request);
  } catch (cause) {
    toasts.show({ tone: 'error', text: errorText(cause) });
    return null;
  }
}

/** A write that may take long: with progress and Cancel. Null when refused or cancelled. */
export async function writeLong<C extends Writes>(
  title: string,
  command: C,
  request: Commands[C][0] & { job?: string },
): Promise<Commands[C][1] | null> {
  try {
    const outcome = await jobs.run(title, (job) => call(command, { ...request, job }));
    if (!outcome) {
      toasts.show({ tone: 'info', text: t('toast-cancelled') });
      return null;
    }
    desk.accept(outcome.book);
    announce(outcome);
    return outcome;
  } catch (cause) {
    toasts.show({ tone: 'error', text: errorText(cause) });
    return null;
  }
}

function announce(outcome: Outcome<unknown>): void {
  const { entry, op } = outcome;
  if (!entry || !op) {
    toasts.show({ tone: 'info', text: t('toast-nothing-changed') });
    return;
  }
  toasts.show({ text: opText(op), entry, actions: [{ label: t('undo'), run: () => void undo(entry) }] });
}

/** Takes back one entry, or the last one. */
export async function undo(entry?: string): Promise<Outcome<UndoResult> | null> {
  if (!entry && !desk.book?.undo) {
    toasts.show({ tone: 'info', text: t('toast-nothing-to-undo') });
    return null;
  }
  return step('journal.undo', entry ? { entry } : {}, 'toast-undone');
}

export async function redo(): Promise<Outcome<UndoResult> | null> {
  if (!desk.book?.redo) {
    toasts.show({ tone: 'info', text: t('toast-nothing-to-redo') });
    return null;
  }
  return step('journal.redo', {}, 'toast-redone');
}

async function step(
  command: 'journal.undo' | 'journal.redo',
  request: { entry?: string },
  sentence: 'toast-undone' | 'toast-redone',
): Promise<Outcome<UndoResult> | null> {
  const title = t(command === 'journal.undo' ? 'job-undo' : 'job-redo');
  try {
    const outcome = await jobs.run(title, (job) => call(command, { ...request, job }));
    if (!outcome) {
      toasts.show({ tone: 'info', text: t('toast-cancelled') });
      return null;
    }
    desk.accept(outcome.book);
    const { op, kept, nKept } = outcome.value;
    toasts.forget(outcome.value.entry);
    toasts.show({
      text: t(sentence, { what: targetText(op) }),
      details: keptLines(kept, nKept),
      actions:
        command === 'journal.undo' && desk.book?.redo
          ? [{ label: t('redo'), run: () => void redo() }]
          : outcome.entry && desk.book?.undo
            ? [{ label: t('undo'), run: () => void undo() }]
            : [],
    });
    return outcome;
  } catch (cause) {
    toasts.show({ tone: 'error', text: errorText(cause) });
    return null;
  }
}

function keptLines(kept: UndoResult['kept'], nKept: number): string[] {
  if (nKept === 0) return [];
  const named = kept
    .slice(0, 3)
    .map(({ what, field, why }) => `${field ? `${what} · ${fieldText(field)}` : what}: ${keptReason(why)}`);
  return [t('toast-kept', { n: nKept }), ...named];
}

/** Why a value was left as it is, in words. */
export function keptReason(why: Why): string {
  return t(`kept-${why.replaceAll('_', '-')}`);
}
