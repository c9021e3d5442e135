import type { FaceView, TryItFace, TryItNetwork } from './data';
import { pairs } from './scene';
import { toPhoto, type ViewWindow } from './view-window';

/** A prediction in words. */
export interface Found {
  /** For the line below the picture. */
  readonly text: string;
  /** For readers who do not see the picture. */
  readonly alternative: string;
}

/** A prediction for what is in the window. */
export interface Prediction {
  readonly window: ViewWindow;
  readonly predicted: Float32Array;
  readonly milliseconds: number;
  readonly network: Pick<TryItNetwork, 'focus'>;
  /** Missing for a photo of the reader's. */
  readonly known?: { readonly face: TryItFace; readonly view: FaceView; readonly isUnmoved: boolean };
}

export function describe({ window, predicted, milliseconds, network, known }: Prediction): Found {
  const count = predicted.length / 2;
  const points = count === 1 ? 'one point' : `${count} points`;
  const time = `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
  if (!known) {
    return { text: `Found ${points} in ${time}.`, alternative: `Your photo with ${points} found by the network` };
  }
  const { face, view, isUnmoved } = known;
  const distances = distancesOf(window, predicted, view).map((distance) => distance * face.pixelSize);
  const error = `${(distances.reduce((sum, distance) => sum + distance, 0) / count).toFixed(1)} px`;
  const { focus } = network;
  const alone = focus ? `; ${focus.name} ${distances[focus.point]!.toFixed(1)} px` : '';
  const off = `${count === 1 ? '' : 'on average '}${error} of the original photo from the truth${alone}`;
  const parts = [`Found ${points} in ${time}, ${off}.`];
  if (isUnmoved) {
    const difference = Math.max(...view.predicted.map((value, i) => Math.abs(value - predicted[i]!)));
    parts.push(`The report's own computation says the same to ${difference.toPrecision(1)} of the picture's size.`);
  }
  return { text: parts.join(' '), alternative: `${face.label}: ${points} found, ${off}` };
}

/** In pixels of the embedded photo, point by point. */
function distancesOf(window: ViewWindow, predicted: Float32Array, { truth }: FaceView): number[] {
  const truePoints = pairs(truth);
  return pairs(predicted).map((point, i) => {
    const [x, y] = toPhoto(window, point);
    return Math.hypot(x - truePoints[i]![0], y - truePoints[i]![1]);
  });
}
