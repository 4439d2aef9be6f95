// The test host (`tests/host`): the same commands over loopback. What only a native program can do is played by the
// test, which sets the answer of the next dialog and sends dropped files as events of the window.
import type { Backend, FilesDropped } from './index';

declare global {
  interface Window {
    /** What a test prepares: the answers of the next dialogs, each given once. */
    __rollbook?: { nextFile?: string; nextSave?: string };
  }
  interface WindowEventMap {
    'rollbook:files': CustomEvent<FilesDropped>;
    'rollbook:book': CustomEvent<string>;
  }
}

function once(answer: 'nextFile' | 'nextSave'): string | null {
  const prepared = window.__rollbook?.[answer];
  if (prepared === undefined) return null;
  delete window.__rollbook?.[answer];
  return prepared;
}

function on<K extends 'rollbook:files' | 'rollbook:book'>(
  event: K,
  heard: (detail: WindowEventMap[K]['detail']) => void,
): () => void {
  const listener = (e: WindowEventMap[K]) => heard(e.detail);
  window.addEventListener(event, listener);
  return () => window.removeEventListener(event, listener);
}

export function connect(): Backend {
  return {
    async rpc(command, request) {
      const response = await fetch('/rpc', { method: 'POST', body: JSON.stringify({ command, request }) });
      const answer = await response.text();
      if (response.ok) return JSON.parse(answer);
      throw response.status === 422 ? JSON.parse(answer) : new Error(answer);
    },
    pickFile: async () => once('nextFile'),
    pickSave: async () => once('nextSave'),
    setTitle: async (title) => {
      document.title = title;
    },
    reveal: async () => {},
    onFilesDropped: (dropped) => on('rollbook:files', dropped),
    onOpenBook: (open) => on('rollbook:book', open),
    launchPath: async () => null,
    painted: () => {
      document.documentElement.dataset.painted = 'true';
    },
    quit: async () => {},
  };
}
