import type { Box, Size } from '../../../geometry';
import type { Point, Reading } from '../annotation';

/** A point or box that somebody drew on a photo, in drawing programs where each landmark is a shape of its own. */
export interface Shape {
  /** The landmark's name, or what is in the box. */
  readonly label: string;
  /** Shapes of one group belong to one face; null if the program was not told. */
  readonly group: string | null;
  /** Null for a landmark that is marked as not there. */
  readonly point?: Point | null;
  readonly box?: Box;
  /** Number of landmarks of the face, where a shape has all of them and they are numbered by their place in it. */
  readonly count?: number;
}

/**
 * Makes faces of the points and boxes drawn on one photo. Those of one group are a face. A box of no group belongs to
 * the group that has most of its points in it, and points of no group belong to the box in which they lie. Without
 * boxes, all points of no group are one face.
 *
 * @param entry Where the photo is in the file; empty if it is all of the file.
 * @param photo The photo's path as it is written.
 * @param size Size of the photo if it is stated.
 * @param shapes In continuous coordinates.
 */
export function addShapes(
  entry: string,
  photo: string,
  size: Size | undefined,
  shapes: readonly Shape[],
  reading: Reading,
): void {
  for (const members of facesOf(shapes)) {
    const points = new Map<string, Point>();
    const labels = new Set<string>();
    let twice: string | null = null;
    for (const { label, point } of members) {
      if (point === undefined) continue;
      if (labels.has(label)) twice ??= label;
      labels.add(label);
      if (point) points.set(label, point);
    }
    if (twice !== null) {
      reading.problem(
        entry,
        `the landmark ${twice} is there twice`,
        'Remove one; or, if the photo shows several objects, give the shapes of each a group id of its own.',
      );
      continue;
    }
    const box = members.find((shape) => shape.box)?.box;
    const count = members.find((shape) => shape.count !== undefined)?.count;
    reading.add({
      entry,
      photo: { path: photo },
      ...(size && { size }),
      ...(box && { box }),
      points,
      ...(count !== undefined && { count }),
    });
  }
}

function facesOf(shapes: readonly Shape[]): Shape[][] {
  const groups = new Map<string, Shape[]>();
  for (const shape of shapes) {
    if (shape.group === null) continue;
    const members = groups.get(shape.group);
    if (members) members.push(shape);
    else groups.set(shape.group, [shape]);
  }
  const faces = [...groups.values()];
  const boxed: Shape[][] = [];
  for (const shape of shapes.filter(({ group, box }) => group === null && box)) {
    const boxless = faces.filter((members) => !members.some(({ box }) => box));
    const face = boxless.find((members) => 2 * members.filter((one) => isIn(shape, one)).length > members.length);
    if (face) face.push(shape);
    else boxed.push([shape]);
  }
  const loose: Shape[] = [];
  for (const shape of shapes.filter(({ group, box }) => group === null && !box)) {
    (boxed.find(([box]) => isIn(box!, shape)) ?? (boxed.length === 1 ? boxed[0]! : loose)).push(shape);
  }
  return [...faces, ...boxed, ...(loose.length > 0 ? [loose] : [])];
}

/** Whether a shape is a point in another one's box. */
function isIn({ box }: Shape, { point }: Shape): boolean {
  if (!box || !point) return false;
  const [x, y] = [point[0] - box.x, point[1] - box.y];
  return x >= 0 && x <= box.width && y >= 0 && y <= box.height;
}

/** The box between two opposite corners; null if it is empty. */
export function boxBetween([ax, ay]: Point, [bx, by]: Point): Box | null {
  const box = { x: Math.min(ax, bx), y: Math.min(ay, by), width: Math.abs(bx - ax), height: Math.abs(by - ay) };
  return box.width > 0 && box.height > 0 ? box : null;
}
