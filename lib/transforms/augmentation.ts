import type { Size } from '../geometry';
import type { Random } from '../random';
import { compose, flip, identity, rotation, scaling, translation } from './affine';
import type { Affine, Point } from './affine';

/** The distribution of a random number: uniform over a list, uniform between two bounds, or normal around 0. */
type Distribution =
  | { readonly choices: readonly number[] }
  | { readonly uniform: readonly [number, number] }
  | { readonly deviation: number };

/**
 * Random transforms of training images. Whatever is left out stays unchanged.
 *
 * The geometric transforms are one affine map about the image's center, in this order: flip, scale, rotation,
 * translation. The gray-level transforms follow in the order below. Each transform draws from its own random stream,
 * split off by its name, so that leaving one out does not change the draws of the others.
 */
export interface AugmentationParameters {
  /** Probability of a horizontal flip, 0..1; the left and right landmarks are swapped. */
  readonly flip?: number;
  /** Smallest and largest magnification; its logarithm is uniform. */
  readonly scale?: readonly [number, number];
  /** Clockwise, in degrees. */
  readonly rotation?: Distribution;
  /** Along both axes, one draw each: in pixels of the network's input, or fractions of its width and height. */
  readonly translation?: Distribution & { readonly unit: 'pixels' | 'fraction' };
  /**
   * Lighting from one side: gray levels, black being 0, are multiplied by exp(p u + q v), where u and v run from -1 to
   * 1 over the width and height, and p and q are normal with this standard deviation.
   */
  readonly illumination?: number;
  /** Gray levels x, mid-gray being 0, become (1 + contrast) x + brightness; black and white are 1 apart. No clipping. */
  readonly contrast?: Distribution;
  /** See `contrast`. */
  readonly brightness?: Distribution;
  /**
   * Covers a rectangle with one random gray level; `size` gives the smallest and the largest side, as fractions of the
   * image's width and height. (T. DeVries, G. W. Taylor, 'Improved Regularization ... with Cutout', 2017.)
   */
  readonly cutout?: { readonly probability: number; readonly size: readonly [number, number] };
}

/** A rectangle in fractions of the image's width and height, and its gray level in -0.5..0.5. */
export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly gray: number;
}

/** The transform of one image, all random numbers drawn. */
export interface Transform {
  /** From the dataset's image to the network's input, both in pixels. */
  readonly map: Affine;
  /** Whether `map` mirrors the image, so that the left and right landmarks swap. */
  readonly flipped: boolean;
  readonly contrast: number;
  readonly brightness: number;
  /** The slopes p and q of the logarithm of the light, to the right and down. */
  readonly illumination: readonly [number, number];
  /** The rectangle that is covered, or null. */
  readonly patch: Patch | null;
}

/**
 * Draws the transform of one image.
 *
 * @param parameters The distributions.
 * @param random The image's own stream, such as `random.split(epoch).split(index)`.
 * @param from Size of the dataset's images. If they are larger than the network's input, their center is shown.
 * @param to Size of the network's input.
 */
export function sampleTransform(parameters: AugmentationParameters, random: Random, from: Size, to: Size): Transform {
  const { contrast, brightness, illumination, cutout } = parameters;
  const flipped = random.split('flip').uniform() < (parameters.flip ?? 0);
  // The names of streams are part of their numbers, so this one keeps its first name.
  const light = random.split('lighting');
  return {
    map: compose(flipped ? flip(from.width) : identity, sampleMap(parameters, random, from, to)),
    flipped,
    contrast: contrast ? sample(contrast, random.split('contrast')) : 0,
    brightness: brightness ? sample(brightness, random.split('brightness')) : 0,
    illumination: illumination ? [light.normal(0, illumination), light.normal(0, illumination)] : [0, 0],
    patch: cutout ? samplePatch(cutout, random.split('cutout')) : null,
  };
}

/**
 * The transform that changes nothing, except that it crops larger images to their center.
 *
 * @param from Size of the dataset's images.
 * @param to Size of the network's input.
 */
export function identityTransform(from: Size, to: Size): Transform {
  return { map: centerCrop(from, to), flipped: false, contrast: 0, brightness: 0, illumination: [0, 0], patch: null };
}

function sampleMap(parameters: AugmentationParameters, random: Random, from: Size, to: Size): Affine {
  const center: Point = [from.width / 2, from.height / 2];
  const maps: Affine[] = [];
  if (parameters.scale) {
    const [low, high] = parameters.scale;
    const scale = Math.exp(random.split('scale').uniform(Math.log(low), Math.log(high)));
    maps.push(scaling(scale, scale, center));
  }
  if (parameters.rotation) maps.push(rotation(sample(parameters.rotation, random.split('rotation')), center));
  if (parameters.translation) {
    const { unit } = parameters.translation;
    const stream = random.split('translation');
    const x = sample(parameters.translation, stream) * (unit === 'fraction' ? to.width : 1);
    const y = sample(parameters.translation, stream) * (unit === 'fraction' ? to.height : 1);
    maps.push(translation(x, y));
  }
  return compose(...maps, centerCrop(from, to));
}

/** By whole pixels, so that nothing is resampled. */
const centerCrop = (from: Size, to: Size): Affine =>
  translation(-Math.floor((from.width - to.width) / 2), -Math.floor((from.height - to.height) / 2));

function sample(distribution: Distribution, random: Random): number {
  if ('choices' in distribution) return random.choice(distribution.choices);
  if ('uniform' in distribution) return random.uniform(...distribution.uniform);
  return random.normal(0, distribution.deviation);
}

function samplePatch(
  { probability, size }: NonNullable<AugmentationParameters['cutout']>,
  random: Random,
): Patch | null {
  if (random.uniform() >= probability) return null;
  const width = random.uniform(...size);
  const height = random.uniform(...size);
  const x = random.uniform(0, 1 - width);
  const y = random.uniform(0, 1 - height);
  return { x, y, width, height, gray: random.uniform(-0.5, 0.5) };
}
