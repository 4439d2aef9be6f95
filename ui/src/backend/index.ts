// The one door between the interface and the book. Which host answers (the desktop shell or a loopback server) is
// decided once at start; nothing else in the UI knows.
import type { Commands } from './api';
import { waiting } from './waiting.svelte';

export type * from './api';

export interface FileFilter {
  name: string;
  extensions: string[];
}

export interface FilesDropped {
  kind: 'enter' | 'leave' | 'drop';
  paths: string[];
}

export interface Backend {
  /** Rejects with `{ code, args }`. */
  rpc(command: string, request: unknown): Promise<unknown>;
  pickFile(o: { title: string; filters: FileFilter[] }): Promise<string | null>;
  pickSave(o: { title: string; suggestedName: string; filters: FileFilter[] }): Promise<string | null>;
  setTitle(title: string): Promise<void>;
  reveal(path: string): Promise<void>;
  onFilesDropped(cb: (e: FilesDropped) => void): () => void;
  onOpenBook(cb: (path: string) => void): () => void;
  launchPath(): Promise<string | null>;
  /** Tells the host that the first real content is on screen; it measures the start by it. */
  painted(): void;
  quit(): Promise<void>;
}

/** A refusal of the book, with the values its sentence needs. The words are in `i18n/*\/errors.ftl`. */
export class RollbookError extends Error {
  readonly code: string;
  readonly args: Record<string, string | number>;

  constructor(code: string, args: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.args = args;
  }

  static from(cause: unknown): RollbookError {
    if (cause instanceof RollbookError) return cause;
    if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string') {
      const args = 'args' in cause && typeof cause.args === 'object' && cause.args !== null ? cause.args : {};
      return new RollbookError(cause.code, args as Record<string, string | number>);
    }
    return new RollbookError('unreachable', { detail: String(cause) });
  }
}

let backend: Backend | null = null;

/** Chooses the host. Must be awaited before anything else of this module is used. */
export async function reachHost(): Promise<void> {
  if (import.meta.env.DEV && new URLSearchParams(location.search).has('mock')) {
    backend = (await import('./mock')).connect();
    return;
  }
  const { connect } = '__TAURI_INTERNALS__' in window ? await import('./tauri') : await import('./http');
  backend = connect();
}

/** Dialogs, the window and the file manager. */
export function host(): Backend {
  if (!backend) throw new Error('reachHost() has not finished');
  return backend;
}

export async function call<C extends keyof Commands>(command: C, request: Commands[C][0]): Promise<Commands[C][1]> {
  try {
    const answer = host().rpc(command, request) as Promise<Commands[C][1]>;
    // Work that can be followed says itself how far it is.
    return await ('job' in request ? answer : waiting.over(answer));
  } catch (cause) {
    throw RollbookError.from(cause);
  }
}
