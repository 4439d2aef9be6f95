// Which entries of a member's history are shown.
import type { Entry, MemberEntry } from '../../backend/api';

/** What a person asks for; an empty text asks for nothing. */
export interface Wanted {
  kind: string;
  actor: string;
  /** An import, by its entry: it, and what took it back or did it again. */
  import: string;
}

export function everything(): Wanted {
  return { kind: '', actor: '', import: '' };
}

interface Choices {
  kinds: string[];
  actors: string[];
  imports: { id: string; file: string; at: number }[];
}

/** What there is to choose from, in the order in which it comes up. */
export function choicesOf(history: MemberEntry[]): Choices {
  const entries = history.map(({ entry }) => entry);
  return {
    kinds: [...new Set(entries.map(({ op }) => op.kind))],
    actors: [...new Set(entries.map(({ actor }) => actor))],
    imports: entries
      .filter(({ op }) => op.kind === 'import')
      .map(({ id, op, at }) => ({ id, file: String(op.args.file ?? ''), at })),
  };
}

export function passes({ id, op, actor }: Entry, wanted: Wanted): boolean {
  return (
    (!wanted.kind || op.kind === wanted.kind) &&
    (!wanted.actor || actor === wanted.actor) &&
    (!wanted.import || id === wanted.import || (op.args.of === 'import' && String(op.args.entry) === wanted.import))
  );
}
