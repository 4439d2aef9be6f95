// What is pressed can go away with what it did: a filter's ×, the form of a new name. The focus then goes on to a
// neighbour that stays, instead of falling to the top of the page.
import { tick } from 'svelte';

export async function passFocus(to: () => HTMLElement | null | undefined): Promise<void> {
  await tick();
  // A panel that closes gives the focus back in its own time.
  requestAnimationFrame(() => {
    if (isNowhere()) to()?.focus({ preventScroll: true });
  });
}

export function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Where the keys go when nothing better is left: the page's list, or the page. */
export function pageItself(): HTMLElement | null {
  const page = document.querySelector<HTMLElement>('main');
  return page?.querySelector<HTMLElement>('[role="grid"]') ?? page;
}
