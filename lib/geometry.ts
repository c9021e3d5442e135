/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle in continuous image coordinates, in pixels: its upper left corner and its size. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** The area that two boxes share, or null if they do not overlap. */
export function intersection(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** Intersection over union (IoU) of two boxes, in 0..1: 0 for disjoint boxes, 1 for identical ones. */
export function iou(a: Box, b: Box): number {
  const shared = intersection(a, b);
  if (!shared) return 0;
  const common = shared.width * shared.height;
  return common / (a.width * a.height + b.width * b.height - common);
}
