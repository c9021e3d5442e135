import { Random } from '../random';
import type { Dataset } from '../samples/dataset';
import { faceName, otherMarks, trueMarks } from './face-view';
import type { Figure } from './figure';
import { gallery } from './gallery';
import type { GalleryItem, GalleryOptions } from './gallery';
import { IMAGE_WIDTH } from './marks';
import { count as counted } from '../format';
import { sampleImage } from './images';

export interface SamplesGridOptions extends GalleryOptions {
  count?: number;
  /** Landmarks of the landmarkSet to draw in red, the others being blue. Those that the samples hold by default. */
  landmarks?: readonly number[];
  /** Start of the random choice. */
  seed?: number;
}

/**
 * Images drawn at random, just as the network gets them, with their landmarks.
 *
 * @example await samplesGrid(training, { landmarks: [training.landmarkSet.noseTip] })
 */
export async function samplesGrid(samples: Dataset, given: SamplesGridOptions = {}): Promise<Figure> {
  const { count = 12, landmarks, seed = 1, ...options } = given;
  const order = new Random(seed).shuffle(samples.faces.map((_, i) => i)).slice(0, count);
  const items = await Promise.all(order.map((face) => sampleItem(samples, face, landmarks)));
  const size = `${samples.width}×${samples.height} pixels`;
  const others = items.some((item) => item.marks.others?.length);
  const learned = others ? 'the landmarks to learn in red, the others in blue' : 'their landmarks in red';
  return gallery(items, `${counted(items.length, 'sample')} as the network sees them (${size}), ${learned}.`, options);
}

/** A sample as a gallery shows it; `landmarks` are the indices of those drawn in red. */
export async function sampleItem(samples: Dataset, face: number, landmarks?: readonly number[]): Promise<GalleryItem> {
  const name = faceName(samples.faces[face]!);
  const image = await sampleImage(samples, face);
  const truth = trueMarks(samples, face, image.height, landmarks);
  return {
    image,
    marks: { truth, others: otherMarks(samples, face, image.height, truth) },
    title: '',
    text: name,
    alt: `Face ${name}, with ${counted(truth.length / 2, 'landmark')} to learn${position(truth, image.height)}.`,
    facts: { face: samples.faces[face]!.id, ...samples.faces[face]!.labels },
  };
}

/** Where a single landmark lies, in words. */
function position(landmarks: readonly number[], height: number): string {
  if (landmarks.length !== 2) return '';
  const [x, y] = [(100 * landmarks[0]!) / IMAGE_WIDTH, (100 * landmarks[1]!) / height];
  return ` at ${Math.round(x)} % of the width and ${Math.round(y)} % of the height`;
}
