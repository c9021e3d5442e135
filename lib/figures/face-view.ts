import { existsSync } from 'node:fs';
import { sum } from 'd3-array';
import { count } from '../format';
import type { Box } from '../geometry';
import type { Face } from '../landmarks/face';
import { presentCount } from '../landmarks/missing';
import { offset } from '../metrics/interpretation';
import type { Interpretation } from '../metrics/interpretation';
import { meanOfKnown } from '../metrics/statistics';
import { valueText } from '../quantity';
import type { Dataset } from '../samples/dataset';
import type { FaceCard } from './chart-spec';
import { faceRegion, fractionsOf } from './face-region';
import { photoImage, sampleImage } from './images';
import type { PageImage } from './images';
import { partLines } from './line-drawing';
import type { LineDrawing } from './line-drawing';
import { IMAGE_WIDTH, toDrawing } from './marks';
import type { Marks } from './marks';

/**
 * What figures call a face: `person 33, frontal, smiling`, as far as the data set tells; otherwise the end of its id,
 * `2276629742_1`, and `2276629742_1, mirrored` for a mirrored twin.
 */
export function faceName({ id, labels: { person, pose } }: Pick<Face, 'id' | 'labels'>): string {
  const file = id
    .split('/')
    .at(-1)!
    .replace(/_mirror$/, ', mirrored');
  const name = person ? `person ${person}` : file;
  return pose ? `${name}, ${pose}` : name;
}

/**
 * A sentence on the landmarks that are missing in some samples; empty where none is.
 *
 * @param samples The samples.
 * @param shown Indices of those that are shown.
 * @param landmarks Indices of the landmarks that are drawn; all by default.
 */
export function missingText(samples: Dataset, shown: readonly number[], landmarks?: readonly number[]): string {
  const missing = shown.map((face) => {
    const marks = trueMarks(samples, face, 1, landmarks);
    return marks.length / 2 - presentCount(marks);
  });
  const faces = missing.filter((number) => number > 0).length;
  if (faces === 0) return '';
  const total = count(sum(missing), 'landmark');
  return ` In ${faces} of ${count(shown.length, 'image')}, ${total} ${sum(missing) === 1 ? 'is' : 'are'} missing and not drawn.`;
}

/**
 * The annotated landmarks of one sample, in drawing units; NaN for those that are missing.
 *
 * @param landmarks Indices of those wanted; all by default.
 */
export function trueMarks(samples: Dataset, face: number, height: number, landmarks?: readonly number[]): number[] {
  const size = 2 * samples.landmarkSet.count;
  const all = samples.landmarks.subarray(face * size, (face + 1) * size);
  const own = landmarks ? landmarks.flatMap((landmark) => [all[2 * landmark]!, all[2 * landmark + 1]!]) : all;
  return toDrawing(own, height);
}

/** The annotated landmarks of a sample's face other than those given, in drawing units. */
export function otherMarks(
  { faces, crops }: Dataset,
  face: number,
  height: number,
  learned: readonly number[],
): number[] {
  const [{ landmarks }, crop] = [faces[face]!, crops[face]!];
  // In crops, marks of the same landmark may differ in their last digits.
  if (learned.length === landmarks.length) return [];
  const all = toDrawing(fractionsOf(landmarks, crop), height);
  const isLearned = (x: number, y: number) =>
    learned.some((other, i) => i % 2 === 0 && other === x && learned[i + 1] === y);
  return all.flatMap((x, i) => (i % 2 === 1 || Number.isNaN(x) || isLearned(x, all[i + 1]!) ? [] : [x, all[i + 1]!]));
}

/** A picture of one face with ground truth and prediction, cropped to both. */
export async function resultPicture(
  { samples, predictions, landmarks }: Interpretation,
  face: number,
): Promise<{ readonly image: PageImage; readonly marks: Marks }> {
  const [own, crop] = [samples.faces[face]!, samples.crops[face]!];
  const inPhoto = (fractions: ArrayLike<number>) =>
    Array.from(fractions, (value, i) => (i % 2 === 0 ? crop.x + value * crop.width : crop.y + value * crop.height));
  const size = 2 * landmarks.length;
  const predicted = inPhoto(Array.from({ length: size }, (_, i) => predictions[face * size + i]!));
  const annotated = samples.landmarks.subarray(2 * face * samples.landmarkSet.count);
  const truth = inPhoto(landmarks.flatMap((landmark) => [annotated[2 * landmark]!, annotated[2 * landmark + 1]!]));
  const isThere = existsSync(own.photo);
  const region = isThere ? faceRegion(own, predicted) : crop;
  const { parts, count: all } = samples.landmarkSet;
  const lines = {
    truth: faceLines(samples, face, region),
    prediction: partLines(parts, spread(inRegion(predicted, region), landmarks, all)),
  };
  const image = await (isThere ? photoImage(own, region, lines) : sampleImage(samples, face, lines));
  const marks = (points: ArrayLike<number>) => toDrawing(fractionsOf(points, region), image.height);
  return { image, marks: { truth: marks(truth), prediction: marks(predicted) } };
}

/** The lines of a face in a part of its photo; only the landmarks that the samples have, if those are others. */
function faceLines({ faces, crops, landmarkSet, landmarks }: Dataset, face: number, region: Box): string {
  const own = faces[face]!.landmarks;
  const size = 2 * landmarkSet.count;
  if (own.length === size) return partLines(landmarkSet.parts, inRegion(own, region));
  const crop = crops[face]!;
  const points = Array.from(landmarks.subarray(face * size, (face + 1) * size), (value, i) =>
    i % 2 === 0 ? crop.x + value * crop.width : crop.y + value * crop.height,
  );
  return partLines(landmarkSet.parts, inRegion(points, region));
}

/** Points of a photo in the drawing units of a part of it. */
const inRegion = (points: ArrayLike<number>, region: Box): number[] =>
  toDrawing(fractionsOf(points, region), (IMAGE_WIDTH * region.height) / region.width);

/** What stands for a sample's image where no photo may be shown. */
export function sampleDrawing(samples: Dataset, face: number): LineDrawing {
  return { truth: faceLines(samples, face, samples.crops[face]!) };
}

/** The coordinates of some landmarks at their places among all, NaN elsewhere. */
function spread(points: readonly number[], landmarks: readonly number[], count: number): number[] {
  const all = new Array<number>(2 * count).fill(NaN);
  landmarks.forEach((landmark, i) => all.splice(2 * landmark, 2, points[2 * i]!, points[2 * i + 1]!));
  return all;
}

/** `23.4 px`, `5.1%`. */
export const errorText = (result: Interpretation, face: number): string => valueText(result.errors[face]!, result);

/** What the image of a prediction shows, in words: its error and its direction. */
export function describePrediction(result: Interpretation, face: number): string {
  const { samples, landmarks, predictions, unit } = result;
  const name = faceName(samples.faces[face]!);
  const offsets = landmarks.map((landmark, i) => {
    const at = 2 * (face * landmarks.length + i);
    return offset(samples, face, landmark, [predictions[at]!, predictions[at + 1]!]);
  });
  const mean = [0, 1].map((axis) => meanOfKnown(offsets.map((one) => one[axis]!)));
  const many = landmarks.length > 1;
  const what = many ? `${count(landmarks.length, 'predicted landmark')},` : 'Predicted landmark';
  const error = `${errorText(result, face)}${unit === '%' ? ` of ${samples.landmarkSet.normalizer.name}` : ''}`;
  const away = many ? `${error} from the ground truth on average` : `${error} from the ground truth`;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}. ${what} ${away}${direction(mean[0]!, mean[1]!, result.errors[face]!, many)}.`;
}

/** The side to which predictions are shifted, where most of the error is a common shift. */
function direction(dx: number, dy: number, error: number, many: boolean): string {
  const length = Math.hypot(dx, dy);
  if (length === 0 || (many && length < 0.3 * error)) return '';
  const parts = [
    Math.abs(dy) > 0.38 * length ? (dy > 0 ? 'below' : 'above') : '',
    Math.abs(dx) > 0.38 * length ? (dx > 0 ? 'to the right' : 'to the left') : '',
  ];
  return `, ${many ? 'shifted ' : ''}${parts.filter(Boolean).join(' and ')}`;
}

/** Images and cards of all faces of a result, by face id: what a chart shows behind its landmarks. */
export async function faceCards(
  result: Interpretation,
): Promise<{ faces: Record<string, FaceCard>; images: PageImage[] }> {
  const { faces } = result.samples;
  const pictures = await Promise.all(faces.map((_, i) => resultPicture(result, i)));
  const cards = faces.map((face, i): [string, FaceCard] => {
    const { image, marks } = pictures[i]!;
    const text = errorText(result, i);
    return [face.id, { image: image.id, height: image.height, marks, title: faceName(face), text }];
  });
  return { faces: Object.fromEntries(cards), images: pictures.map(({ image }) => image) };
}
