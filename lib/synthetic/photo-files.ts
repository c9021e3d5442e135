import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Box } from '../geometry';
import { ibug68 } from '../landmarks/ibug68';
import { imm58 } from '../landmarks/imm58';
import { mirrorLandmarks } from '../landmarks/landmark-set';
import { Random } from '../random';
import { randomIdentity } from './identity';
import { ibugPlaces, immPlaces } from './landmarks';
import { drawPhoto } from './photo';
import { studioScene, wildScene } from './scenes';

/** A photo to draw, in the files and formats of one of the data sets. */
export interface PhotoJob {
  /** Folder of the data set. */
  readonly folder: string;
  /** Seed of the data set. */
  readonly seed: number;
  /** Name of the part of 300-W that the photo belongs to; none for the IMM Face Database. */
  readonly part?: string;
  /** Number of the photo in its part, from 0. */
  readonly index: number;
}

/**
 * Draws a photo and writes its files.
 *
 * @returns What belongs in the annotation file of its part; nothing for the IMM Face Database, whose photos have a file
 *   each.
 */
export async function writePhoto({ folder, seed, part, index }: PhotoJob): Promise<Annotation[]> {
  if (part !== undefined) return writeIbugPhoto(folder, seed, part, index);
  await writeImmPhoto(folder, seed, index);
  return [];
}

/** Side of the square photos in pixels; the faces' boxes are about 180 pixels wide then. */
export const PHOTO_SIZE = 400;

/** A synthetic face as 300-W's annotation files describe it. */
export interface Annotation {
  /** Path of the photo, relative to the annotation file. */
  readonly photo: string;
  /** The face's box in pixels. */
  readonly box: Box;
  /** Landmarks in continuous photo pixels, x0, y0, x1, y1, ... */
  readonly landmarks: readonly number[];
}

/** Writes a photo as the IMM Face Database does, PP-Vg.jpg and PP-Vg.asf: people in order, six poses each. */
async function writeImmPhoto(folder: string, seed: number, index: number): Promise<void> {
  const person = Math.floor(index / 6) + 1;
  const pose = (index % 6) + 1;
  const random = new Random(seed).split('imm').split(person);
  const identity = randomIdentity(random.split('person'));
  const name = `${String(person).padStart(2, '0')}-${pose}${identity.sex}`;
  const scene = studioScene(identity, pose, random.split(pose));
  const { jpeg, landmarks } = await drawPhoto(scene, random.split(pose).split('photo'));
  const { width, height } = scene.camera;
  await writeFile(join(folder, `${name}.jpg`), jpeg);
  await writeFile(join(folder, `${name}.asf`), asfText(landmarks(immPlaces), width, height, `${name}.jpg`));
}

/** An AAM shape file; the landmarks in pixels. */
function asfText(landmarks: Float32Array, width: number, height: number, photo: string): string {
  const lines = imm58.parts.flatMap(({ landmarks: part, closed }, path) =>
    part.map((i, k) => {
      const before = part[k - 1] ?? (closed ? part.at(-1)! : i);
      const after = part[k + 1] ?? (closed ? part[0]! : i);
      const [x, y] = [landmarks[2 * i]! / width, landmarks[2 * i + 1]! / height];
      return [path, closed ? 0 : 4, x.toFixed(8), y.toFixed(8), i, before, after].join(' \t');
    }),
  );
  const header = ['# AAM Shape File of a drawn face', '#', '# number of model points', '#', imm58.count];
  const format = '# format: <path#> <type> <x rel.> <y rel.> <point#> <connects from> <connects to>';
  return [...header, '#', '# model points', '#', format, '#', ...lines, '#', '# host image', '#', photo, ''].join('\n');
}

/** Writes a photo and its mirrored twin as 300-W has them, into the data set's folder `generated`. */
async function writeIbugPhoto(folder: string, seed: number, part: string, index: number): Promise<Annotation[]> {
  const random = new Random(seed).split('300w').split(part).split(index);
  const scene = wildScene(randomIdentity(random.split('person')), PHOTO_SIZE, random.split('scene'));
  const drawn = await drawPhoto(scene, random.split('photo'));
  const landmarks = drawn.landmarks(ibugPlaces);
  const box = detectorBox(landmarks, random.split('box'));
  const name = `generated/${part}_${String(index + 1).padStart(5, '0')}_1`;
  await writeFile(join(folder, `${name}.jpg`), drawn.jpeg);
  await writeFile(join(folder, `${name}_mirror.jpg`), await sharp(drawn.jpeg).flop().jpeg({ quality: 92 }).toBuffer());
  const mirroredBox = { ...box, x: PHOTO_SIZE - box.x - box.width };
  const mirrored = mirrorLandmarks(ibug68, landmarks, PHOTO_SIZE);
  return [
    { photo: `${name}.jpg`, box, landmarks: [...landmarks] },
    { photo: `${name}_mirror.jpg`, box: mirroredBox, landmarks: [...mirrored] },
  ];
}

/**
 * A box like those of dlib's face detector: its size and place relative to the 68 landmarks have the means and the
 * standard deviations of the boxes in 300-W.
 */
function detectorBox(landmarks: Float32Array, random: Random): Box {
  const xs = landmarks.filter((_, i) => i % 2 === 0);
  const ys = landmarks.filter((_, i) => i % 2 === 1);
  const extent = (list: Float32Array) => Math.max(...list) - Math.min(...list);
  const mean = (list: Float32Array) => list.reduce((sum, v) => sum + v / list.length, 0);
  const size = Math.sqrt(extent(xs) * extent(ys));
  const side = Math.round(size * Math.max(0.85, random.normal(1.053, 0.08)));
  return {
    x: Math.round(mean(xs) + size * random.normal(0, 0.04) - side / 2),
    y: Math.round(mean(ys) + size * random.normal(-0.071, 0.045) - side / 2),
    width: side,
    height: side,
  };
}

/**
 * Writes the annotation file of a part in dlib's format, whose coordinates are indices of pixels.
 *
 * @param file Path of the file.
 * @param part Name of the part.
 * @param annotations Its faces, in order.
 */
export async function writeLabels(file: string, part: string, annotations: readonly Annotation[]): Promise<void> {
  const images = annotations.map(({ photo, box, landmarks }) => {
    const parts = Array.from({ length: ibug68.count }, (_, i) => {
      const [x, y] = [landmarks[2 * i]! - 0.5, landmarks[2 * i + 1]! - 0.5];
      return `      <part name='${String(i).padStart(2, '0')}' x='${x.toFixed(2)}' y='${y.toFixed(2)}'/>\n`;
    });
    const place = `top='${box.y}' left='${box.x}' width='${box.width}' height='${box.height}'`;
    const size = `width='${PHOTO_SIZE}' height='${PHOTO_SIZE}'`;
    return `  <image file='${photo}' ${size}>\n    <box ${place}>\n${parts.join('')}    </box>\n  </image>\n`;
  });
  // The title is part of the data set's checksum, and so of every result's key: leave it as it is.
  const title = `<name>Generated faces, marked like iBUG 300-W, ${part} part</name>`;
  const xml = `<?xml version='1.0' encoding='UTF-8'?>\n<dataset>\n${title}\n<images>\n${images.join('')}</images>\n</dataset>\n`;
  await writeFile(file, xml);
}
