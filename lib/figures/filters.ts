import { max, mean, median, quantile } from 'd3-array';
import { count, significant } from '../format';
import { html } from '../html';
import type { Html } from '../html';
import { showsPhotos } from '../parameters/job';
import { cssColor, diverging, sequential } from './colors';
import type { RGB } from './colors';
import { Figure } from './figure';
import type { FigureOptions } from './figure';
import { galleryBody } from './gallery';
import type { GalleryItem } from './gallery';
import { colorImage, sampleImage } from './images';
import type { GrayImages, PageImage } from './images';

/** Numbers with their shape, as a tensor's `dataSync()` and `shape` give them. */
export interface Values {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  /** Name of the layer they come from. */
  readonly layer?: string;
}

/** Numbers of one image, row by row. */
interface Grid {
  readonly values: readonly number[];
  readonly width: number;
  readonly height: number;
}

/**
 * The filters of a layer: each before training, after it, and the difference. Every filter is scaled to its own largest
 * weight, every difference to its own largest value, so that each is seen; the text below says by how much.
 *
 * @param before Weights of shape [height, width, inputs, outputs]; of several inputs the mean is shown.
 * @param after Weights of the same shape.
 * @throws Error when the shapes differ or do not have four dimensions.
 * @example await filters(firstFilters(nose.network(parameters)), firstFilters(network))
 */
export async function filters(before: Values, after: Values, options: FigureOptions = {}): Promise<Figure> {
  if (before.shape.length !== 4 || before.shape.join() !== after.shape.join()) {
    throw new Error(
      `Filters need two equal shapes [height, width, inputs, outputs], not [${before.shape.join(', ')}] and [${after.shape.join(', ')}].`,
    );
  }
  const [old, trained] = [filterGrids(before), filterGrids(after)];
  const largest = Math.max(...[...old, ...trained].map(sizeOf));
  const items = await Promise.all(old.map((grid, i) => filterItem(grid, trained[i]!, i + 1, largest)));
  const body = html`${galleryBody(items, { pixelated: true })}
    ${colorScale(diverging, -1, 'negative', 'positive')}`;
  const [height, width, , outputs] = before.shape as [number, number, number, number];
  const changes = old.map((grid, i) => changeOf(grid, trained[i]!));
  const caption =
    `${count(outputs, 'filter')} of ${height}×${width} of ${layerName(after)}: from left to right before training, after it, ` +
    `and the difference. Filters and differences are scaled to be seen; × tells how much more than the largest weight ` +
    `(${significant(largest)}). The change is relative to the filter before training: ` +
    `${significant(median(changes)!, 2)}% in the median, at most ${significant(max(changes)!, 2)}%.`;
  return new Figure('figure', body, options.caption ?? caption, options);
}

async function filterItem(old: Grid, trained: Grid, number: number, largest: number): Promise<GalleryItem> {
  const difference = { ...old, values: old.values.map((value, i) => trained.values[i]! - value) };
  const size = Math.max(sizeOf(old), sizeOf(trained));
  const change = `${significant(changeOf(old, trained), 2)}%`;
  const [gain, zoom] = [size, sizeOf(difference)].map((own) => gainText(own, largest));
  const parts = [
    { grid: old, limit: size },
    { grid: trained, limit: size },
    { grid: difference, limit: sizeOf(difference) },
  ];
  const painted = parts.map(({ grid, limit }) => paint(grid, (value) => diverging(value / (limit || 1))));
  return {
    image: await rowImage(painted, old.width, old.height),
    marks: {},
    title: `Filter ${number} (${gain})`,
    text: `change ${change}, shown ${zoom}`,
    alt: `Filter ${number} before training, after training, and the difference: a change of ${change}.`,
    facts: { filter: number, 'change (%)': Number(significant(changeOf(old, trained), 2)) },
  };
}

const sizeOf = ({ values }: Grid): number => max(values, Math.abs)!;

/** Length of the difference by that of the filter, in percent. */
function changeOf(old: Grid, trained: Grid): number {
  const difference = old.values.map((value, i) => trained.values[i]! - value);
  return (100 * Math.hypot(...difference)) / Math.hypot(...old.values);
}

/** How much brighter something is drawn than on the common scale: `×12`. */
const gainText = (own: number, largest: number): string => (own > 0 ? `×${significant(largest / own, 2)}` : 'zero');

/**
 * The activations of each channel of a layer for one image, below the image. Each is scaled to be seen; the text below
 * says by how much. Channel 3 of a first layer is the response to filter 3.
 *
 * @param samples The data set of the image.
 * @param index Which of the samples the image is.
 * @param maps Activations of shape [height, width, channels], 0 and above.
 * @example await featureMaps(validation, 0, layerOutput(network, validation, 0, 'relu1'))
 */
export async function featureMaps(
  samples: GrayImages,
  index: number,
  maps: Values,
  options: FigureOptions = {},
): Promise<Figure> {
  const [height, width, channels] = maps.shape.slice(-3) as [number, number, number];
  const grids = Array.from({ length: channels }, (_, channel): Grid => ({
    values: Array.from({ length: height * width }, (_, i) => maps.values[i * channels + channel]!),
    width,
    height,
  }));
  const sizes = grids.map((grid) => quantile(inside(grid), CLIP) ?? 0);
  const strongest = Math.max(...sizes);
  const items = await Promise.all(
    grids.map(async (grid, i): Promise<GalleryItem> => {
      const size = sizes[i]!;
      const gain = size > 0 ? gainText(size, strongest) : 'silent';
      const colors = paint(grid, (value) => sequential(size > 0 ? value / size : 0));
      return {
        image: await colorImage(Uint8Array.from(colors.flat()), width, height, { shows: 'photo' }),
        marks: {},
        title: `Map ${i + 1}`,
        text: gain,
        alt: `Activations of channel ${i + 1}: up to ${significant(max(grid.values)!, 2)}.`,
        facts: { channel: i + 1, 'largest activation': Number(significant(max(grid.values)!, 3)) },
      };
    }),
  );
  const input: GalleryItem = {
    image: await sampleImage(samples, index),
    marks: {},
    title: 'Input',
    alt: 'The input image.',
  };
  const silent = sizes.filter((size) => size <= 0).length;
  const caption =
    `The input and the ${count(channels, 'map')} (${height}×${width}) that ${layerName(maps)} makes of it; map 1 is the ` +
    `response to filter 1. Each is scaled to be seen; × tells how much more than the strongest (${significant(strongest)}).` +
    (silent > 0 ? ` Silent, apart from the border: ${count(silent, 'map')}.` : '');
  if (!showsPhotos()) return new Figure('figure', WITHHELD, options.caption ?? caption, options);
  const body = html`<div class="faces-input">${galleryBody([input], { pixelated: true })}</div>
    ${galleryBody(items, { size: 'small', pixelated: true })}${colorScale(sequential, 0, '0', 'strong')}`;
  return new Figure('figure', body, options.caption ?? caption, options);
}

/** Maps show the photo from which they are made. */
const WITHHELD = html`<p class="faces-withheld">
  Left out here, as the maps would show the person in the photo. They are in the report that you make yourself.
</p>`;

/** The quantile of a map's activations that gets the brightest color, so that few strong ones do not hide the rest. */
const CLIP = 0.995;

/** Pixels at the border, where padding makes activations of its own. */
const BORDER = 3;

function inside({ values, width, height }: Grid): number[] {
  if (Math.min(width, height) <= 4 * BORDER) return [...values];
  const isInside = (at: number, size: number) => at >= BORDER && at < size - BORDER;
  return values.filter((_, i) => isInside(i % width, width) && isInside(Math.floor(i / width), height));
}

const layerName = ({ layer }: Values): string => (layer ? `layer ${layer}` : 'a layer');

/** Each output's filter, the mean over its inputs. */
function filterGrids({ values, shape }: Values): Grid[] {
  const [height, width, inputs, outputs] = shape as [number, number, number, number];
  const weight = (i: number, input: number, output: number) => values[(i * inputs + input) * outputs + output]!;
  return Array.from({ length: outputs }, (_, output) => ({
    values: Array.from({ length: height * width }, (_, i) =>
      mean(Array.from({ length: inputs }, (_, input) => weight(i, input, output)))!,
    ),
    width,
    height,
  }));
}

const paint = ({ values }: Grid, color: (value: number) => RGB): RGB[] => values.map(color);

/** Pixels that a weight is wide in a picture of filters, and the gap between two filters. */
const [WEIGHT, GAP] = [6, 4];

/** Small pictures of one size side by side, enlarged, with transparent gaps. */
async function rowImage(pictures: readonly RGB[][], width: number, height: number): Promise<PageImage> {
  const [w, h] = [width * WEIGHT, height * WEIGHT];
  const whole = pictures.length * (w + GAP) - GAP;
  const pixels = new Uint8Array(whole * h * 4);
  pictures.forEach((colors, picture) => {
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const color = colors[Math.floor(y / WEIGHT) * width + Math.floor(x / WEIGHT)]!;
        pixels.set([...color, 255], 4 * (y * whole + picture * (w + GAP) + x));
      }
    }
  });
  return colorImage(pixels, whole, h, { shows: 'weights' });
}

function colorScale(scale: (value: number) => RGB, from: number, low: string, high: string): Html {
  const stops = Array.from({ length: 9 }, (_, i) => cssColor(scale(from + ((1 - from) * i) / 8)));
  return html`<p class="faces-scale">
    <span>${low}</span>
    <span class="faces-ramp" style="background:linear-gradient(90deg,${stops.join(',')})"></span>
    <span>${high}</span>
  </p>`;
}
