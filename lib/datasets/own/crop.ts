import { median } from 'd3-array';
import { count, fixed } from '../../format';
import type { Box, Size } from '../../geometry';
import { presentCount } from '../../landmarks/missing';
import { completed } from '../../landmarks/shape';
import { configError } from './config';
import type { Config } from './config';
import { CONFIG_NAME } from './files';
import type { Decision, OwnData } from './own-data';

/** A face before its box is decided on. */
export interface BoxlessFace extends Size {
  readonly photo: string;
  /** Coordinates in pixels; NaN for missing landmarks. */
  readonly landmarks: Float32Array;
  /** The annotated box, if there is one. */
  readonly box?: Box;
  /** Whether the photo was made for this face alone, as those in tables are. */
  readonly ownPhoto: boolean;
}

/** A square around the landmarks that is this many times as large would be about what a network sees. */
const MARGIN = 1.3;

/** A photo is taken whole if that square would be at least this part of its shorter side. */
const WHOLE = 0.8;

/**
 * Decides what the networks are to see, and gives every face its box: the annotated boxes, if at least half of the faces
 * have one; the whole photo, if each shows one face that fills it or comes from a table; otherwise squares around the
 * landmarks. A face without a box among others with boxes gets such a square. A square around a single landmark would
 * show where it is, so photos are taken whole where most faces
 * show one landmark.
 *
 * @param mean Mean shape, which fills in missing landmarks before their square is drawn; null if there is none.
 * @param folder The data's folder, for messages.
 * @returns A box in pixels for each face.
 * @throws DataError when `landmarks.json` asks for squares around single landmarks.
 */
export function decideCrop(
  faces: readonly BoxlessFace[],
  mean: Float64Array | null,
  config: Config,
  folder: string,
): { crop: OwnData['crop']; boxes: Box[]; decision: Decision } {
  const annotated = faces.filter(({ box }) => box).length;
  const isSingle = 2 * faces.filter(({ landmarks }) => presentCount(landmarks) < 2).length > faces.length;
  if (isSingle && config.crop === 'landmarks') {
    throw configError(folder, ['crop: a square around a single landmark shows where it is; use "photo" or "boxes"']);
  }
  const squares = squaresOf(faces, mean);
  const crop = config.crop ?? automatic(faces, squares, annotated, isSingle);
  const boxes = faces.map(({ box, width, height }, i): Box => {
    const whole = { x: 0, y: 0, width, height };
    if (crop === 'photo') return whole;
    return (crop === 'boxes' ? box : undefined) ?? (isSingle ? whole : squares[i]!);
  });
  const without = faces.length - annotated;
  const instead = isSingle ? 'the whole photo' : 'squares around the landmarks';
  const words = {
    boxes:
      without > 0 ? `annotated boxes; ${instead} for ${count(without, 'annotation')} without one` : 'annotated boxes',
    landmarks: 'squares around the landmarks',
    photo: 'whole photos',
  };
  const basis =
    crop === 'boxes'
      ? `${fixed(annotated, 0)} of ${fixed(faces.length, 0)} annotations have a box`
      : crop === 'photo'
        ? wholeBasis(faces, isSingle)
        : annotated > 0
          ? `only ${fixed(annotated, 0)} of ${fixed(faces.length, 0)} annotations have a box`
          : 'the annotations have no boxes';
  const isGiven = config.crop !== undefined;
  return {
    crop,
    boxes,
    decision: {
      topic: 'What the network sees',
      value: words[crop],
      basis: isGiven ? CONFIG_NAME : basis,
      given: isGiven,
    },
  };
}

function wholeBasis(faces: readonly BoxlessFace[], isSingle: boolean): string {
  if (!isSingle) return 'one object in each photo, which it fills';
  if (isOneEach(faces)) return 'a single landmark in each photo';
  return 'a single landmark for each object; some photos show several, which only boxes would tell apart';
}

function automatic(
  faces: readonly BoxlessFace[],
  squares: readonly Box[],
  annotated: number,
  isSingle: boolean,
): OwnData['crop'] {
  if (2 * annotated >= faces.length) return 'boxes';
  if (isSingle) return 'photo';
  if (!isOneEach(faces)) return 'landmarks';
  if (faces.every(({ ownPhoto }) => ownPhoto)) return 'photo';
  const share = median(faces, ({ width, height }, i) => (MARGIN * squares[i]!.width) / Math.min(width, height))!;
  return share >= WHOLE ? 'photo' : 'landmarks';
}

/** Whether each photo shows one face. */
const isOneEach = (faces: readonly BoxlessFace[]): boolean =>
  new Set(faces.map(({ photo }) => photo)).size === faces.length;

/** The square around each face's landmarks, missing ones included as far as the mean shape tells where they are. */
function squaresOf(faces: readonly BoxlessFace[], mean: Float64Array | null): Box[] {
  const extents = faces.map(({ landmarks }) => extentOf(completed(landmarks, mean)));
  // A face of which only one landmark is known is taken to be as large as the others.
  const typical =
    median(
      extents.filter(({ side }) => side > 0),
      ({ side }) => side,
    ) ?? 0;
  return extents.map(({ x, y, side }, i) => {
    const size = side > 0 ? side : typical || Math.min(faces[i]!.width, faces[i]!.height);
    return { x: x - size / 2, y: y - size / 2, width: size, height: size };
  });
}

/** Center and longer side of the box around the landmarks. */
function extentOf(landmarks: ArrayLike<number>): { x: number; y: number; side: number } {
  const axis = (offset: number) => Array.from(landmarks).filter((value, i) => i % 2 === offset && !Number.isNaN(value));
  const [xs, ys] = [axis(0), axis(1)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { x: (left + right) / 2, y: (top + bottom) / 2, side: Math.max(right - left, bottom - top) };
}
