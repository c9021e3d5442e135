import type { TryItFace } from './data';
import { pairs } from './scene';
import { toPhoto, type ViewWindow } from './view-window';

/** A prediction in words. */
export interface Found {
  /** For the line below the picture. */
  readonly text: string;
  /** For readers who do not see the picture. */
  readonly alternative: string;
}

export function describe(
  window: ViewWindow,
  predicted: Float32Array,
  face: TryItFace | undefined,
  isUnmoved: boolean,
  milliseconds: number,
): Found {
  const count = predicted.length / 2;
  const points = count === 1 ? 'one point' : `${count} points`;
  const time = `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
  if (!face) {
    return { text: `Found ${points} in ${time}.`, alternative: `Your photo with ${points} found by the network` };
  }
  const error = `${meanDistance(window, predicted, face).toFixed(1)} px`;
  const off = `${count === 1 ? '' : 'on average '}${error} of the original photo from the truth`;
  const parts = [`Found ${points} in ${time}, ${off}.`];
  if (isUnmoved) {
    const difference = Math.max(...face.predicted.map((value, i) => Math.abs(value - predicted[i]!)));
    parts.push(`The report's own computation says the same to ${difference.toPrecision(1)} of the picture's size.`);
  }
  return { text: parts.join(' '), alternative: `${face.label}: ${points} found, ${off}` };
}

/** In pixels of the original photo. */
function meanDistance(window: ViewWindow, predicted: Float32Array, { truth, pixelSize }: TryItFace): number {
  const truePoints = pairs(truth);
  const distances = pairs(predicted).map((point, i) => {
    const [x, y] = toPhoto(window, point);
    return Math.hypot(x - truePoints[i]![0], y - truePoints[i]![1]);
  });
  return (distances.reduce((sum, distance) => sum + distance, 0) / distances.length) * pixelSize;
}
