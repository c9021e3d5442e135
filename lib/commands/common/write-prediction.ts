import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import sharp from 'sharp';
import { ibug68 } from '../../landmarks/ibug68';
import type { Size } from '../../geometry';
import { pixelsOf } from '../../inference/photo';
import type { PhotoPrediction, PredictedFace } from '../../inference/predict';

/** The files that tell of one photo. */
export interface WrittenFiles {
  readonly image: string;
  readonly data: string;
}

/**
 * Writes a photo's faces: NAME-keypoints.png, the upright photo with boxes and landmarks on it, and NAME-keypoints.json,
 * the boxes and landmarks in pixels of the upright photo.
 *
 * @param folder The photo's own by default.
 */
export async function writePrediction(prediction: PhotoPrediction, folder?: string): Promise<WrittenFiles> {
  const { photo, faces } = prediction;
  const to = folder ?? dirname(photo.file);
  const base = join(to, `${parse(photo.file).name}-keypoints`);
  const files = { image: `${base}.png`, data: `${base}.json` };
  await mkdir(to, { recursive: true });
  const { rgb, width, height } = await pixelsOf(photo);
  await sharp(rgb, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(drawing(faces, photo.size)), left: 0, top: 0 }])
    .png()
    .toFile(files.image);
  await writeFile(files.data, `${JSON.stringify(described(prediction), null, 2)}\n`);
  return files;
}

function described({ photo, faces }: PhotoPrediction): object {
  return {
    photo: photo.file,
    ...photo.size,
    landmarkSet: ibug68.name,
    faces: faces.map(({ box, confidence, landmarks }) => ({
      box,
      confidence,
      landmarks: Array.from({ length: landmarks.length / 2 }, (_, i) => [landmarks[2 * i]!, landmarks[2 * i + 1]!]),
    })),
  };
}

/** Boxes, parts of the face joined by lines, and landmarks, as SVG of the photo's size; outlined to be seen on anything. */
export function drawing(faces: readonly PredictedFace[], { width, height }: Size): string {
  const marks = faces.map(({ box, landmarks }) => {
    const unit = Math.max(0.5, box.width / 150);
    const at = (landmark: number): string =>
      `${landmarks[2 * landmark]!.toFixed(2)},${landmarks[2 * landmark + 1]!.toFixed(2)}`;
    const lines = ibug68.parts.map((part) => {
      const kind = part.closed ? 'polygon' : 'polyline';
      return `<${kind} points="${part.landmarks.map(at).join(' ')}"/>`;
    });
    const dots = Array.from({ length: ibug68.count }, (_, i) => {
      const [x, y] = at(i).split(',');
      return `<circle cx="${x}" cy="${y}" r="${1.3 * unit}"/>`;
    });
    return (
      `<g fill="none"><rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" ` +
      `stroke="#fff" stroke-opacity="0.8" stroke-width="${unit}"/>` +
      `<g stroke="#ffd400" stroke-opacity="0.7" stroke-width="${0.7 * unit}">${lines.join('')}</g></g>` +
      `<g fill="#ffd400" stroke="#000" stroke-width="${0.4 * unit}">${dots.join('')}</g>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${marks.join('')}</svg>`;
}
