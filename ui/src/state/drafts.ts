// Text that was typed and not yet saved, kept over a change of page and a restart. It is a convenience: where the
// browser refuses storage, the draft lives as long as its form.
export const drafts = {
  load<T>(key: string): Partial<T> {
    try {
      return JSON.parse(localStorage.getItem(`draft ${key}`) ?? '{}');
    } catch {
      return {};
    }
  },
  save(key: string, value: unknown): void {
    try {
      localStorage.setItem(`draft ${key}`, JSON.stringify(value));
    } catch {
      // Storage is full or off; the form still has the text.
    }
  },
  drop(key: string): void {
    localStorage.removeItem(`draft ${key}`);
  },
};
