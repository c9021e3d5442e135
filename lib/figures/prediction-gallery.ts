import { extent } from 'd3-array';
import { count as counted } from '../format';
import { subjectOf } from '../landmarks/landmark-set';
import { argsort } from '../metrics/groups';
import type { Interpretation } from '../metrics/interpretation';
import { valueText } from '../quantity';
import { Random } from '../random';
import { describePrediction, errorText, faceName, missingText, resultPicture } from './face-view';
import type { Figure } from './figure';
import { gallery } from './gallery';
import type { GalleryItem, GalleryOptions } from './gallery';

/** Which faces a gallery shows. */
export type Choice = 'best' | 'worst' | 'median' | 'random';

/** The faces of a result, chosen by their error: indices, those to look at first at the front. @param count How many. */
export function chooseFaces({ errors }: Interpretation, choice: Choice, count: number): number[] {
  const ranked = argsort(errors);
  const middle = Math.max(0, Math.floor((ranked.length - count) / 2));
  switch (choice) {
    case 'best':
      return ranked.slice(0, count);
    case 'worst':
      return ranked.reverse().slice(0, count);
    case 'median':
      return ranked.slice(middle, middle + count);
    case 'random':
      return new Random(1).shuffle(ranked).slice(0, count);
  }
}

/** Options of a gallery of predictions. */
export interface PredictionGalleryOptions extends GalleryOptions {
  choice?: Choice;
  count?: number;
}

/**
 * Predictions over the ground truth, chosen by error; each with its error and the labels of its face.
 *
 * @example await predictionGallery(interpret(validation, predictions), { choice: 'worst', count: 8 })
 */
export async function predictionGallery(
  result: Interpretation,
  { choice = 'worst', count = 8, ...options }: PredictionGalleryOptions = {},
): Promise<Figure> {
  const chosen = chooseFaces(result, choice, count);
  const items = await Promise.all(chosen.map((face) => item(result, face)));
  return gallery(items, caption(result, choice, chosen), options);
}

async function item(result: Interpretation, face: number): Promise<GalleryItem> {
  const { samples, errors, unit } = result;
  const { id, labels } = samples.faces[face]!;
  return {
    ...(await resultPicture(result, face)),
    title: errorText(result, face),
    text: faceName(samples.faces[face]!),
    alt: describePrediction(result, face),
    facts: {
      [`error (${unit})`]: Number(errors[face]!.toPrecision(3)),
      [subjectOf(samples.landmarkSet)]: id,
      ...labels,
    },
  };
}

function caption(
  { samples, landmarks, errors, unit }: Interpretation,
  choice: Choice,
  chosen: readonly number[],
): string {
  const [low = NaN, high = NaN] = extent(chosen, (face) => errors[face]!);
  const text = (error: number) => valueText(error, { unit });
  const range = chosen.length > 1 ? `${text(low)} to ${text(high)}` : text(low);
  const [n, all] = [chosen.length, counted(errors.length, subjectOf(samples.landmarkSet))];
  const extreme = (name: string) => (n === 1 ? `the ${name} error of ${all}` : `the ${n} ${name} errors of ${all}`);
  const which = {
    best: extreme('smallest'),
    worst: extreme('largest'),
    median: `${n} of ${all}, around the median error`,
    random: `${n} of ${all}, chosen at random`,
  };
  return `Predictions and ground truth: ${which[choice]} (${range}).${missingText(samples, chosen, landmarks)}`;
}
