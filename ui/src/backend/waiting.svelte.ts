// Whether the person waits for an answer. Quick answers show nothing, so that the window does not flicker.

/** Milliseconds that pass unnoticed. */
export const patience = 300;

class Waiting {
  #late = $state(0);

  get isLong(): boolean {
    return this.#late > 0;
  }

  async over<T>(answer: Promise<T>): Promise<T> {
    let late = false;
    const clock = setTimeout(() => {
      late = true;
      this.#late += 1;
    }, patience);
    try {
      return await answer;
    } finally {
      clearTimeout(clock);
      if (late) this.#late -= 1;
    }
  }
}

export const waiting = new Waiting();
