import type { Detection } from '../../../inference/face-search';

/** Mean color of the detector's training photos, which is subtracted from its input. */
export const DETECTOR_MEAN = [117.001, 114.697, 97.404] as const;

/** Widths and heights of the detector's anchor boxes, in cells. */
const ANCHORS = [
  [1.603231, 2.094468],
  [6.041143, 7.080126],
  [2.882459, 3.518061],
  [4.266906, 5.178857],
  [9.041765, 10.66308],
] as const;

/** Numbers per anchor: the box's place and size, and the confidence; all before their activation. */
const NUMBERS = 5;

/** Detections below this confidence are of no use. */
const LEAST_CONFIDENCE = 0.05;

/**
 * Reads the output of Tiny YOLO: for each cell of a square grid and each anchor, how likely a face is and where.
 *
 * @param output Shape [cells, cells, 25].
 * @returns The detections; neighbors may be of the same face.
 */
export function decodeDetections(output: Float32Array): Detection[] {
  const cells = Math.sqrt(output.length / (ANCHORS.length * NUMBERS));
  const detections: Detection[] = [];
  for (let i = 0; i < cells * cells * ANCHORS.length; i++) {
    const at = (place: number): number => output[i * NUMBERS + place]!;
    const confidence = sigmoid(at(4));
    if (confidence < LEAST_CONFIDENCE) continue;
    const [anchorWidth, anchorHeight] = ANCHORS[i % ANCHORS.length]!;
    const cell = Math.floor(i / ANCHORS.length);
    const [column, row] = [cell % cells, Math.floor(cell / cells)];
    const width = (Math.exp(at(2)) * anchorWidth) / cells;
    const height = (Math.exp(at(3)) * anchorHeight) / cells;
    const [centerX, centerY] = [(column + sigmoid(at(0))) / cells, (row + sigmoid(at(1))) / cells];
    detections.push({ confidence, box: { x: centerX - width / 2, y: centerY - height / 2, width, height } });
  }
  return detections;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
