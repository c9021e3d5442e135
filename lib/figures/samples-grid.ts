import { count as counted, percent } from '../format';
import { isMissing, presentCount } from '../landmarks/missing';
import { Random } from '../random';
import type { Dataset } from '../samples/dataset';
import { faceViews } from './face-region';
import { faceName, missingText, otherMarks, sampleDrawing, trueMarks } from './face-view';
import type { Figure } from './figure';
import { gallery } from './gallery';
import type { GalleryItem, GalleryOptions } from './gallery';
import { sampleImage } from './images';
import { IMAGE_WIDTH } from './marks';

/** Options of a grid of samples. */
export interface SamplesGridOptions extends GalleryOptions {
  count?: number;
  /** Indices of the target landmarks, drawn in red; the others are blue. All that the samples hold by default. */
  landmarks?: readonly number[];
  /** Seed of the random choice. */
  seed?: number;
}

/**
 * Random samples exactly as the network gets them, with their landmarks.
 *
 * @example await samplesGrid(training, { landmarks: [training.landmarkSet.noseTip] })
 */
export async function samplesGrid(samples: Dataset, given: SamplesGridOptions = {}): Promise<Figure> {
  const { count = 12, landmarks, seed = 1, ...options } = given;
  const order = new Random(seed).shuffle(samples.faces.map((_, i) => i)).slice(0, count);
  const views = faceViews(samples, order);
  const items = await Promise.all(
    order.map(async (face, i) => ({
      ...(await sampleItem(samples, face, landmarks)),
      ...(views && { view: views[i]! }),
    })),
  );
  const size = `${samples.width}×${samples.height} pixels`;
  const others = items.some((item) => item.marks.others?.length);
  const colors = others ? 'target landmarks in red, other landmarks in blue' : 'landmarks in red';
  const caption = `${counted(items.length, 'sample')} as the network sees ${items.length === 1 ? 'it' : 'them'} (${size})${views ? ', cropped to the face here' : ''}; ${colors}.${missingText(samples, order, landmarks)}`;
  return gallery(items, caption, { pixelated: true, ...options });
}

/** A sample as a gallery shows it. @param landmarks Indices of the target landmarks; all by default. */
export async function sampleItem(samples: Dataset, face: number, landmarks?: readonly number[]): Promise<GalleryItem> {
  const name = faceName(samples.faces[face]!);
  const image = await sampleImage(samples, face, sampleDrawing(samples, face));
  const truth = trueMarks(samples, face, image.height, landmarks);
  return {
    image,
    marks: { truth, others: otherMarks(samples, face, image.height, truth) },
    title: '',
    text: name,
    alt: `Sample of ${name}, with ${counted(presentCount(truth), 'target landmark')}${position(truth, image.height)}.`,
    facts: { face: samples.faces[face]!.id, ...samples.faces[face]!.labels },
  };
}

/** Where a single landmark lies, in words. */
function position(landmarks: readonly number[], height: number): string {
  if (landmarks.length !== 2 || isMissing(landmarks, 0)) return '';
  const [x, y] = [(100 * landmarks[0]!) / IMAGE_WIDTH, (100 * landmarks[1]!) / height];
  return ` at ${percent(x, 0)} of the width and ${percent(y, 0)} of the height`;
}
