import { extent, max, mean } from 'd3-array';
import { count, significant } from '../format';
import { html } from '../html';
import type { Html } from '../html';
import { cssColor, diverging, sequential } from './colors';
import type { RGB } from './colors';
import { Figure } from './figure';
import type { FigureOptions } from './figure';
import { galleryBody } from './gallery';
import type { GalleryItem } from './gallery';
import { colorImage, sampleImage } from './images';
import type { GrayImages } from './images';

/** Numbers with their shape, as a tensor's `dataSync()` and `shape` give them. */
export interface Values {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
}

/** Numbers of one image, row by row. */
interface Grid {
  readonly values: readonly number[];
  readonly width: number;
  readonly height: number;
}

/**
 * The filters of a layer before and after training, on one color scale that is symmetric around zero.
 *
 * @param before Weights of shape [height, width, inputs, outputs]; of several inputs the mean is shown.
 * @param after Weights of the same shape.
 * @throws Error when the shapes differ or do not have four dimensions.
 * @example await filters(weightsBefore, weightsAfter)
 */
export async function filters(before: Values, after: Values, options: FigureOptions = {}): Promise<Figure> {
  if (before.shape.length !== 4 || before.shape.join() !== after.shape.join()) {
    throw new Error(
      `Filters need two equal shapes [height, width, inputs, outputs], not [${before.shape.join(', ')}] and [${after.shape.join(', ')}].`,
    );
  }
  const grids = [filterGrids(before), filterGrids(after)] as const;
  const weights = grids.map((filters) => filters.flatMap(({ values }) => values)) as [number[], number[]];
  const limit = max(weights.flat(), Math.abs)!;
  const row = async (filters: readonly Grid[], when: string) => {
    const items = await Promise.all(
      filters.map((grid, i) => gridItem(grid, (value) => diverging(value / limit), `Filter ${i + 1} ${when} training`)),
    );
    return galleryBody(items, { size: 'small', pixelated: true });
  };
  const body = html`
    <p class="faces-row-title">Before training</p>${await row(grids[0], 'before')}
    <p class="faces-row-title">After training</p>${await row(grids[1], 'after')}
    ${colorScale(diverging, -1, significant(-limit), significant(limit))}`;
  const change = mean(weights[0], (value, i) => Math.abs(value - weights[1][i]!))!;
  const [height, width, , outputs] = before.shape as [number, number, number, number];
  const caption =
    `${count(outputs, 'filter')} of ${height}×${width} before and after training, on one color scale. ` +
    `Mean absolute change of a weight: ${significant(change)}; largest weight: ${significant(limit)}.`;
  return new Figure('figure', body, options.caption ?? caption, options);
}

/**
 * The activations of each channel of a layer for one image, on one color scale.
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
  const limit = max(grids, ({ values }) => max(values)) || 1;
  const items = await Promise.all(
    grids.map((grid, i) => gridItem(grid, (value) => sequential(value / limit), `Activations of channel ${i + 1}`)),
  );
  const input: GalleryItem = {
    image: await sampleImage(samples, index),
    marks: {},
    title: '',
    text: 'input',
    alt: 'The input image.',
  };
  const inactive = grids.filter(({ values }) => max(values)! <= 0).length;
  const caption =
    `The input and the activations of the layer's ${count(channels, 'channel')} (${height}×${width}), on one color scale.` +
    (inactive > 0 ? ` ${count(inactive, 'channel')} without any activation.` : '');
  const body = html`${galleryBody([input, ...items], { size: 'small', pixelated: true })}
    ${colorScale(sequential, 0, '0', significant(limit))}`;
  return new Figure('figure', body, options.caption ?? caption, options);
}

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

async function gridItem({ values, width, height }: Grid, color: (value: number) => RGB, name: string) {
  const [low = NaN, high = NaN] = extent(values);
  return {
    image: await colorImage(Uint8Array.from(values.flatMap(color)), width, height),
    marks: {},
    title: '',
    alt: `${name}: values from ${significant(low, 2)} to ${significant(high, 2)}.`,
  } satisfies GalleryItem;
}

function colorScale(scale: (value: number) => RGB, from: number, low: string, high: string): Html {
  const stops = Array.from({ length: 9 }, (_, i) => cssColor(scale(from + ((1 - from) * i) / 8)));
  return html`<p class="faces-scale">
    <span>${low}</span>
    <span class="faces-ramp" style="background:linear-gradient(90deg,${stops.join(',')})"></span>
    <span>${high}</span>
  </p>`;
}
