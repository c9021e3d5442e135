import sharp from 'sharp';
import { intersection } from '../../geometry';
import type { Box, Size } from '../../geometry';
import { html } from '../../html';
import type { PhotoPrediction, PredictedFace } from '../../inference/predict';
import type { LandmarkSet } from '../../landmarks/landmark-set';

/** Kinds of pictures, with the ending of their files. */
export const PICTURES = { jpeg: 'jpg', png: 'png', webp: 'webp' } as const;

/** A kind of picture. */
export type PictureFormat = keyof typeof PICTURES;

/** Settings that make pictures fast to write and small. */
const SETTINGS = {
  jpeg: { quality: 90 },
  png: { compressionLevel: 3 },
  webp: { quality: 85, effort: 0 },
} as const;

/**
 * Draws the faces found in a photo on it, upright and in full size.
 *
 * @param prediction From `predictFaces`.
 * @param format The kind of picture.
 * @returns The content of its file.
 * @throws DataError when the photo is damaged.
 */
export async function pictureOf(
  { photo, faces, landmarkSet }: PhotoPrediction,
  format: PictureFormat,
): Promise<Buffer> {
  const { rgb, width, height } = await photo.pixels();
  // A drawing for each face rather than one of the photo's size: most pixels then stay as they are.
  const drawings = faces.flatMap((face) => {
    const area = areaOf(face, photo.size);
    if (!area) return [];
    return [{ input: Buffer.from(drawing([face], area, landmarkSet)), left: area.x, top: area.y }];
  });
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .composite(drawings)
    .removeAlpha()
    .toFormat(format, SETTINGS[format])
    .toBuffer();
}

/** The part of a photo, in whole pixels, on which a face is drawn; null if it lies outside. */
function areaOf({ box, landmarks }: PredictedFace, photo: Size): Box | null {
  const coordinates = (axis: 0 | 1): number[] => [...landmarks].filter((_, i) => i % 2 === axis);
  const margin = 3 * unitOf(box);
  const [x, y] = ([0, 1] as const).map((axis) => {
    const [begin, length] = axis === 0 ? [box.x, box.width] : [box.y, box.height];
    const all = [begin, begin + length, ...coordinates(axis)];
    return [Math.floor(Math.min(...all) - margin), Math.ceil(Math.max(...all) + margin)] as const;
  }) as [readonly [number, number], readonly [number, number]];
  const drawn = { x: x[0], y: y[0], width: x[1] - x[0], height: y[1] - y[0] };
  return intersection(drawn, { x: 0, y: 0, ...photo });
}

/** The unit of line widths and radii, in pixels of the photo. */
const unitOf = ({ width }: Box): number => Math.max(0.5, width / 150);

/**
 * Draws faces as a transparent SVG to lay over a part of their photo: box, parts as lines, and landmarks, outlined so
 * that they can be seen on any background.
 *
 * @param faces In pixels of the photo.
 * @param area The part of the photo.
 * @param landmarkSet What the landmarks mean.
 * @returns The SVG file's text.
 */
export function drawing(
  faces: readonly PredictedFace[],
  area: Box,
  { parts, count }: Pick<LandmarkSet, 'parts' | 'count'>,
): string {
  const marks = faces.map(({ box, landmarks }) => {
    const unit = unitOf(box);
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
  const { x, y, width, height } = area;
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${width}"
    height="${height}"
    viewBox="${x} ${y} ${width} ${height}"
  >
    ${marks}
  </svg>`.text;
}
