// Things in a row or a column that are put in order: dragged with the pointer, or moved with Alt and the arrow keys.
// It listens for the pointer itself, because a window that takes files dropped onto it has no drag and drop of its
// page's own on some systems. How what is dragged looks, and the line where it would land, are in `style/base.css`.
import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { type Axis, type Landing, landing } from './landing';

export interface Reordering {
  axis: Axis;
  /** What is put in order: selects the items inside the element, in their order. */
  items: string;
  /** What an item is grabbed by, or is focused when it is moved by keyboard: selects inside an item. */
  handle: string;
  /** Called with the item's place and the place wanted, which differ. Must move the item before it returns. */
  move: (from: number, to: number) => void;
}

/** As far as a hand moves that only means to press, in pixels. */
const slip = 4;

export function reorder({ axis, items, handle, move }: Reordering): Attachment<HTMLElement> {
  return (element) => {
    const all = () => [...element.querySelectorAll<HTMLElement>(items)];
    /** The place of the item whose handle an event is about, or -1. */
    const grabbed = (event: Event) => {
      const held = event.target instanceof Element ? event.target.closest(handle) : null;
      return held ? all().findIndex((item) => item.contains(held)) : -1;
    };

    let stop = () => {};

    function press(event: PointerEvent): void {
      const from = grabbed(event);
      if (from < 0 || event.button !== 0) return;
      stop();
      const listening = new AbortController();
      const { signal } = listening;
      let lands: Landing | null = null;

      stop = () => {
        listening.abort();
        for (const item of all()) {
          delete item.dataset.dragged;
          delete item.dataset.drop;
        }
      };
      const drag = ({ clientX: x, clientY: y }: PointerEvent) => {
        if (!lands && Math.hypot(x - event.clientX, y - event.clientY) < slip) return;
        const there = all();
        lands = landing(
          there.map((item) => item.getBoundingClientRect()),
          from,
          x,
          y,
          axis,
        );
        for (const [place, item] of there.entries()) {
          item.toggleAttribute('data-dragged', place === from);
          if (place === lands.beside && lands.to !== from) item.dataset.drop = `${axis}-${lands.side}`;
          else delete item.dataset.drop;
        }
      };
      const drop = () => {
        stop();
        if (!lands) return;
        // The press that began the drag is not meant for what is under the pointer.
        const swallow = (click: Event) => click.stopPropagation();
        window.addEventListener('click', swallow, { capture: true, once: true });
        setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
        if (lands.to !== from) move(from, lands.to);
      };
      const leave = (key: KeyboardEvent) => {
        if (key.key !== 'Escape' || !lands) return;
        key.stopPropagation();
        key.preventDefault();
        stop();
      };
      window.addEventListener('pointermove', drag, { signal });
      window.addEventListener('pointerup', drop, { signal });
      window.addEventListener('pointercancel', stop, { signal });
      window.addEventListener('blur', stop, { signal });
      window.addEventListener('keydown', leave, { signal, capture: true });
    }

    function step(event: KeyboardEvent): void {
      const by = axis === 'x' ? { ArrowLeft: -1, ArrowRight: 1 } : { ArrowUp: -1, ArrowDown: 1 };
      const way = by[event.key as keyof typeof by];
      const from = grabbed(event);
      if (!event.altKey || way === undefined || from < 0) return;
      // Alt and an arrow is otherwise a page back.
      event.preventDefault();
      event.stopPropagation();
      const to = from + way;
      if (to < 0 || to >= all().length) return;
      const focused = document.activeElement;
      move(from, to);
      // An element that moves in the page loses the focus.
      void tick().then(() => focused instanceof HTMLElement && focused.focus());
    }

    element.addEventListener('pointerdown', press);
    element.addEventListener('keydown', step);
    return () => {
      stop();
      element.removeEventListener('pointerdown', press);
      element.removeEventListener('keydown', step);
    };
  };
}
