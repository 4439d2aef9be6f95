// Where rows are in a list of any length. The list is one tall element that scrolls natively; browsers stop at about
// 33.5 million pixels, so above that the scrolled distance is scaled: the scrollbar still spans the whole list.
// "Virtual" pixels are those of the unscaled list, "real" ones those of the element.
export const tallest = 33_500_000;

export interface Geometry {
  total: number;
  rowHeight: number;
  /** Height of the part that shows rows. */
  viewport: number;
}

export interface RowRange {
  first: number;
  count: number;
  /** Real offset of the first row from the top of the element. */
  top: number;
}

export function height({ total, rowHeight }: Geometry): number {
  return Math.min(total * rowHeight, tallest);
}

/** Virtual pixels per real pixel of scrolling; 1 unless the list is too tall. */
function scale(g: Geometry): number {
  const real = height(g) - g.viewport;
  const virtual = g.total * g.rowHeight - g.viewport;
  return real > 0 ? Math.max(1, virtual / real) : 1;
}

export function range(g: Geometry, scrollTop: number, overscan: number): RowRange {
  const virtualTop = scrollTop * scale(g);
  const first = Math.max(0, Math.min(Math.floor(virtualTop / g.rowHeight) - overscan, g.total));
  const last = Math.min(g.total, Math.ceil((virtualTop + g.viewport) / g.rowHeight) + overscan);
  return { first, count: Math.max(0, last - first), top: scrollTop + first * g.rowHeight - virtualTop };
}

/** The scroll position nearest to the present one at which a row is wholly in view. */
export function reveal(g: Geometry, scrollTop: number, index: number): number {
  const ratio = scale(g);
  const virtualTop = scrollTop * ratio;
  const rowTop = index * g.rowHeight;
  if (rowTop < virtualTop) return Math.floor(rowTop / ratio);
  if (rowTop + g.rowHeight > virtualTop + g.viewport) return Math.ceil((rowTop + g.rowHeight - g.viewport) / ratio);
  return scrollTop;
}

/** Rows a Page key moves by: what is wholly in view, less one to keep the place. */
export function page({ viewport, rowHeight }: Geometry): number {
  return Math.max(1, Math.floor(viewport / rowHeight) - 1);
}
