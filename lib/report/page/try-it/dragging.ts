import { scaled, toCrop } from './crop';
import type { Crop, Point } from './crop';

/**
 * Lets the reader drag the crop, its corner (size) and the handle on its upper edge (turn).
 *
 * @param element The drawing, with handles that have `data-handle`.
 * @param at Photo pixels of a place on the screen.
 * @param get The current crop.
 * @param set Called with the next one.
 */
export function startDragging(
  element: SVGElement,
  at: (event: PointerEvent) => Point,
  get: () => Crop,
  set: (crop: Crop) => void,
): void {
  let move: ((to: Point) => Crop) | undefined;
  element.addEventListener('pointerdown', (event) => {
    const handle = (event.target as Element).getAttribute('data-handle');
    const [start, from] = [get(), at(event)];
    const [u, v] = toCrop(start, from);
    const isInside = u >= 0 && u <= 1 && v >= 0 && v <= 1;
    if (handle === 'size') move = (to) => scaled(start, distance(start, to) / distance(start, from));
    else if (handle === 'turn') move = (to) => ({ ...start, turn: turned(start, from, to) });
    else if (isInside) move = ([x, y]) => ({ ...start, x: start.x + x - from[0], y: start.y + y - from[1] });
    if (!move) return;
    element.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  element.addEventListener('pointermove', (event) => move && set(move(at(event))));
  for (const end of ['pointerup', 'pointercancel'] as const) element.addEventListener(end, () => (move = undefined));
}

const distance = ({ x, y }: Crop, [px, py]: Point): number => Math.hypot(px - x, py - y);

/** The crop's turn when one place in it is dragged to another, at most half a turn either way. */
function turned({ x, y, turn }: Crop, from: Point, to: Point): number {
  const angle = ([px, py]: Point): number => (Math.atan2(py - y, px - x) * 180) / Math.PI;
  return ((turn + angle(to) - angle(from) + 540) % 360) - 180;
}
