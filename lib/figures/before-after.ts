import { count as counted } from '../format';
import { presentCount } from '../landmarks/missing';
import { tf } from '../ops/tensorflow';
import { Random } from '../random';
import type { Dataset } from '../samples/dataset';
import { imagesInMemory } from '../samples/images';
import { sampleTransform } from '../transforms/augmentation';
import type { AugmentationParameters } from '../transforms/augmentation';
import { makeAugmentedBatch } from '../transforms/batch';
import { faceViews } from './face-region';
import { faceName, missingText } from './face-view';
import type { Figure } from './figure';
import { gallery } from './gallery';
import type { GalleryItem, GalleryOptions } from './gallery';
import { sampleImage } from './images';
import { partLines } from './line-drawing';
import { IMAGE_WIDTH, toDrawing } from './marks';
import { sampleItem } from './samples-grid';
import { transformWords } from './transform-words';

/** Options of a gallery of augmented samples. */
export interface BeforeAfterOptions extends GalleryOptions {
  /** Number of samples shown. */
  count?: number;
  /** How often each is augmented. */
  variants?: number;
  /** Seed of the random choice and transforms. */
  seed?: number;
}

/**
 * Samples as they are, each beside its augmented versions, with the landmarks transformed along and what was done.
 *
 * @param augmentation As the training gets it; null leaves the samples as they are.
 * @example await beforeAfter(training, fullFace.training(parameters).augmentation)
 */
export async function beforeAfter(
  samples: Dataset,
  augmentation: AugmentationParameters | null | undefined,
  { count = 4, variants = 5, seed = 1, ...options }: BeforeAfterOptions = {},
): Promise<Figure> {
  const random = new Random(seed);
  const chosen = random.split('faces').shuffle(samples.faces.keys()).slice(0, count);
  const before = await Promise.all(
    chosen.map(async (face) => ({ ...(await sampleItem(samples, face)), title: 'original' })),
  );
  const after = await Promise.all(
    Array.from({ length: variants }, (_, i) => augmented(samples, chosen, augmentation ?? null, random.split(i))),
  );
  const views = faceViews(samples, chosen);
  const items = before.flatMap((item, i) =>
    [item, ...after.map((variant) => variant[i]!)].map((one) => ({ ...one, ...(views && { view: views[i]! }) })),
  );
  const versions = variants === 1 ? 'an augmented version' : `${variants} augmented versions`;
  const caption = `${counted(chosen.length, 'sample')}, each followed by ${versions}${views ? ', all cropped to the face here' : ''}; the landmarks move with the image.${missingText(samples, chosen)}`;
  return gallery(items, caption, { size: 'small', group: 1 + variants, pixelated: true, ...options });
}

/** Some samples, each augmented once. */
async function augmented(
  samples: Dataset,
  indices: readonly number[],
  augmentation: AugmentationParameters | null,
  random: Random,
): Promise<GalleryItem[]> {
  const { images, landmarks } = makeAugmentedBatch(samples, indices, augmentation, random);
  const [gray, fractions] = [images.dataSync(), landmarks.dataSync()];
  tf.dispose([images, landmarks]);
  const bytes = Uint8Array.from(gray, (value) => Math.min(255, Math.max(0, Math.round((value + 0.5) * 255))));
  const gray8 = imagesInMemory(bytes, samples.width * samples.height);
  const size = 2 * samples.landmarkSet.count;
  return Promise.all(
    indices.map(async (index, i): Promise<GalleryItem> => {
      const face = samples.faces[index]!;
      const own = fractions.slice(i * size, (i + 1) * size);
      const drawn = toDrawing(own, (IMAGE_WIDTH * samples.height) / samples.width);
      const lines = { truth: partLines(samples.landmarkSet.parts, drawn) };
      const image = await sampleImage({ ...samples, images: gray8 }, i, lines);
      // The batch drew the same random numbers.
      const words = augmentation
        ? transformWords(sampleTransform(augmentation, random.split(index), samples, samples), samples, samples)
        : 'unchanged';
      return {
        image,
        marks: { truth: toDrawing(own, image.height) },
        title: '',
        text: words,
        alt: `Sample of ${faceName(face)}, ${words}, with ${counted(presentCount(samples.landmarks.subarray(index * size, (index + 1) * size)), 'landmark')}.`,
        facts: { face: face.id, augmentation: words },
      };
    }),
  );
}
