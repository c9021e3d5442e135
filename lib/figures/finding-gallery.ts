import { basename } from 'node:path';
import sharp from 'sharp';
import type { Finding } from '../datasets/check/finding';
import type { Box } from '../geometry';
import type { Face, FaceSet } from '../landmarks/face';
import { presentLandmarks } from '../landmarks/missing';
import type { Figure, FigureOptions } from './figure';
import { facesOf, findingText, landmarksOf } from './finding-words';
import { gallery } from './gallery';
import type { GalleryItem } from './gallery';
import { pageImage } from './images';
import { IMAGE_WIDTH } from './marks';

/** Longer side of a picture in pixels; never more than the photo has. */
const LONGEST = 420;

/** Faces shown of one finding that is about many. */
const FACES = 4;

/** By how much a picture shows more than the landmarks. */
const MARGIN = 1.5;

/**
 * Pictures of what may be wrong in a data set: each face that a finding is about, with the landmarks in doubt ringed and all
 * others as dots; for photos that are there twice, the whole photos.
 *
 * @param findings All of one kind.
 * @param caption Sentence below the pictures.
 */
export async function findingGallery(
  findings: readonly Finding[],
  set: FaceSet,
  caption: string,
  options: FigureOptions = {},
): Promise<Figure> {
  const items: GalleryItem[] = [];
  for (const finding of findings) {
    const text = findingText(finding, set);
    for (const face of facesOf(finding, set).slice(0, FACES)) items.push(await itemOf(finding, set.faces[face]!, text));
  }
  return gallery(items, caption, { size: 'large', ...options });
}

async function itemOf(finding: Finding, face: Face, text: string): Promise<GalleryItem> {
  const isWhole = finding.kind === 'same photo' || finding.kind === 'similar photos';
  const part = isWhole ? { x: 0, y: 0, width: face.width, height: face.height } : partOf(face, finding.kind === 'box');
  const { image, scale } = await pictureOf(face, part);
  const drawing = (x: number, y: number): [number, number] => [(x - part.x) * scale, (y - part.y) * scale];
  const doubted = new Set(landmarksOf(finding));
  const marks = (which: (landmark: number) => boolean) =>
    presentLandmarks(face.landmarks)
      .filter(which)
      .flatMap((i) => rounded(drawing(face.landmarks[2 * i]!, face.landmarks[2 * i + 1]!)));
  const { x, y, width, height } = face.box;
  return {
    image,
    marks: {
      doubts: marks((i) => doubted.has(i)),
      others: marks((i) => !doubted.has(i)),
      ...(finding.kind === 'box' && { boxes: rounded([...drawing(x, y), ...drawing(x + width, y + height)]) }),
    },
    title: basename(face.photo),
    text,
    alt: `Photo ${face.id}: ${text}.`,
    facts: { file: face.labels.file ?? face.id },
  };
}

/** The part of the photo around the landmarks, and the box if it matters, in whole pixels. */
function partOf({ landmarks, box, width, height }: Face, withBox: boolean): Box {
  const there = presentLandmarks(landmarks);
  const xs = [...there.map((i) => landmarks[2 * i]!), ...(withBox ? [box.x, box.x + box.width] : [])];
  const ys = [...there.map((i) => landmarks[2 * i + 1]!), ...(withBox ? [box.y, box.y + box.height] : [])];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  // A single landmark has no extent.
  const side = Math.max(MARGIN * Math.max(right - left, bottom - top), 0.2 * Math.min(width, height), 1);
  const [x, y] = [Math.floor((left + right - side) / 2), Math.floor((top + bottom - side) / 2)];
  return { x, y, width: Math.ceil(side), height: Math.ceil(side) };
}

/** A part of a photo, black beyond the photo's edges; `scale` is drawing units per pixel. */
async function pictureOf(face: Face, part: Box): Promise<Pick<GalleryItem, 'image'> & { scale: number }> {
  const [left, top] = [Math.max(0, part.x), Math.max(0, part.y)];
  const [right, bottom] = [Math.min(face.width, part.x + part.width), Math.min(face.height, part.y + part.height)];
  const shrink = Math.min(1, LONGEST / Math.max(part.width, part.height));
  const size = {
    width: Math.max(1, Math.round(part.width * shrink)),
    height: Math.max(1, Math.round(part.height * shrink)),
  };
  const black = sharp({ create: { ...size, channels: 3, background: 'black' } });
  const isVisible = right > left && bottom > top;
  const photo = isVisible && {
    input: await sharp(face.photo)
      .flatten({ background: 'white' })
      .toColorspace('srgb')
      .extract({ left, top, width: right - left, height: bottom - top })
      .resize(Math.max(1, Math.round((right - left) * shrink)), Math.max(1, Math.round((bottom - top) * shrink)), {
        fit: 'fill',
      })
      .png()
      .toBuffer(),
    left: Math.min(size.width - 1, Math.round((left - part.x) * shrink)),
    top: Math.min(size.height - 1, Math.round((top - part.y) * shrink)),
  };
  const webp = await black
    .composite(photo ? [photo] : [])
    .webp({ quality: 80 })
    .toBuffer();
  return {
    image: pageImage(webp, 'webp', part.height / part.width, { shows: 'photo' }),
    scale: IMAGE_WIDTH / part.width,
  };
}

const rounded = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 10) / 10);
