import type { FaceView, TryItFace, TryItNetwork } from './data';
import { pairs } from './scene';
import { toPhoto  } from './view-window';
import type {ViewWindow} from './view-window';

/** A prediction in words. */
export interface Found {
  /** For the line below the image. */
  readonly text: string;
  /** For readers who do not see the image. */
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
  const landmarks = count === 1 ? 'one landmark' : `${count} landmarks`;
  const time = `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
  if (!known) {
    return { text: `Found ${landmarks} in ${time}.`, alternative: `Your photo with ${landmarks} found by the network` };
  }
  const { face, view, isUnmoved } = known;
  const distances = distancesOf(window, predicted, view).map((distance) => distance * face.pixelSize);
  const error = `${(distances.reduce((sum, distance) => sum + distance, 0) / count).toFixed(1)} px`;
  const { focus } = network;
  const alone = focus ? `; ${focus.name} ${distances[focus.landmark]!.toFixed(1)} px` : '';
  const off = `${count === 1 ? '' : 'on average '}${error} of the original photo from the truth${alone}`;
  const parts = [`Found ${landmarks} in ${time}, ${off}.`];
  if (isUnmoved) {
    const difference = Math.max(...view.predicted.map((value, i) => Math.abs(value - predicted[i]!)));
    parts.push(`The report's own computation says the same to ${difference.toPrecision(1)} of the image's size.`);
  }
  return { text: parts.join(' '), alternative: `${face.label}: ${landmarks} found, ${off}` };
}

/** In pixels of the embedded photo, landmark by landmark. */
function distancesOf(window: ViewWindow, predicted: Float32Array, { truth }: FaceView): number[] {
  const trueLandmarks = pairs(truth);
  return pairs(predicted).map((landmark, i) => {
    const [x, y] = toPhoto(window, landmark);
    return Math.hypot(x - trueLandmarks[i]![0], y - trueLandmarks[i]![1]);
  });
}
