import sharp from 'sharp';
import type { Box, Size } from '../geometry';
import type { DetectedFace } from './detect';
import type { Turn } from './face-search';
import { pixelsOf } from './photo';
import type { Photo } from './photo';
import type { Predictor } from './two-stage';

/**
 * Predicts the landmarks of a face that was found, also where it lies on its side: networks know upright faces.
 *
 * @param photo From `openPhoto`.
 * @param face From `detectFaces`.
 * @param predictor Predicts the landmarks in a box.
 * @returns Shape [K, 2], in pixels of the photo as it is.
 */
export async function landmarksOf(photo: Photo, face: DetectedFace, predictor: Predictor): Promise<Float32Array> {
  const { box, turn = 0 } = face;
  if (turn === 0) return predictor.landmarks(photo, box);
  const upright = await turnedBack(photo, turn);
  const landmarks = await predictor.landmarks(upright, boxTurned(box, photo.size, turn));
  return landmarks.map((_, i) => {
    const [x, y] = [landmarks[i - (i % 2)]!, landmarks[i - (i % 2) + 1]!];
    return pointTurned(x, y, upright.size, turn === 90 ? -90 : 90)[i % 2]!;
  });
}

/** The photo turned so that faces turned by `turn` are upright. */
async function turnedBack(photo: Photo, turn: Turn): Promise<Photo> {
  const { rgb, width, height } = await pixelsOf(photo);
  const turned = sharp(rgb, { raw: { width, height, channels: 3 } }).rotate((360 - turn) % 360);
  const content = await turned.png({ compressionLevel: 1 }).toBuffer();
  return { file: photo.file, content, size: { width: height, height: width } };
}

/** Where a point of a photo lies once the photo is turned back by `turn` degrees. */
const pointTurned = (x: number, y: number, { width, height }: Size, turn: Turn): [x: number, y: number] =>
  turn === 90 ? [y, width - x] : [height - y, x];

function boxTurned({ x, y, width, height }: Box, photo: Size, turn: Turn): Box {
  const [centerX, centerY] = pointTurned(x + width / 2, y + height / 2, photo, turn);
  return { x: centerX - height / 2, y: centerY - width / 2, width: height, height: width };
}
