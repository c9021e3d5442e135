import { mean, median } from 'd3-array';
import type { Box, Size } from '../../geometry';
import { lookAgain } from '../../inference/face-search';
import { openPhoto } from '../../inference/photo';
import { lookInto } from '../../inference/tiny-detector';
import { fitBoxes } from '../../landmarks/box-fit';
import type { BoxFit } from '../../landmarks/box-fit';
import type { Face } from '../../landmarks/face';
import { landmarksInPhoto } from '../../samples/crop';
import type { Dataset } from '../../samples/dataset';
import type { Frames } from './data';

/** Photos in which the detector looks for the face. */
const PHOTOS = 24;

/** Networks of fewer landmarks do not tell how large the face is. */
const ENOUGH_LANDMARKS = 5;

/**
 * Measures where a network's crops lie relative to the faces in them, so that a reader's photo can be cropped in the
 * same way.
 *
 * @param samples The training samples; their images may have a margin around what the network sees.
 * @param input The network's input size.
 * @returns Medians over the samples; undefined if the detector finds fewer than half of the faces.
 * @throws DataError when a photo cannot be read.
 */
export async function measureFrames(samples: Dataset, input: Size): Promise<Frames | undefined> {
  const crops = samples.crops.map((crop) => withoutMargin(crop, samples, input));
  const onFaces: BoxFit[] = [];
  const count = Math.min(PHOTOS, crops.length);
  for (let k = 0; k < count; k++) {
    const i = Math.floor((k * crops.length) / count);
    const face = await detected(samples.faces[i]!);
    if (face) onFaces.push(relative(crops[i]!, { ...face, size: Math.sqrt(face.width * face.height) }));
  }
  if (onFaces.length < count / 2) return undefined;
  const onFace = medianFrame(onFaces);
  const { landmarkSet, landmarks } = samples;
  if (showsWholePhotos(samples) || landmarkSet.count < ENOUGH_LANDMARKS) return { onFace };
  const length = 2 * landmarkSet.count;
  const placed = samples.crops.map((crop, i) => ({
    landmarks: landmarksInPhoto(landmarks.subarray(i * length, (i + 1) * length), crop),
    box: crops[i]!,
  }));
  const onLandmarks = fitBoxes(placed);
  return { onFace, ...(onLandmarks && { onLandmarks }) };
}

/**
 * The gray level that a network should see beyond a photo's edge: black if it was trained on crops, which may extend
 * beyond their photos; else that of the backgrounds in its training images.
 *
 * @param samples The training samples.
 * @returns 0..255.
 */
export function grayOutside(samples: Dataset): number {
  if (!showsWholePhotos(samples)) return 0;
  const { images, width } = samples;
  // The top row: the other edges show shoulders.
  return Math.round(mean(samples.faces, (_, i) => mean(images.read([i]).subarray(0, width)))!);
}

const showsWholePhotos = ({ crops, faces }: Dataset): boolean =>
  crops.every(({ width, height }, i) => width === faces[i]!.width && height === faces[i]!.height);

/** What the network sees of a training image with a margin for augmentation. */
function withoutMargin({ x, y, width, height }: Box, image: Size, input: Size): Box {
  const [w, h] = [(width * input.width) / image.width, (height * input.height) / image.height];
  return { x: x + (width - w) / 2, y: y + (height - h) / 2, width: w, height: h };
}

/** The detector's box of a face whose landmarks are known: its center and size. */
async function detected({ photo, landmarks }: Face): Promise<Box | undefined> {
  const opened = await openPhoto(photo);
  const known = Array.from(landmarks).filter(Number.isFinite);
  const [xs, ys] = [known.filter((_, i) => i % 2 === 0), known.filter((_, i) => i % 2 === 1)];
  const [left, top, right, bottom] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const box = { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
  return lookAgain({ ...box, turn: 0 }, await lookInto(opened));
}

function relative({ x, y, width, height }: Box, to: { x: number; y: number; size: number }): BoxFit {
  const { size } = to;
  return {
    x: (x + width / 2 - to.x) / size,
    y: (y + height / 2 - to.y) / size,
    width: width / size,
    height: height / size,
  };
}

function medianFrame(frames: readonly BoxFit[]): BoxFit {
  const middle = (key: keyof BoxFit): number => Number(median(frames, (frame) => frame[key])!.toFixed(4));
  return { x: middle('x'), y: middle('y'), width: middle('width'), height: middle('height') };
}
