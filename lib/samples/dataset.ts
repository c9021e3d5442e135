import { UserError } from '../errors';
import type { Box } from '../geometry';
import type { Face } from '../landmarks/face';
import { selectFromSet } from '../landmarks/landmark-set';
import type { LandmarkSet } from '../landmarks/landmark-set';
import type { CropSpec } from './crop';
import type { Images } from './images';

/**
 * The samples a network is trained or evaluated on: faces cropped out of their photos, gray, all of one size, decoded
 * once; the images stay on the disk until they are needed. N faces with K landmarks each.
 */
export interface Dataset {
  readonly landmarkSet: LandmarkSet;
  readonly faces: readonly Face[];
  /** Size of every image in pixels. */
  readonly width: number;
  readonly height: number;
  /** Gray values 0..255, N images. */
  readonly images: Images;
  /** Landmarks as fractions of the image's width and height, shape [N, K, 2]; outside 0..1 for those cropped off. */
  readonly landmarks: Float32Array;
  /** The part of each face's photo that its image shows, in photo pixels, and how it was chosen. */
  readonly crops: readonly Box[];
  readonly crop: CropSpec;
}

/**
 * The samples of some of the faces.
 *
 * @param dataset The samples to choose from.
 * @param faces The faces wanted, in the order wanted; they are found by their ids.
 * @returns A dataset of these faces; the landmarks are copies, the images are not.
 * @throws UserError when a face is not in the dataset.
 */
export function selectFaces(dataset: Dataset, faces: readonly Face[]): Dataset {
  const { landmarkSet } = dataset;
  const index = new Map(dataset.faces.map((face, i) => [face.id, i]));
  const rows = faces.map((face) => {
    const row = index.get(face.id);
    if (row === undefined) throw new UserError(`Face ${face.id} is not in this dataset.`);
    return row;
  });
  const coordinates = landmarkSet.count * 2;
  return {
    ...dataset,
    faces,
    images: dataset.images.select(rows),
    landmarks: pickRows(dataset.landmarks, rows, coordinates),
    crops: rows.map((row) => dataset.crops[row]!),
  };
}

function pickRows(from: Float32Array, rows: readonly number[], length: number): Float32Array {
  const into = new Float32Array(rows.length * length);
  rows.forEach((row, i) => into.set(from.subarray(row * length, (row + 1) * length), i * length));
  return into;
}

/**
 * The same images with only some of their landmarks, such as the tip of the nose alone.
 *
 * @param dataset The samples to choose from; the result shares their images.
 * @param landmarks Indices in the dataset's landmark set, in the order wanted. A landmark's mirror image must be
 *   among them.
 * @throws RangeError when an index is not in the landmark set, or a mirror image is left out.
 * @example const nose = selectLandmarks(dataset, [dataset.landmarkSet.noseTip]);
 */
export function selectLandmarks(dataset: Dataset, landmarks: readonly number[]): Dataset {
  const landmarkSet = selectFromSet(dataset.landmarkSet, landmarks);
  const { count } = dataset.landmarkSet;
  const selected = new Float32Array(dataset.faces.length * landmarks.length * 2);
  landmarks.forEach((landmark, k) => {
    for (let i = 0; i < dataset.faces.length; i++) {
      const from = 2 * (i * count + landmark);
      selected.set(dataset.landmarks.subarray(from, from + 2), 2 * (i * landmarks.length + k));
    }
  });
  return { ...dataset, landmarks: selected, landmarkSet };
}
