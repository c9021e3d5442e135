import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { Random } from '../random';
import type { Box } from '../geometry';
import { ibug68 } from '../landmarks/ibug68';
import { labelsFile, type Part300W } from '../datasets/ibug300w';
import { mirrorLandmarks } from '../landmarks/landmark-set';
import { randomIdentity } from './identity';
import { drawPhoto } from './photo';
import { wildScene } from './scenes';

/** Sides of the square photos, in pixels; the faces' boxes are about 180 px wide then. */
export const photoSize = 400;

/** A drawn face as 300-W's annotation has it. */
export interface Entry {
  readonly photo: string;
  readonly box: Box;
  /** Continuous coordinates. */
  readonly points: readonly number[];
}

/** Draws photo number `index` of a part and writes it and its mirrored twin; gives the entries of both. */
export async function writeIbugFace(folder: string, seed: number, part: Part300W, index: number): Promise<Entry[]> {
  const random = new Random(seed).split('300w').split(part).split(index);
  const scene = wildScene(randomIdentity(random.split('person')), photoSize, random.split('scene'));
  const drawn = await drawPhoto(scene, random.split('photo'));
  const points = drawn.points(ibug68);
  const box = detectorBox(points, random.split('box'));
  const name = `generated/${part}_${String(index + 1).padStart(5, '0')}_1`;
  await writeFile(join(folder, `${name}.jpg`), drawn.jpeg);
  await writeFile(join(folder, `${name}_mirror.jpg`), await sharp(drawn.jpeg).flop().jpeg({ quality: 92 }).toBuffer());
  const mirroredBox = { ...box, x: photoSize - box.x - box.width };
  return [
    { photo: `${name}.jpg`, box, points: [...points] },
    { photo: `${name}_mirror.jpg`, box: mirroredBox, points: [...mirrorLandmarks(ibug68, points, photoSize)] },
  ];
}

/**
 * A box like those that dlib's face detector finds: its size and place against the 68 points and their deviations are
 * those of the boxes in 300-W.
 */
function detectorBox(points: Float32Array, random: Random): Box {
  const xs = points.filter((_, i) => i % 2 === 0);
  const ys = points.filter((_, i) => i % 2 === 1);
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

/** Writes the annotation file of a part in dlib's format, whose coordinates are indices of pixels. */
export async function writeLabels(folder: string, part: Part300W, entries: readonly Entry[]): Promise<void> {
  const images = entries.map(({ photo, box, points }) => {
    const parts = Array.from({ length: ibug68.count }, (_, i) => {
      const [x, y] = [points[2 * i]! - 0.5, points[2 * i + 1]! - 0.5];
      return `      <part name='${String(i).padStart(2, '0')}' x='${x.toFixed(2)}' y='${y.toFixed(2)}'/>\n`;
    });
    const place = `top='${box.y}' left='${box.x}' width='${box.width}' height='${box.height}'`;
    const size = `width='${photoSize}' height='${photoSize}'`;
    return `  <image file='${photo}' ${size}>\n    <box ${place}>\n${parts.join('')}    </box>\n  </image>\n`;
  });
  const title = `<name>Generated faces, marked like iBUG 300-W, ${part} part</name>`;
  const xml = `<?xml version='1.0' encoding='UTF-8'?>\n<dataset>\n${title}\n<images>\n${images.join('')}</images>\n</dataset>\n`;
  await writeFile(join(folder, labelsFile(part)), xml);
}
