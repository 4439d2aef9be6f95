// The choices of a field while they are edited. A line keeps what its members have from before, whatever is typed into
// it and wherever it moves: so a new name is one, and a new choice at the place of another is not.

export interface ChoiceLine {
  /** The place it had when it was made; no two lines have the same. */
  id: number;
  /** The value that members may have; null for a line that is new. */
  was: string | null;
  text: string;
}

export interface ChoicesEdit {
  choices: string[];
  renamed: Record<string, string>;
}

export function linesOf(choices: readonly string[]): ChoiceLine[] {
  return choices.map((choice, id) => ({ id, was: choice, text: choice }));
}

/** Adds a line for each text, in front of the line at `at`. */
export function withNew(lines: readonly ChoiceLine[], at: number, texts: readonly string[]): ChoiceLine[] {
  const next = Math.max(-1, ...lines.map(({ id }) => id)) + 1;
  return lines.toSpliced(at, 0, ...texts.map((text, n) => ({ id: next + n, was: null, text })));
}

export function moved(lines: readonly ChoiceLine[], at: number, by: number): ChoiceLine[] {
  const line = lines[at];
  const to = at + by;
  if (!line || to < 0 || to >= lines.length) return [...lines];
  return lines.toSpliced(at, 1).toSpliced(to, 0, line);
}

/** What was pasted, a choice on each line. */
export function pasted(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((one) => one.trim())
    .filter(Boolean);
}

/** The command's form of it. A line that was emptied is a choice that goes. */
export function toEdit(lines: readonly ChoiceLine[]): ChoicesEdit {
  const kept = lines.map(({ was, text }) => ({ was, text: text.trim() })).filter(({ text }) => text !== '');
  const renamed = kept.flatMap(({ was, text }) => (was === null || was === text ? [] : [[was, text] as const]));
  return { choices: kept.map(({ text }) => text), renamed: Object.fromEntries(renamed) };
}
