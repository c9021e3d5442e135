import { count, fixed, pluralOf } from '../format';
import type { Face, FaceSet } from '../landmarks/face';
import { FACE } from '../landmarks/landmark-set';
import { bootstrapInterval } from '../metrics/bootstrap';
import type { Interval } from '../metrics/bootstrap';
import { meanOfNetworks } from '../metrics/face-errors';
import { interpret } from '../metrics/interpretation';
import type { ErrorMeasure } from '../metrics/metric';
import { mean } from '../metrics/statistics';
import { ciText, valueText } from '../quantity';
import type { Dataset } from '../samples/dataset';

/** How far predictions are from the ground truth, in units that people can picture. */
export interface Distance {
  /** Mean error in pixels of the photo, and its 95% interval over the groups of faces. */
  readonly pixels: number;
  readonly interval: Interval;
  /** The same of the mean-shape baseline. */
  readonly baselinePixels: number;
  /** Width of the photos, if all have the same. */
  readonly photoWidth?: number | undefined;
  /** Mean error in percent of the face's normalizer, and what that is; undefined if the landmarks have none. */
  readonly relative?: { readonly percent: number; readonly of: string };
}

/**
 * Measures how far off predictions are.
 *
 * @param validation The predicted faces, with all their landmarks.
 * @param networks Predictions of one network or of several, whose errors are averaged face by face.
 * @param baseline Predictions of the mean-shape baseline.
 */
export function distanceOf(
  validation: Dataset,
  networks: readonly ArrayLike<number>[],
  baseline: ArrayLike<number>,
): Distance {
  const errors = (measure: ErrorMeasure, all = networks) =>
    meanOfNetworks(all.map((predictions) => interpret(validation, predictions, { measure }).errors));
  const pixels = errors('pixels');
  const { pair, name } = validation.landmarkSet.normalizer;
  const widths = new Set(validation.faces.map(({ width }) => width));
  return {
    pixels: mean(pixels),
    interval: bootstrapInterval(pixels, { groups: validation.faces.map(({ group }) => group) }),
    baselinePixels: mean(errors('pixels', [baseline])),
    photoWidth: widths.size === 1 ? [...widths][0] : undefined,
    ...((pair?.every((corner) => corner >= 0) ?? true) && { relative: { percent: mean(errors('nme')), of: name } }),
  };
}

/** The mean error of several networks in pixels of the photo. */
export const meanPixels = (validation: Dataset, networks: readonly ArrayLike<number>[]): number =>
  mean(networks.map((predictions) => mean(interpret(validation, predictions).errors)));

/**
 * The group of each face, for an interval that draws whole groups: a person's photos are alike, and a reader's own photos
 * may be copies of each other. The faces in one photo of 300-W are different people, so each is drawn by itself, as in
 * the intervals of tables over faces.
 */
export const resampledGroups = (faces: readonly Face[], set: Pick<FaceSet, 'groupName' | 'own'>): string[] =>
  faces.map(({ group }, i) => (set.groupName === 'photo' && !set.own ? String(i) : group));

/** How many faces were measured, and how many groups of them, such as people, were resampled for an interval. */
export interface FaceGroups {
  readonly faces: number;
  readonly groups: number;
  /** What the faces of a group share: `person`. */
  readonly name: string;
  /** What has the landmarks, as a noun; a face if it does not say. */
  readonly subject?: string;
}

/** What an interval covers: `over the 8 people`, or `over the faces` where each face is a group of its own. */
export function groupsText({ faces, groups, name, subject = FACE }: FaceGroups): string {
  if (groups === faces) return `over the ${pluralOf(subject)}`;
  return `over the ${count(groups, name, name === 'person' ? 'people' : `${name}s`)}`;
}

/** `off by **27.4 px** on average (95% CI 22.1 px to 33.0 px over the 8 people), or 9.10% of ..., in photos 640 px wide`. */
export function distanceWords({ pixels, interval, photoWidth, relative }: Distance, groups: FaceGroups): string {
  const px = { unit: 'px' };
  const share = relative ? `, or ${valueText(relative.percent, { unit: '%' })} of ${relative.of}` : '';
  const photos = photoWidth === undefined ? '' : `, in photos ${fixed(photoWidth, 0)} px wide`;
  return `off by **${valueText(pixels, px)}** on average (${ciText(interval, px)} ${groupsText(groups)})${share}${photos}`;
}
