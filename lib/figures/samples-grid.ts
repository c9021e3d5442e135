import { Random } from '../random';
import type { Samples } from '../samples/samples';
import { faceName, otherMarks, trueMarks } from './face-view';
import type { Figure } from './figure';
import { gallery } from './gallery';
import type { GalleryItem, GalleryOptions } from './gallery';
import { PICTURE_WIDTH, toDrawing } from './marks';
import { count as counted } from './numbers';
import { samplePicture } from './pictures';

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

async function sampleItem(samples: Samples, face: number, points?: readonly number[]): Promise<GalleryItem> {
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

/** Pictures with their points as fractions, shape [N, K, 2]: what augmentation gets and gives. */
export type PointedPictures = Pick<Samples, 'width' | 'height' | 'pictures' | 'points'>;

/**
 * The same samples before and after augmentation, side by side.
 *
 * @param after The first samples of `before`, in their order, changed.
 * @example await beforeAfter(training, augmented, { count: 4 })
 */
export async function beforeAfter(
  before: Samples,
  after: PointedPictures,
  { count = 6, ...options }: GalleryOptions & { count?: number } = {},
): Promise<Figure> {
  const total = after.pictures.length / (after.width * after.height);
  const shown = Math.min(count, total, before.faces.length);
  const pairs = Array.from({ length: shown }, async (_, i) => [
    { ...(await sampleItem(before, i)), title: 'before' },
    await augmentedItem(before, after, i),
  ]);
  const items = (await Promise.all(pairs)).flat();
  return gallery(items, `${counted(shown, 'sample')} before and after augmentation, points moved along.`, options);
}

async function augmentedItem(before: Samples, after: PointedPictures, i: number): Promise<GalleryItem> {
  const picture = await samplePicture(after, i);
  const k = before.scheme.count;
  const name = faceName(before.faces[i]!);
  return {
    picture,
    marks: { truth: toDrawing(after.points.subarray(2 * i * k, 2 * (i + 1) * k), picture.height) },
    title: 'after',
    text: name,
    alt: `Face ${name} after augmentation, with ${counted(k, 'point')} moved along.`,
    facts: { face: before.faces[i]!.id },
  };
}
