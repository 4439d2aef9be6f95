// The desktop shell (`src-tauri`). The only file of the UI that knows it.
import { invoke } from '@tauri-apps/api/core';
import { type EventCallback, listen } from '@tauri-apps/api/event';
import type { Backend } from './index';

/** Listens from now on; the answer stops it, whether or not the shell has confirmed by then. */
function on<T>(event: string, heard: EventCallback<T>): () => void {
  const unlisten = listen(event, heard);
  return () => void unlisten.then((stop) => stop());
}

export function connect(): Backend {
  return {
    rpc: (command, request) => invoke('rpc', { command, request: JSON.stringify(request) }),
    pickFile: (options) => invoke('pick_file', { ...options }),
    pickSave: (options) => invoke('pick_save', { ...options }),
    setTitle: (title) => invoke('set_title', { title }),
    reveal: (path) => invoke('reveal', { path }),
    onFilesDropped(dropped) {
      // Between "enter" and "drop" the shell also sends every move of the pointer, which nobody needs.
      const stops = [
        on<{ paths: string[] }>('tauri://drag-enter', (e) => dropped({ kind: 'enter', paths: e.payload.paths })),
        on<{ paths: string[] }>('tauri://drag-drop', (e) => dropped({ kind: 'drop', paths: e.payload.paths })),
        on('tauri://drag-leave', () => dropped({ kind: 'leave', paths: [] })),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    onOpenBook: (open) => on<string>('open-book', (e) => open(e.payload)),
    launchPath: () => invoke('launch_path'),
    painted: () => void invoke('painted'),
    quit: () => invoke('quit'),
  };
}
