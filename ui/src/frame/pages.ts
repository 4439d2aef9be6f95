// The pages of the app, found by their folder: `#/courses` is `pages/courses/Page.svelte`. A page about one thing has
// its own folder named for the one: `#/members/7` is `pages/member/Page.svelte`. Only the list of members comes with the
// window; the others are fetched once its first rows are painted, or when somebody goes there sooner.
import type { Component } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import Members from '../pages/members/Page.svelte';

const fetches = import.meta.glob<{ default: Component }>(['../pages/*/Page.svelte', '!../pages/members/Page.svelte']);

const ones: Record<string, string> = { members: 'member', courses: 'course', products: 'product', duplicates: 'merge' };

const here = new SvelteMap<string, Component>([['../pages/members/Page.svelte', Members]]);

async function fetched(path: string): Promise<void> {
  const page = await fetches[path]?.();
  if (page) here.set(path, page.default);
}

/** The page at an address: null where there is none, undefined while it is on its way. */
export function pageFor(page: string, id: string | null): Component | null | undefined {
  const path = `../pages/${id === null ? page : ones[page]}/Page.svelte`;
  const found = here.get(path);
  if (found) return found;
  if (!(path in fetches)) return null;
  void fetched(path);
  return undefined;
}

/** Fetches the pages that are not here yet. */
export function fetchPages(): void {
  for (const path of Object.keys(fetches)) if (!here.has(path)) void fetched(path);
}
