import { mean as meanOfKnown } from 'd3-array';
import { count, fixed } from '../../../format';
import type { FaceView, TryItFace, TryItNetwork } from '../../try-it/data';
import { pairs, toPhoto } from './crop';
import type { Crop } from './crop';

/** A prediction in words. */
export interface ResultWords {
  /** The line below the image. */
  readonly text: string;
  /** For readers who do not see the image. */
  readonly alternative: string;
}

/** A prediction for the content of a crop. */
export interface Prediction {
  readonly crop: Crop;
  /** The landmarks of interest, as fractions of the crop. */
  readonly predicted: ArrayLike<number>;
  readonly milliseconds: number;
  readonly network: Pick<TryItNetwork, 'focus'>;
  /** Missing for the reader's own photo. */
  readonly known?: { readonly face: TryItFace; readonly view: FaceView; readonly isUnmoved: boolean };
}

/** A difference that no reader sees, in pixels of the original photo. */
const UNSEEN = 0.5;

/** The landmarks of interest among all that a network predicts. */
export const ofInterest = <T>(all: ArrayLike<T>, { focus }: Pick<TryItNetwork, 'focus'>): T[] =>
  focus ? [all[2 * focus.landmark]!, all[2 * focus.landmark + 1]!] : Array.from(all);

/**
 * Says how a prediction turned out: its time and, for a face of the report, its error and how it compares with the
 * prediction that the report made of the same crop.
 *
 * @param prediction The prediction and what is known about it.
 * @returns Sentences for the line below the image and for its alternative text.
 */
export function describe({ crop, predicted, milliseconds, network, known }: Prediction): ResultWords {
  const total = predicted.length / 2;
  const landmarks = network.focus?.name ?? count(total, 'landmark');
  const time = `${fixed(milliseconds, milliseconds < 10 ? 1 : 0)} ms`;
  const done = `Predicted ${landmarks} in ${time}.`;
  if (!known) return { text: done, alternative: `Your photo with the prediction of ${landmarks}` };
  const { face, view, isUnmoved } = known;
  const distances = distancesOf(crop, predicted, ofInterest(view.truth, network)).map((d) => d * face.pixelSize);
  const error = errorWords(meanOfKnown(distances), total);
  const parts = [done, error];
  if (isUnmoved) {
    const inPhoto = ofInterest(view.predicted, network).flatMap((value, i, all) =>
      i % 2 === 0 ? toPhoto(crop, [value, all[i + 1]!]) : [],
    );
    parts.push(comparisonWords(Math.max(...distancesOf(crop, predicted, inPhoto)) * face.pixelSize));
  }
  return { text: parts.join(' '), alternative: `${face.label}: ${landmarks} predicted. ${error}` };
}

/** The mean distance from the right places in pixels of the original photo, in words. */
function errorWords(mean: number | undefined, total: number): string {
  const isOne = total === 1;
  if (mean === undefined) return isOne ? 'The right place is not known here.' : 'The right places are not known here.';
  const pixels = `${fixed(mean, 1)} pixels of the original photo away from`;
  return isOne ? `It is ${pixels} the right place.` : `On average, they are ${pixels} the right places.`;
}

/** How far the farthest landmark is from where it was when the report was made, in pixels of the original photo. */
function comparisonWords(farthest: number): string {
  // Rounded up: the sentences give a bound.
  if (farthest <= UNSEEN) {
    const bound = fixed(Math.max(0.01, Math.ceil(farthest * 100) / 100), 2);
    return `When the report was made, the network predicted the same, to within ${bound} pixels.`;
  }
  const bound = fixed(Math.ceil(farthest * 10) / 10, 1);
  return (
    `When the report was made, the prediction was up to ${bound} pixels from this one: ` +
    'to keep the page small, the network is stored here with less precision.'
  );
}

/** Distances of predictions, fractions of a crop, from places in the photo; NaN for missing ones. In photo pixels. */
function distancesOf(crop: Crop, predicted: ArrayLike<number>, places: readonly (number | null)[]): number[] {
  const there = pairs(places.map((value) => value ?? NaN));
  return pairs(predicted).map((landmark, i) => {
    const [x, y] = toPhoto(crop, landmark);
    return Math.hypot(x - there[i]![0], y - there[i]![1]);
  });
}
