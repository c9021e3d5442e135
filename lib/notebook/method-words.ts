import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { inSentence } from '../figures/looks';
import { count, percent } from '../format';
import type { CropErrors } from '../inference/crop-errors';
import type { ExamplePhotos } from '../inference/examples';
import type { FaceApiError } from '../inference/face-api-errors';
import { mean } from '../metrics/statistics';
import { compareFaces } from '../metrics/verdict';
import type { FaceComparison } from '../metrics/verdict';
import { intervalText } from '../quantity';

/** Networks compared with face-api's, on the same faces. */
export interface FaceApiFindings {
  /** Faces that face-api was measured on, and faces in all. */
  readonly measured: number;
  readonly faces: number;
  /** NME of face-api's network in percent, in the boxes of the data set. */
  readonly inBox: number;
  /** Faces that its own detector finds, and its NME on these in percent. */
  readonly detected: { readonly faces: number; readonly nme: number };
  /** Each network against face-api's in the same boxes. */
  readonly networks: readonly ({ readonly name: string } & FaceComparison)[];
}

/**
 * Compares networks with face-api's.
 *
 * @param networks NME of each face in percent, by the network's name.
 * @param faceApi Errors of face-api on the same faces, or on the first of them.
 */
export function faceApiFindings(
  networks: Readonly<Record<string, readonly number[]>>,
  faceApi: readonly FaceApiError[],
): FaceApiFindings {
  const inBox = faceApi.map((error) => error.inBox);
  const detected = faceApi.flatMap((error) => error.detected ?? []);
  return {
    measured: faceApi.length,
    faces: Math.max(...Object.values(networks).map(({ length }) => length)),
    inBox: mean(inBox),
    detected: { faces: detected.length, nme: detected.length > 0 ? mean(detected) : NaN },
    networks: Object.entries(networks).map(([name, errors]) => ({
      name,
      ...compareFaces(errors.slice(0, inBox.length), inBox),
    })),
  };
}

/** A paragraph that compares networks with face-api's. */
export function faceApiWords({ measured, faces, inBox, detected, networks }: FaceApiFindings): string {
  const only = measured < faces ? ` (first ${measured} of ${faces} faces, to save time)` : '';
  const compared = networks.map(
    ({ name, verdict, ...difference }) => `**${name}** ${intervalText(difference, { unit: '%' })} (${verdict})`,
  );
  const own =
    detected.faces === 0
      ? 'Its own detector finds none of these faces.'
      : `With its own detector, face-api reaches ${percent(detected.nme)} on the ${detected.faces} of ${count(measured, 'face')} that the detector finds.`;
  return [
    `In the same boxes, the network of @vladmandic/face-api has an NME of **${percent(inBox)}**${only}.`,
    ...(compared.length > 0 ? [`Differences to it, face by face: ${compared.join('; ')}.`] : []),
    own,
  ].join(' ');
}

/** How a network's errors change with a looser crop. */
export interface CropFindings {
  readonly name: string;
  /** Side of the looser crop as a multiple of the one in training. */
  readonly factor: number;
  /** Errors in the looser crop against those in the usual one, face by face. */
  readonly comparison: FaceComparison;
}

/** The crop that texts and reports compare with the usual one. */
export const LOOSE_CROP = 1.6;

/** Compares each network's errors in a looser crop with those in the usual one. */
export function cropFindings(
  networks: Readonly<Record<string, readonly CropErrors[]>>,
  factor = LOOSE_CROP,
): CropFindings[] {
  return Object.entries(networks).map(([name, crops]) => ({
    name,
    factor,
    comparison: compareFaces(errorsAt(crops, factor), errorsAt(crops, 1)),
  }));
}

/**
 * The errors at one crop.
 *
 * @throws RangeError when that crop was not measured.
 */
export function errorsAt(crops: readonly CropErrors[], factor: number): readonly number[] {
  const found = crops.find((crop) => crop.factor === factor);
  if (found) return found.errors;
  throw new RangeError(`Crop ${factor} was not measured, only ${crops.map((crop) => crop.factor).join(', ')}.`);
}

/**
 * A paragraph on how much worse networks get with a looser crop.
 *
 * @param networks Errors by crop, by the network's name.
 * @example describeCrops((await compareCrops('ResNet-18', resnet, run, data)).errors)
 */
export const describeCrops = (networks: Readonly<Record<string, readonly CropErrors[]>>): Prose =>
  say(cropFindings(networks).map(cropWords).join(' '));

/** The wording of `describeCrops`, for one network. */
export function cropWords({ name, factor, comparison }: CropFindings): string {
  const { error, reference, verdict } = comparison;
  const claim = verdict === 'not significant' ? 'not significant' : `significantly ${verdict}`;
  return (
    `NME with ${factor} times the usual crop: **${inSentence(name)}** ${percent(error)} vs. ${percent(reference)} with the usual ` +
    `crop (difference ${intervalText(comparison, { unit: '%' })}): ${claim}.`
  );
}

/** What a search for faces in whole photos found. */
export interface SearchFindings extends Omit<ExamplePhotos, 'photos'> {
  /** Whether the landmarks are predicted by the best recipe's network, or else by the notebook's own. */
  readonly isBest: boolean;
}

/**
 * A paragraph on what the face detector found in whole photos.
 *
 * @param found From `searchPhotos`.
 * @example describeSearch(await searchPhotos(resnet, run, data))
 */
export const describeSearch = (found: SearchFindings): Prose => say(searchWords(found));

/** The wording of `describeSearch`. */
export function searchWords({ searched, several, none, isBest }: SearchFindings): string {
  const network = isBest ? "the best recipe's network" : 'the network trained above';
  return (
    `The detector searched ${count(searched, 'test photo')}. It found at least one face in ${searched - none} of them, and ` +
    `several faces in ${several}. The landmarks are those of ${network}.`
  );
}
