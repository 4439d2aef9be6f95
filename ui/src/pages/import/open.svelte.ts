// The ways into an import from anywhere in the app, and the one question they may have to ask: opening another file
// ends the import that is under way, and that is asked only when it would throw away something done by hand.
import { go } from '../../state/route.svelte';
import { wizard } from './wizard.svelte';

class Asked {
  what = $state<'discard' | 'replace' | null>(null);
}

export const asked = new Asked();

let waiting: { path: string } | { text: string } | null = null;

/** Shows the import page; with a path it opens that file there. */
export function openImport(path?: string): void {
  if (path !== undefined) openSource({ path });
  else if (wizard.imported) wizard.discard();
  go('import');
}

export function openSource(source: { path: string } | { text: string }): void {
  if (wizard.applying) return;
  if (wizard.atRisk) {
    waiting = source;
    asked.what = 'replace';
  } else {
    void wizard.open(source);
  }
}

export function discard(): void {
  if (wizard.atRisk) asked.what = 'discard';
  else wizard.discard();
}

/** The answer yes. */
export function replace(): void {
  const source = waiting;
  waiting = null;
  const { what } = asked;
  asked.what = null;
  if (what === 'replace' && source) void wizard.open(source);
  else wizard.discard();
}
