import type { Size } from '../geometry';
import type { Random } from '../random';
import { compose, flip, identity, rotation, scaling, shear, translation } from './affine';
import type { Affine, Point } from './affine';
import type { Outside } from './warp';

/** A random number: one of a list, each as likely; uniform between two bounds; or normal about 0. */
export type Distribution =
  | { readonly choices: readonly number[] }
  | { readonly uniform: readonly [number, number] }
  | { readonly deviation: number };

/**
 * Random transforms to training images. What is left out is not changed.
 *
 * Geometry is one affine map about the image's center, in this order: flip, shear, scale, rotation, translation.
 * Then the grays, in the order below. Each of the transforms draws from a stream of its own, split off by its name, so
 * that leaving one out leaves the draws of the others as they are.
 */
export interface AugmentationParameters {
  /** Probability of the mirror image, with the landmarks of left and right exchanged. */
  readonly flip?: number;
  /** Angle by which vertical lines lean, in degrees. */
  readonly shear?: Distribution;
  /** Smallest and largest magnification; its logarithm is uniform. */
  readonly scale?: readonly [number, number];
  /** Clockwise, in degrees. */
  readonly rotation?: Distribution;
  /** Along both axes, one draw each: in pixels of the network's input, or fractions of its width and height. */
  readonly translation?: Distribution & { readonly unit: 'pixels' | 'fraction' };
  /** What shows where the image ends; 'edge' by default. */
  readonly outside?: Outside;
  /**
   * Light from a side: grays, black being 0, are multiplied by exp(p u + q v), where u and v run from -1 to 1 over the
   * width and height, and p and q are normal with this standard deviation.
   */
  readonly illumination?: number;
  /** Grays x, mid gray being 0, become (1 + contrast) x + brightness; white and black are 1 apart. Not clipped. */
  readonly contrast?: Distribution;
  readonly brightness?: Distribution;
  /** Covers a rectangle with one random gray (T. DeVries, G. W. Taylor, 'Cutout', 2017). */
  readonly cutout?: { readonly probability: number; readonly size: readonly [number, number] };
}

/** A rectangle in fractions of the width and height, and its gray -0.5..0.5. */
export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly gray: number;
}

/** What happens to one image. */
export interface Transform {
  /** From the sample's image to the network's, both in pixels. */
  readonly map: Affine;
  readonly flipped: boolean;
  readonly contrast: number;
  readonly brightness: number;
  readonly illumination: readonly [number, number];
  readonly patch: Patch | null;
}

/**
 * Draws the change of one image.
 *
 * @param random The sample's own stream, such as `random.split(epoch).split(sample)`.
 * @param from Size of the sample's image. Where it is larger than the network's input, its middle is shown.
 * @param to Size of the network's input.
 */
export function sampleTransform(parameters: AugmentationParameters, random: Random, from: Size, to: Size): Transform {
  const { contrast, brightness, illumination, cutout } = parameters;
  const flipped = random.split('flip').uniform() < (parameters.flip ?? 0);
  const light = random.split('illumination');
  return {
    map: compose(flipped ? flip(from.width) : identity, geometry(parameters, random, from, to)),
    flipped,
    contrast: contrast ? draw(contrast, random.split('contrast')) : 0,
    brightness: brightness ? draw(brightness, random.split('brightness')) : 0,
    illumination: illumination ? [light.normal(0, illumination), light.normal(0, illumination)] : [0, 0],
    patch: cutout ? drawPatch(cutout, random.split('cutout')) : null,
  };
}

/** The change that leaves an image as it is, but shows only its middle where it is larger than the network's input. */
export function identityTransform(from: Size, to: Size): Transform {
  return { map: middle(from, to), flipped: false, contrast: 0, brightness: 0, illumination: [0, 0], patch: null };
}

function geometry(parameters: AugmentationParameters, random: Random, from: Size, to: Size): Affine {
  const center: Point = [from.width / 2, from.height / 2];
  const maps: Affine[] = [];
  if (parameters.shear) maps.push(shear(draw(parameters.shear, random.split('shear')), center));
  if (parameters.scale) {
    const [low, high] = parameters.scale;
    const scale = Math.exp(random.split('scale').uniform(Math.log(low), Math.log(high)));
    maps.push(scaling(scale, scale, center));
  }
  if (parameters.rotation) maps.push(rotation(draw(parameters.rotation, random.split('rotation')), center));
  if (parameters.translation) {
    const { unit } = parameters.translation;
    const stream = random.split('translation');
    const x = draw(parameters.translation, stream) * (unit === 'fraction' ? to.width : 1);
    const y = draw(parameters.translation, stream) * (unit === 'fraction' ? to.height : 1);
    maps.push(translation(x, y));
  }
  return compose(...maps, middle(from, to));
}

/** The middle of a larger image, in whole pixels, so that nothing is resampled. */
const middle = (from: Size, to: Size): Affine =>
  translation(-Math.floor((from.width - to.width) / 2), -Math.floor((from.height - to.height) / 2));

function draw(parameters: Distribution, random: Random): number {
  if ('choices' in parameters) return random.choice(parameters.choices);
  if ('uniform' in parameters) return random.uniform(...parameters.uniform);
  return random.normal(0, parameters.deviation);
}

function drawPatch({ probability, size }: NonNullable<AugmentationParameters['cutout']>, random: Random): Patch | null {
  if (random.uniform() >= probability) return null;
  const width = random.uniform(...size);
  const height = random.uniform(...size);
  const x = random.uniform(0, 1 - width);
  const y = random.uniform(0, 1 - height);
  return { x, y, width, height, gray: random.uniform(-0.5, 0.5) };
}
