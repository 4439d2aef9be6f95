// Puts things in another order with the pointer: a column of them, or a row that may wrap. A thing is whatever has
// `data-drag` with its id inside the element that `list` is attached to; where it would land is a gap between things,
// counted from 0 before the first. The markup gives it the class `lifted`, and `data-drop` to what it would land beside:
// both, and the pointer, are drawn by `style/base.css`.
//
// Pointer events instead of the browser's own drag and drop: that one belongs to files, which the window takes over
// before a page sees them. It is never the only way: whatever can be dragged can be moved with the keyboard.
import type { Attachment } from 'svelte/attachments';

type Axis = 'x' | 'y';
type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

interface Point {
  x: number;
  y: number;
}

interface Landing {
  gap: number;
  /** Whether it is shown before the thing behind the gap, or after the one in front of it. */
  side: 'before' | 'after';
}

interface Options {
  axis: Axis;
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
  /** What is being dragged. */
  id = $state<string | null>(null);
  /** Where the pointer is in the window. */
  at = $state.raw<Point>({ x: 0, y: 0 });
  #landing = $state.raw<Landing | null>(null);
  readonly #options: Options;
  #pressed: (Point & { id: string; pointer: number }) | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  readonly list: Attachment<HTMLElement> = (list) => {
    const listening = new AbortController();
    const { signal } = listening;
    const press = (event: PointerEvent): void => {
      const target = event.target as Element;
      const thing = target.closest<HTMLElement>('[data-drag]');
      if (event.button !== 0 || !thing || target.closest('input, textarea, [contenteditable], [aria-haspopup]')) return;
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
      const id = this.id;
      const gap = this.#landing?.gap;
      this.#end();
      if (id === null) return;
      swallowClick();
      if (gap !== undefined) this.#options.drop(id, gap);
    };
    const cancel = (): void => this.#end();
    const key = (event: KeyboardEvent): void => {
      if (this.id === null || event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      this.#end();
      window.addEventListener('pointerup', swallowClick, { once: true });
    };
    list.addEventListener('pointerdown', press, { signal });
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', release, { signal });
    window.addEventListener('pointercancel', cancel, { signal });
    window.addEventListener('blur', cancel, { signal });
    window.addEventListener('keydown', key, { signal, capture: true });
    return () => {
      this.#end();
      listening.abort();
    };
  };

  /** What `data-drop` is for a thing: on which of its sides the line is, if it is there that the dragged would land. */
  line(place: number): string | undefined {
    if (!this.#landing) return undefined;
    const { gap, side } = this.#landing;
    const beside = side === 'before' ? gap : gap - 1;
    return place === beside ? `${this.#options.axis}-${side}` : undefined;
  }

  #begin(list: HTMLElement, pressed: { id: string; pointer: number }): void {
    this.id = pressed.id;
    // Nothing that the pointer passes shows that it is under it.
    list.setPointerCapture(pressed.pointer);
    getSelection()?.removeAllRanges();
    document.documentElement.classList.add('dragging');
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
    this.#landing = null;
    document.documentElement.classList.remove('dragging');
  }

  #aim(list: HTMLElement): void {
    if (this.id === null) return;
    const { axis, fit } = this.#options;
    const boxes = [...list.querySelectorAll('[data-drag]')].map((thing) => thing.getBoundingClientRect());
    const near = landing(boxes, this.at, axis);
    const gap = fit ? fit(this.id, near.gap) : near.gap;
    if (gap === near.gap) this.#landing = near;
    else this.#landing = gap === null ? null : { gap, side: gap === 0 ? 'before' : 'after' };
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

/**
 * Where something lands that is let go at a point. A row that wraps stands in several lines: the one nearest to the
 * point counts, so that behind the last of a line and before the first of the next are one gap, but two places to aim at.
 */
export function landing(boxes: Box[], at: Point, axis: Axis): Landing {
  const line = axis === 'y' ? boxes : lineAt(boxes, at.y);
  const passed = line.filter(({ left, top, right, bottom }) =>
    axis === 'y' ? at.y >= (top + bottom) / 2 : at.x >= (left + right) / 2,
  ).length;
  const start = boxes.findIndex((box) => box === line[0]);
  return { gap: Math.max(start, 0) + passed, side: passed === 0 ? 'before' : 'after' };
}

/** The boxes beside the one that is nearest to a height: those of a line may differ in theirs. */
function lineAt(boxes: Box[], y: number): Box[] {
  const away = ({ top, bottom }: Box) => Math.max(top - y, y - bottom, 0);
  const nearest = Math.min(...boxes.map(away));
  const near = boxes.find((box) => away(box) === nearest);
  return boxes.filter(({ top, bottom }) => near && top < near.bottom && bottom > near.top);
}

/** The press that began a drag is not meant for what is under the pointer when it is let go. */
function swallowClick(): void {
  const swallow = (click: Event) => click.stopPropagation();
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}

function scrollerOf(list: HTMLElement, axis: Axis): HTMLElement | null {
  for (let place: HTMLElement | null = list; place; place = place.parentElement) {
    const style = getComputedStyle(place);
    if (/auto|scroll/.test(axis === 'y' ? style.overflowY : style.overflowX)) return place;
  }
  return null;
}
