// The pages of the app, found by their folder: `#/courses` is `pages/courses/Page.svelte`. A page about one thing has
// its own folder named for the one: `#/members/7` is `pages/member/Page.svelte`.
import type { Component } from 'svelte';

const found = import.meta.glob<{ default: Component }>('../pages/*/Page.svelte', { eager: true });

const ones: Record<string, string> = { members: 'member', courses: 'course', products: 'product', duplicates: 'merge' };

export function pageFor(page: string, id: string | null): Component | null {
  const folder = id === null ? page : ones[page];
  return found[`../pages/${folder}/Page.svelte`]?.default ?? null;
}
