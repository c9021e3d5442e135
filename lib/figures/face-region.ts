import { extent, median } from 'd3-array';
import type { Box, Size } from '../geometry';
import type { Face } from '../landmarks/face';
import { presentCount } from '../landmarks/missing';
import type { Dataset } from '../samples/dataset';
import { IMAGE_WIDTH } from './marks';
import type { View } from './marks';

/** Landmarks of which the box around them is taken to be the face's. */
const ENOUGH = 5;

/** Side of a region by that of the face. */
const MARGIN = 1.35;

/** Beyond this many sides of the face, predictions do not widen a region. */
const FARTHEST = 1.6;

/**
 * The square part of a photo that shows a face with a margin; predictions that lie beside the face are inside, too.
 *
 * @param face Its landmarks decide where it is; with few landmarks, its box.
 * @param predictions Predicted landmarks in pixels of the photo.
 * @param margin Side of the square by that of the face.
 * @returns A box in pixels of the photo, inside the photo where it fits.
 */
export function faceRegion(face: Face, predictions: ArrayLike<number> = [], margin = MARGIN): Box {
  const own = faceBox(face);
  const size = Math.max(own.width, own.height);
  const center = [own.x + own.width / 2, own.y + own.height / 2];
  const reach = (FARTHEST * size) / 2;
  const near = Array.from(predictions, (value, i) =>
    Math.min(center[i % 2]! + reach, Math.max(center[i % 2]! - reach, value)),
  );
  const all = boxAround([...corners(own), ...near]);
  const side = Math.max(all.width, all.height, (margin / MARGIN) * size) * MARGIN;
  return squareIn(face, all.x + all.width / 2, all.y + all.height / 2, side);
}

/**
 * A square around a point of a photo, moved inside the photo; centered on it along a side that is shorter.
 *
 * @param photo Its size in pixels.
 */
export function squareIn({ width, height }: Size, x: number, y: number, side: number): Box {
  const start = (middle: number, length: number) =>
    side > length ? (length - side) / 2 : Math.min(length - side, Math.max(0, middle - side / 2));
  return { x: start(x, width), y: start(y, height), width: side, height: side };
}

function faceBox({ landmarks, box }: Face): Box {
  const around = boxAround(landmarks);
  return presentCount(landmarks) >= ENOUGH ? around : boxAround([...corners(around), ...corners(box)]);
}

const corners = ({ x, y, width, height }: Box): number[] => [x, y, x + width, y + height];

function boxAround(points: ArrayLike<number>): Box {
  const ends = (axis: 0 | 1) => extent(Array.from(points).filter((_, i) => i % 2 === axis));
  const [[left = 0, right = 0], [top = 0, bottom = 0]] = [ends(0), ends(1)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Side of a view by that of the face: larger than a region, as it shows where the face lies. */
const VIEW_MARGIN = 1.7;

/**
 * The parts of samples to show where faces fill little of them, as in whole photos; undefined where the faces fill the
 * samples.
 *
 * @param samples The samples.
 * @param shown Indices of those that are shown.
 * @returns A square view for each of them.
 */
export function faceViews(
  { faces, crops }: Pick<Dataset, 'faces' | 'crops'>,
  shown: readonly number[],
): View[] | undefined {
  const views = shown.map((face) => viewIn(faceRegion(faces[face]!, [], VIEW_MARGIN), crops[face]!));
  const filled = median(views, ([, , width, height], i) => {
    const { width: w, height: h } = crops[shown[i]!]!;
    return Math.max(width, height) / Math.min(IMAGE_WIDTH, (IMAGE_WIDTH * h) / w);
  });
  return filled !== undefined && filled < 0.85 ? views : undefined;
}

function viewIn(region: Box, crop: Box): View {
  const unit = IMAGE_WIDTH / crop.width;
  const round = (value: number) => Math.round(value * 10) / 10;
  const [x, y] = [(region.x - crop.x) * unit, (region.y - crop.y) * unit];
  return [round(x), round(y), round(region.width * unit), round(region.height * unit)];
}

/** Points in pixels of the photo as fractions of a box. */
export const fractionsOf = (points: ArrayLike<number>, box: Box): number[] =>
  Array.from(points, (value, i) => (i % 2 === 0 ? (value - box.x) / box.width : (value - box.y) / box.height));
