// Puts the things of a list in another order with the pointer. A thing is whatever has `data-drag` with its id inside
// the element that `list` is attached to; where it would land is a gap between things, counted from 0 before the first.
//
// Pointer events instead of the browser's own drag and drop: that one belongs to files, which the window takes over
// before a page sees them. It is never the only way: whatever can be dragged can be moved with the keyboard.
import type { Attachment } from 'svelte/attachments';

interface Options {
  axis: 'x' | 'y';
  /** The gap that is meant by one, or null where the thing can't go; any gap without it. */
  fit?: (id: string, gap: number) => number | null;
  drop: (id: string, gap: number) => void;
}

/** So far the pointer goes before a press is a drag, in pixels. */
const slack = 5;
/** So near to an edge a list scrolls, and so fast: pixels, and pixels in a frame. */
const edge = 36;
const pace = 10;

export class Drag {
  /** What is being dragged, and the gap it would go into. */
  id = $state<string | null>(null);
  gap = $state<number | null>(null);
  /** Where the pointer is in the window. */
  at = $state.raw({ x: 0, y: 0 });
  readonly #options: Options;
  #pressed: { id: string; x: number; y: number; pointer: number } | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  readonly list: Attachment<HTMLElement> = (list) => {
    const press = (event: PointerEvent): void => {
      const target = event.target as Element;
      const thing = target.closest<HTMLElement>('[data-drag]');
      if (event.button !== 0 || !thing || target.closest('input, textarea, [contenteditable]')) return;
      this.#pressed = { id: thing.dataset.drag ?? '', x: event.clientX, y: event.clientY, pointer: event.pointerId };
    };
    const move = (event: PointerEvent): void => {
      const pressed = this.#pressed;
      if (!pressed || event.pointerId !== pressed.pointer) return;
      this.at = { x: event.clientX, y: event.clientY };
      if (this.id === null) {
        if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < slack) return;
        this.#begin(list, pressed);
      }
      this.#aim(list);
    };
    const release = (): void => {
      const { id, gap } = this;
      this.#end();
      if (id !== null && gap !== null) this.#options.drop(id, gap);
    };
    const cancel = (): void => this.#end();
    const key = (event: KeyboardEvent): void => {
      if (this.id === null || event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      this.#end();
    };
    list.addEventListener('pointerdown', press);
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', key, true);
    return () => {
      this.#end();
      list.removeEventListener('pointerdown', press);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', key, true);
    };
  };

  #begin(list: HTMLElement, pressed: { id: string; pointer: number }): void {
    this.id = pressed.id;
    // What is captured clicks nothing when it is let go, also outside the window, and has the list's cursor.
    list.setPointerCapture(pressed.pointer);
    getSelection()?.removeAllRanges();
    for (const one of [list, document.documentElement]) one.classList.add('dragging');
    const scroll = (): void => {
      if (this.id === null) return;
      this.#scroll(list);
      requestAnimationFrame(scroll);
    };
    requestAnimationFrame(scroll);
  }

  #end(): void {
    this.#pressed = null;
    this.id = null;
    this.gap = null;
    for (const one of document.querySelectorAll('.dragging')) one.classList.remove('dragging');
  }

  #aim(list: HTMLElement): void {
    if (this.id === null) return;
    const { axis, fit } = this.#options;
    const things = [...list.querySelectorAll('[data-drag]')];
    const after = things.findIndex((thing) => {
      const { left, top, width, height } = thing.getBoundingClientRect();
      return axis === 'y' ? this.at.y < top + height / 2 : this.at.x < left + width / 2;
    });
    const gap = after === -1 ? things.length : after;
    this.gap = fit ? fit(this.id, gap) : gap;
  }

  #scroll(list: HTMLElement): void {
    const { axis } = this.#options;
    const place = scrollerOf(list, axis);
    if (!place) return;
    const { left, top, right, bottom } = place.getBoundingClientRect();
    const [at, start, end] = axis === 'y' ? [this.at.y, top, bottom] : [this.at.x, left, right];
    const by = at < start + edge ? -pace : at > end - edge ? pace : 0;
    if (by === 0) return;
    place.scrollBy(axis === 'y' ? { top: by } : { left: by });
    this.#aim(list);
  }
}

function scrollerOf(list: HTMLElement, axis: 'x' | 'y'): HTMLElement | null {
  for (let place: HTMLElement | null = list; place; place = place.parentElement) {
    const style = getComputedStyle(place);
    if (/auto|scroll/.test(axis === 'y' ? style.overflowY : style.overflowX)) return place;
  }
  return null;
}
