// Where something dragged would land among its neighbours: geometry alone, so that it can be tested.
export type Axis = 'x' | 'y';

export type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

export interface Landing {
  /** Its place once it was let go, counted without it. */
  to: number;
  /** The neighbour beside which the line is drawn, and on which side. */
  beside: number;
  side: 'before' | 'after';
}

/**
 * Where what came from `from` lands if it is let go at a point. Neighbours that wrap stand in several lines: the line
 * nearest to the point counts, so that one can drop behind the last of a line and before the first of the next.
 */
export function landing(boxes: Box[], from: number, x: number, y: number, axis: Axis): Landing {
  const [along, across] = axis === 'x' ? [x, y] : [y, x];
  const spans = boxes.map((box) =>
    axis === 'x'
      ? { middle: (box.left + box.right) / 2, near: box.top, far: box.bottom }
      : { middle: (box.top + box.bottom) / 2, near: box.left, far: box.right },
  );
  const gaps = spans.map(({ near, far }) => Math.max(near - across, across - far, 0));
  const nearest = Math.min(...gaps);
  const line = spans.map((_, index) => index).filter((index) => gaps[index] === nearest);
  const passed = line.filter((index) => (spans[index]?.middle ?? 0) < along);
  const beside = passed.at(-1) ?? line[0] ?? from;
  const before = passed.length === 0;
  const gap = before ? beside : beside + 1;
  return { to: gap > from ? gap - 1 : gap, beside, side: before ? 'before' : 'after' };
}

/** A list with one of its items at another place. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const next = [...items];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}
