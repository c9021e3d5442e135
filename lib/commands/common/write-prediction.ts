import sharp from 'sharp';
import { writeWhole } from '../../files';
import type { Size } from '../../geometry';
import { html } from '../../html';
import { pixelsOf } from '../../inference/photo';
import type { PhotoPrediction, PredictedFace } from '../../inference/predict';
import type { LandmarkSet } from '../../landmarks/landmark-set';

/** Paths of the results for one photo. */
export interface WrittenPrediction {
  readonly image: string;
  readonly data: string;
}

/**
 * Writes the faces found in a photo: a PNG, the upright photo with boxes and landmarks drawn on it, and JSON, the boxes and landmarks in pixels of the upright photo.
 *
 * @param prediction From `predictFaces`.
 * @param base Path of both files without their endings, see `resultNames`; its folder is made if it is missing.
 * @returns The paths of both files.
 * @throws DataError when the photo is damaged; Error of the file system when a file cannot be written.
 */
export async function writePrediction(prediction: PhotoPrediction, base: string): Promise<WrittenPrediction> {
  const { photo, faces, landmarkSet } = prediction;
  const files = { image: `${base}.png`, data: `${base}.json` };
  const { rgb, width, height } = await pixelsOf(photo);
  const marked = sharp(rgb, { raw: { width, height, channels: 3 } }).composite([
    { input: Buffer.from(drawing(faces, photo.size, landmarkSet)), left: 0, top: 0 },
  ]);
  writeWhole(files.image, await marked.png().toBuffer());
  writeWhole(files.data, `${JSON.stringify(toJson(prediction), null, 2)}\n`);
  return files;
}

function toJson({ photo, faces, landmarkSet: { name, names } }: PhotoPrediction): object {
  return {
    photo: photo.file,
    ...photo.size,
    landmarkSet: name,
    ...(names && { names }),
    faces: faces.map(({ box, confidence, landmarks }) => ({
      box,
      confidence,
      landmarks: Array.from({ length: landmarks.length / 2 }, (_, i) => [landmarks[2 * i]!, landmarks[2 * i + 1]!]),
    })),
  };
}

/**
 * Draws faces as a transparent SVG to lay over their photo: box, parts as lines, and landmarks, outlined so
 * that they can be seen on any background.
 *
 * @param faces In pixels of the photo.
 * @param size Of the photo.
 * @param landmarkSet What the landmarks mean.
 * @returns The SVG file's text.
 */
export function drawing(
  faces: readonly PredictedFace[],
  { width, height }: Size,
  { parts, count }: Pick<LandmarkSet, 'parts' | 'count'>,
): string {
  const marks = faces.map(({ box, landmarks }) => {
    const unit = Math.max(0.5, box.width / 150);
    const x = (landmark: number): string => landmarks[2 * landmark]!.toFixed(2);
    const y = (landmark: number): string => landmarks[2 * landmark + 1]!.toFixed(2);
    const lines = parts.map((part) => {
      const points = part.landmarks.map((landmark) => `${x(landmark)},${y(landmark)}`).join(' ');
      return part.closed ? html`<polygon points="${points}" />` : html`<polyline points="${points}" />`;
    });
    const dots = Array.from({ length: count }, (_, i) => html`<circle cx="${x(i)}" cy="${y(i)}" r="${1.3 * unit}" />`);
    return html`
      <rect
        x="${box.x}"
        y="${box.y}"
        width="${box.width}"
        height="${box.height}"
        fill="none"
        stroke="#fff"
        stroke-opacity="0.8"
        stroke-width="${unit}"
      />
      <g fill="none" stroke="#ffd400" stroke-opacity="0.7" stroke-width="${0.7 * unit}">${lines}</g>
      <g fill="#ffd400" stroke="#000" stroke-width="${0.4 * unit}">${dots}</g>
    `;
  });
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${marks}</svg>`.text;
}
