import type { Box } from './face';

/** Intersection over union of two boxes: 0 for boxes apart, 1 for the same one. */
export function iou(a: Box, b: Box): number {
  const across = shared(a.x, a.width, b.x, b.width);
  const common = across * shared(a.y, a.height, b.y, b.height);
  return common / (a.width * a.height + b.width * b.height - common);
}

const shared = (a: number, length: number, b: number, other: number): number =>
  Math.max(0, Math.min(a + length, b + other) - Math.max(a, b));
