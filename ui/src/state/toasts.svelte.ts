// What was just done, with the way back. A toast stays at least eight seconds and never leaves while it is read:
// the pointer over it or the focus in it holds the clock.
const shortest = 8000;

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  tone: 'done' | 'error' | 'info';
  text: string;
  details: string[];
  actions: ToastAction[];
  /** The entry of the journal it tells of. */
  entry: string | null;
}

class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();
  #held = false;

  show(toast: Partial<Omit<Toast, 'id'>> & { text: string }): number {
    const id = this.#next++;
    const shown: Toast = { tone: 'done', details: [], actions: [], entry: null, ...toast, id };
    this.list = [...this.list, shown].slice(-4);
    this.#start(id);
    return id;
  }

  dismiss(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** An entry that was undone has nothing left to offer. */
  forget(entry: string): void {
    for (const toast of this.list) if (toast.entry === entry) this.dismiss(toast.id);
  }

  clear(): void {
    for (const toast of this.list) this.dismiss(toast.id);
  }

  hold(): void {
    this.#held = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  release(): void {
    this.#held = false;
    for (const toast of this.list) this.#start(toast.id);
  }

  #start(id: number): void {
    if (this.#held) return;
    const toast = this.list.find((one) => one.id === id);
    if (!toast) return;
    // Eighty milliseconds a character is a slow reader's pace.
    const length = toast.text.length + toast.details.reduce((sum, line) => sum + line.length, 0);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), Math.max(shortest, length * 80)),
    );
  }
}

export const toasts = new Toasts();
