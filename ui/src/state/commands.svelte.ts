// What the palette can do. The frame brings what always works, a page adds its own while it is shown.
import type { Component } from 'svelte';

export interface Command {
  id: string;
  label: string;
  icon?: Component<{ size?: number | string }>;
  /** The combination that does the same anywhere, as in `mod+shift+z`. */
  keys?: string;
  run: () => void;
}

class Commands {
  #sets = $state.raw<(() => Command[])[]>([]);
  list = $derived(this.#sets.flatMap((set) => set()));

  /** Adds commands for as long as the caller's effect lives: `$effect(() => commands.add(() => […]))`. */
  add(set: () => Command[]): () => void {
    this.#sets = [...this.#sets, set];
    return () => {
      this.#sets = this.#sets.filter((other) => other !== set);
    };
  }
}

export const commands = new Commands();
