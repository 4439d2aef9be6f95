// How a screen must look in every size, theme and language: nothing that axe objects to, nothing cut, nothing on top of
// something else, no scrollbar where none is needed. The pictures it leaves are for a person to look at.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Locale } from '../../ui/src/backend/api';

const shots = resolve(import.meta.dirname, '../shots');
const sizes = [
  { width: 1280, height: 800 },
  { width: 1000, height: 700 },
] as const;

/**
 * Checks a screen in the given themes and both sizes and leaves a picture of each. Axe sees no difference between
 * languages, so it is asked in English; the longer words of the others are a matter of layout.
 */
export async function look(page: Page, name: string, locale: Locale): Promise<void> {
  mkdirSync(shots, { recursive: true });
  const faults: string[] = [];
  const themes = locale === 'en' ? (['light', 'dark'] as const) : (['light'] as const);
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    for (const size of sizes) {
      await page.setViewportSize(size);
      await settle(page);
      const at = `${name}-${locale}-${colorScheme}-${size.width}`;
      await page.screenshot({ path: join(shots, `${at}.png`) });
      for (const fault of await page.evaluate(layoutFaults)) faults.push(`${at}: ${fault}`);
    }
    if (locale === 'en')
      for (const fault of await axeFaults(page, colorScheme)) faults.push(`${name}-${colorScheme}: ${fault}`);
  }
  for (const fault of await largeText(page, `${name}-${locale}-200`)) faults.push(fault);
  expect.soft(faults, name).toEqual([]);
}

/** The same screen for a reader who needs letters of twice the size. */
async function largeText(page: Page, at: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize(sizes[0]);
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  // What hangs on a button goes with it; the reader scrolls back to where they were.
  await page.evaluate(() => document.querySelector('main [aria-expanded=true]')?.scrollIntoView({ block: 'center' }));
  await settle(page);
  await page.screenshot({ path: join(shots, `${at}.png`) });
  const faults = await page.evaluate(layoutFaults);
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  return faults.map((fault) => `${at}: ${fault}`);
}

/** Two frames after the last animation: what is drawn now is what stays. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const finite = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(finite.map((animation) => animation.finished));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
}

/** Only colours differ in the dark; names, roles and order were looked at in the light. */
async function axeFaults(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (colorScheme === 'light') axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']);
  else axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await axe
    // What floats (menus, lists, the drop overlay) belongs to no landmark; it is announced by its own role.
    .disableRules('region')
    // Every row of a grid is drawn alike: the first ones stand for all of them.
    .exclude('[role=grid] .shown > [role=row]:nth-child(n + 5)')
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary?.replace(/\s+/g, ' ')}`),
  );
}

/** Runs in the page. */
function layoutFaults(): string[] {
  const faults: string[] = [];
  const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the window scrolls sideways by ${scrollWidth - clientWidth}px`);
  if (scrollHeight > clientHeight) faults.push(`the window scrolls down by ${scrollHeight - clientHeight}px`);

  for (const element of document.querySelectorAll('*')) {
    const { overflowX } = getComputedStyle(element);
    // What has many columns is a table to move about in; all else fits its place, and short tables do at the usual size.
    if (!/auto|scroll/.test(overflowX) || element.closest('[role=grid], [role=region][tabindex]')) continue;
    if (document.documentElement.style.fontSize && element.querySelector('table')) continue;
    const over = element.scrollWidth - element.clientWidth;
    if (over > 1) faults.push(`${described(element)} scrolls sideways by ${over}px`);
  }
  for (const control of document.querySelectorAll('button, input, textarea, a[href], [role=checkbox], [role=radio]')) {
    if (!control.checkVisibility() || control.closest('.visually-hidden, .skip')) continue;
    const box = control.getBoundingClientRect();
    const cut = box.width > 0 && cutBy(control, box);
    if (cut) faults.push(`${described(control)} is cut by ${cut}`);
  }

  const lines: { text: string; box: DOMRect; element: Element }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const text = node.textContent?.trim();
    const element = node.parentElement;
    if (!text || !element?.checkVisibility() || element.closest('.visually-hidden, .skip, select, option')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const cut = cutBy(element, box);
    if (cut) faults.push(`“${text.slice(0, 60)}” is cut by ${cut}`);
    for (const line of range.getClientRects()) if (onTop(element, line)) lines.push({ text, box: line, element });
  }

  /** What stays in sight while the rest scrolls, and has this in it. */
  function staying(element: Element): Element | null {
    let above: Element | null = element;
    while (above && getComputedStyle(above).position !== 'sticky') above = above.parentElement;
    return above;
  }

  for (const [i, one] of lines.entries()) {
    for (const other of lines.slice(i + 1)) {
      if (one.element === other.element) continue;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      // What floats or stays in sight may cover what is below it, and what a list cuts off is not drawn where it would be.
      const layer = (element: Element) => element.closest('body > *, [role=dialog], [role=grid], .toasts');
      if (layer(one.element) !== layer(other.element) || staying(one.element) !== staying(other.element)) continue;
      const related = one.element.contains(other.element) || other.element.contains(one.element);
      if (wide > 2 && high > 5 && !related && !shortened(one.element) && !shortened(other.element)) {
        faults.push(`“${one.text.slice(0, 40)}” and “${other.text.slice(0, 40)}” overlap`);
      }
    }
  }
  return faults;

  /** The first ancestor that hides a part of the text without saying so by an ellipsis or a scrollbar. */
  function cutBy(element: Element, box: DOMRect): string | null {
    for (let around: Element | null = element; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      // What lies in a line has no edge to cut at.
      if (style.display === 'inline') continue;
      if (style.textOverflow === 'ellipsis' && style.overflowX !== 'visible') return null;
      if (style.webkitLineClamp !== 'none') return null;
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) return null;
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const frame = around.getBoundingClientRect();
      if (box.right > frame.right + 1 || box.left < frame.left - 1 || box.bottom > frame.bottom + 4) {
        return described(around);
      }
    }
    return box.right > innerWidth + 1 || box.bottom > innerHeight + 1 ? 'the window' : null;
  }

  function described(element: Element): string {
    const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40);
    return `${element.tagName.toLowerCase()}.${element.classList} “${name}”`;
  }

  function onTop(element: Element, box: DOMRect): boolean {
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    return top !== null && (element.contains(top) || top.contains(element)) && x < innerWidth && y < innerHeight;
  }

  /** Its box is wider than what is drawn of it. */
  function shortened(element: Element): boolean {
    const around = element.closest('.ellipsis, [class*=ellipsis]');
    return around !== null && around.scrollWidth > around.clientWidth;
  }
}
