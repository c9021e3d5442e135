import { scaled, toCrop } from './crop';
import type { Crop, Point } from './crop';
import type { Scene } from './scene';

/** What dragging changes. */
export interface Dragging {
  /** The current crop; undefined while there is none. */
  readonly get: () => Crop | undefined;
  /** Called with the next one. */
  readonly set: (crop: Crop) => void;
  /** Called with the position of a face that is clicked. */
  readonly onFace: (position: number) => void;
}

/**
 * Lets the reader drag the crop, its corner (size) and the handle on its upper edge (turn), and click faces.
 *
 * @param scene The drawing.
 * @param dragging What to do.
 */
export function startDragging(scene: Scene, { get, set, onFace }: Dragging): void {
  const element = scene.svg;
  let move: ((to: Point) => Crop) | undefined;
  element.addEventListener('pointerdown', (event) => {
    const { handle, face } = (event.target as SVGElement).dataset;
    if (face !== undefined) {
      onFace(Number(face));
      return;
    }
    const [start, from] = [get(), scene.at(event)];
    if (!start) return;
    const [u, v] = toCrop(start, from);
    const isInside = u >= 0 && u <= 1 && v >= 0 && v <= 1;
    if (handle === 'size') move = (to) => scaled(start, distance(start, to) / distance(start, from));
    else if (handle === 'turn') move = (to) => ({ ...start, turn: turned(start, from, to) });
    else if (isInside) move = ([x, y]) => ({ ...start, x: start.x + x - from[0], y: start.y + y - from[1] });
    if (!move) return;
    element.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  element.addEventListener('pointermove', (event) => move && set(move(scene.at(event))));
  for (const end of ['pointerup', 'pointercancel'] as const) element.addEventListener(end, () => (move = undefined));
}

const distance = ({ x, y }: Crop, [px, py]: Point): number => Math.hypot(px - x, py - y);

/** The crop's turn when one place in it is dragged to another, at most half a turn either way. */
function turned({ x, y, turn }: Crop, from: Point, to: Point): number {
  const angle = ([px, py]: Point): number => (Math.atan2(py - y, px - x) * 180) / Math.PI;
  return ((turn + angle(to) - angle(from) + 540) % 360) - 180;
}
