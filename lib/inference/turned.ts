import sharp from 'sharp';
import type { Box, Size } from '../geometry';
import type { DetectedFace } from './detect';
import type { Turn } from './face-search';
import type { Photo } from './photo';
import type { Predictor } from './two-stage';

/**
 * Predicts the landmarks of faces that were found, also where they lie on their side: networks know upright faces.
 *
 * @param faces From `detectFaces`, with their photos.
 * @param predictor Predicts the landmarks in boxes.
 * @returns Of each face shape [K, 2], in pixels of its photo as it is.
 */
export async function landmarksOf(
  faces: readonly { readonly photo: Photo; readonly face: DetectedFace }[],
  predictor: Predictor,
): Promise<Float32Array[]> {
  const upright = await Promise.all(
    faces.map(async ({ photo, face: { box, turn = 0 } }) =>
      turn === 0 ? { photo, box } : { photo: await turnedBack(photo, turn), box: boxTurned(box, photo.size, turn) },
    ),
  );
  const all = await predictor.landmarks(upright);
  return all.map((landmarks, k) => {
    const { turn = 0 } = faces[k]!.face;
    return turn === 0 ? landmarks : landmarksTurned(landmarks, upright[k]!.photo.size, turn);
  });
}

function landmarksTurned(landmarks: Float32Array, upright: Size, turn: Turn): Float32Array {
  return landmarks.map((_, i) => {
    const [x, y] = [landmarks[i - (i % 2)]!, landmarks[i - (i % 2) + 1]!];
    return pointTurned(x, y, upright, turn === 90 ? -90 : 90)[i % 2]!;
  });
}

/** The photo turned so that faces turned by `turn` are upright. */
async function turnedBack(photo: Photo, turn: Turn): Promise<Pick<Photo, 'file' | 'size' | 'pixels'>> {
  const { rgb, width, height } = await photo.pixels();
  const turned = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .rotate((360 - turn) % 360)
    .raw()
    .toBuffer();
  const size = { width: height, height: width };
  return { file: photo.file, size, pixels: () => Promise.resolve({ rgb: turned, ...size }) };
}

/** Where a point of a photo lies once the photo is turned back by `turn` degrees. */
const pointTurned = (x: number, y: number, { width, height }: Size, turn: Turn): [x: number, y: number] =>
  turn === 90 ? [y, width - x] : [height - y, x];

function boxTurned({ x, y, width, height }: Box, photo: Size, turn: Turn): Box {
  const [centerX, centerY] = pointTurned(x + width / 2, y + height / 2, photo, turn);
  return { x: centerX - height / 2, y: centerY - width / 2, width: height, height: width };
}
