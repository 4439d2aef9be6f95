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
  offer(opText(op), [], t('undo'), entry);
}

/**
 * Takes back one entry, or the newest that is in force. The entry may be an undo: taking that back does again what it
 * had undone.
 */
export async function undo(entry?: string): Promise<Outcome<UndoResult> | null> {
  if (!entry && !desk.book?.undo) {
    toasts.show({ tone: 'info', text: t('toast-nothing-to-undo') });
    return null;
  }
  return step(t('job-undo'), (job) => call('journal.undo', entry ? { entry, job } : { job }));
}

/** Does again what the newest undo took back. */
export async function redo(): Promise<Outcome<UndoResult> | null> {
  if (!desk.book?.redo) {
    toasts.show({ tone: 'info', text: t('toast-nothing-to-redo') });
    return null;
  }
  return step(t('job-redo'), (job) => call('journal.redo', { job }));
}

async function step(
  title: string,
  work: (job: string) => Promise<Outcome<UndoResult>>,
): Promise<Outcome<UndoResult> | null> {
  try {
    const outcome = await jobs.run(title, work);
    if (!outcome) {
      toasts.show({ tone: 'info', text: t('toast-cancelled') });
      return null;
    }
    desk.accept(outcome.book);
    announceStep(outcome);
    return outcome;
  } catch (cause) {
    toasts.show({ tone: 'error', text: errorText(cause) });
    return null;
  }
}

/**
 * Says what was taken back or done again, with the way back of this very step, whatever is written after it: an undo
 * is done again by taking the undo back, and what was done again is a write like the first time.
 */
function announceStep({ value, entry, op, changes }: Outcome<UndoResult>): void {
  const what = targetText(value.op);
  const details = keptLines(value.kept, value.nKept);
  if (entry) toasts.forget(value.entry);
  if (!entry || !op || changes === 0) {
    toasts.show({ tone: 'info', text: t('toast-nothing-went-back', { what }), details });
  } else if (op.kind === 'redo') {
    offer(t('toast-redone', { what }), details, t('undo'), String(value.op.args.entry));
  } else {
    offer(t('toast-undone', { what }), details, t('redo'), entry);
  }
}

function offer(text: string, details: string[], label: string, entry: string): void {
  toasts.show({ text, details, entry, actions: [{ label, run: () => void undo(entry) }] });
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
