import { Random } from '../random';
import type { Samples } from '../samples/dataset';
import { faceName, otherMarks, trueMarks } from './face-view';
import type { Figure } from './figure';
import { gallery } from './gallery';
import type { GalleryItem, GalleryOptions } from './gallery';
import { PICTURE_WIDTH } from './marks';
import { count as counted } from '../format';
import { samplePicture } from './images';

export interface SamplesGridOptions extends GalleryOptions {
  count?: number;
  /** Points of the scheme to draw in red, the others being blue. Those that the samples hold by default. */
  points?: readonly number[];
  /** Start of the random choice. */
  seed?: number;
}

/**
 * Pictures drawn at random, just as the network gets them, with their points.
 *
 * @example await samplesGrid(training, { points: [training.scheme.noseTip] })
 */
export async function samplesGrid(samples: Samples, given: SamplesGridOptions = {}): Promise<Figure> {
  const { count = 12, points, seed = 1, ...options } = given;
  const order = new Random(seed).shuffle(samples.faces.map((_, i) => i)).slice(0, count);
  const items = await Promise.all(order.map((face) => sampleItem(samples, face, points)));
  const size = `${samples.width}×${samples.height} pixels`;
  const others = items.some((item) => item.marks.others?.length);
  const learned = others ? 'the points to learn in red, the others in blue' : 'their points in red';
  return gallery(items, `${counted(items.length, 'sample')} as the network sees them (${size}), ${learned}.`, options);
}

/** A sample as a gallery shows it; `points` are the indices of those drawn in red. */
export async function sampleItem(samples: Samples, face: number, points?: readonly number[]): Promise<GalleryItem> {
  const name = faceName(samples.faces[face]!);
  const picture = await samplePicture(samples, face);
  const truth = trueMarks(samples, face, picture.height, points);
  return {
    picture,
    marks: { truth, others: otherMarks(samples, face, picture.height, truth) },
    title: '',
    text: name,
    alt: `Face ${name}, with ${counted(truth.length / 2, 'point')} to learn${position(truth, picture.height)}.`,
    facts: { face: samples.faces[face]!.id, ...samples.faces[face]!.labels },
  };
}

/** Where a single point lies, in words. */
function position(points: readonly number[], height: number): string {
  if (points.length !== 2) return '';
  const [x, y] = [(100 * points[0]!) / PICTURE_WIDTH, (100 * points[1]!) / height];
  return ` at ${Math.round(x)} % of the width and ${Math.round(y)} % of the height`;
}
