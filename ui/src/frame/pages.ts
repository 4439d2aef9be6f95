// The pages of the app, found by their folder: `#/courses` is `pages/courses/Page.svelte`. A page about one thing has
// its own folder named for the one: `#/members/7` is `pages/member/Page.svelte`. Only the list of members comes with the
// window; the others are fetched once its first rows are painted, or when somebody goes there sooner.
import type { Component } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import Members from '../pages/members/Page.svelte';

const fetches = import.meta.glob<{ default: Component }>(['../pages/*/Page.svelte', '!../pages/members/Page.svelte']);

const ones: Record<string, string> = { members: 'member', courses: 'course', products: 'product', duplicates: 'merge' };

const here = new SvelteMap<string, Component>([['../pages/members/Page.svelte', Members]]);

/** Those that could not be fetched. */
const failed = new SvelteSet<string>();

async function fetched(path: string): Promise<void> {
  try {
    const page = await fetches[path]?.();
    if (page) here.set(path, page.default);
    failed.delete(path);
  } catch {
    failed.add(path);
  }
}

function pathOf(page: string, id: string | null): string {
  return `../pages/${id === null ? page : ones[page]}/Page.svelte`;
}

/** The page at an address: null where there is none, undefined while it is on its way. */
export function pageFor(page: string, id: string | null): Component | null | undefined {
  const path = pathOf(page, id);
  const found = here.get(path);
  if (found) return found;
  if (!(path in fetches)) return null;
  if (!failed.has(path)) void fetched(path);
  return undefined;
}

/** Whether the page could not be fetched; it is not tried again by itself. */
export function isMissing(page: string, id: string | null): boolean {
  return failed.has(pathOf(page, id));
}

/** Fetches a page once more. */
export function fetchAgain(page: string, id: string | null): Promise<void> {
  return fetched(pathOf(page, id));
}

/** Fetches the pages that are not here yet. */
export function fetchPages(): void {
  for (const path of Object.keys(fetches)) if (!here.has(path)) void fetched(path);
}
