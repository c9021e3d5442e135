import { toWindow   } from './view-window';
import type {Point, ViewWindow} from './view-window';

/**
 * Lets the reader drag the window, its corner (size) and its upper edge's handle (turn).
 *
 * @param at photo pixels of a place on the screen
 */
export function startDragging(
  element: SVGElement,
  at: (event: PointerEvent) => Point,
  get: () => ViewWindow,
  set: (window: ViewWindow) => void,
): void {
  let move: ((landmark: Point) => ViewWindow) | undefined;
  element.addEventListener('pointerdown', (event) => {
    const handle = (event.target as Element).getAttribute('data-handle');
    const [start, from] = [get(), at(event)];
    const [u, v] = toWindow(start, from);
    const isInside = u >= 0 && u <= 1 && v >= 0 && v <= 1;
    if (handle === 'size') move = (landmark) => scaled(start, distance(start, landmark) / distance(start, from));
    else if (handle === 'turn') move = (landmark) => ({ ...start, turn: turned(start, from, landmark) });
    else if (isInside) move = ([x, y]) => ({ ...start, x: start.x + x - from[0], y: start.y + y - from[1] });
    if (!move) return;
    element.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  element.addEventListener('pointermove', (event) => move && set(move(at(event))));
  for (const end of ['pointerup', 'pointercancel'] as const) element.addEventListener(end, () => (move = undefined));
}

export const scaled = (window: ViewWindow, factor: number): ViewWindow => ({
  ...window,
  width: window.width * factor,
  height: window.height * factor,
});

const distance = ({ x, y }: ViewWindow, landmark: Point): number => Math.hypot(landmark[0] - x, landmark[1] - y);

/** Never more than half a turn either way. */
function turned({ x, y, turn }: ViewWindow, from: Point, to: Point): number {
  const angle = ([px, py]: Point): number => (Math.atan2(py - y, px - x) * 180) / Math.PI;
  return ((turn + angle(to) - angle(from) + 540) % 360) - 180;
}
