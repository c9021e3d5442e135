import { cssColor, diverging, sequential } from './colors';
import type { RGB } from './colors';
import { Figure } from './figure';
import type { FigureOptions } from './figure';
import { galleryBody } from './gallery';
import type { GalleryItem } from './gallery';
import { count, significant } from '../format';
import { colorImage, sampleImage } from './images';
import type { GrayImages } from './images';

/** Numbers with their shape, as a tensor's `dataSync()` and `shape` give them. */
export interface Values {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
}

/**
 * The filters of a layer before and after training, on one color scale that is symmetric around zero.
 *
 * @param before,after Weights of shape [height, width, inputs, outputs]; of several inputs the mean is shown.
 * @throws Error when the shapes differ or have not four dimensions.
 * @example await filters(weightsBefore, weightsAfter)
 */
export async function filters(before: Values, after: Values, options: FigureOptions = {}): Promise<Figure> {
  if (before.shape.length !== 4 || before.shape.join() !== after.shape.join()) {
    throw new Error(
      `Filters need two equal shapes [height, width, inputs, outputs], not [${before.shape.join(', ')}] and [${after.shape.join(', ')}].`,
    );
  }
  const grids = [filterGrids(before), filterGrids(after)] as const;
  const limit = largest(grids.flat(2).map(Math.abs));
  const [height, width, , outputs] = before.shape as [number, number, number, number];
  const rows = await Promise.all(
    grids.map((row, i) =>
      Promise.all(
        row.map((grid, k) =>
          gridItem(
            grid,
            width,
            height,
            (v) => diverging(v / limit),
            `Filter ${k + 1} ${i === 0 ? 'before' : 'after'} training`,
          ),
        ),
      ),
    ),
  );
  const body =
    rowTitle('before training') +
    galleryBody(rows[0]!, { width: 56, pixelated: true }) +
    rowTitle('after training') +
    galleryBody(rows[1]!, { width: 56, pixelated: true }) +
    colorScale(diverging, -1, significant(-limit), significant(limit));
  const change = grids[0].flat().map((value, i) => Math.abs(value - grids[1].flat()[i]!));
  const mean = change.reduce((a, b) => a + b, 0) / change.length;
  const said = `${count(outputs, 'filter')} of ${height}×${width} before and after training, on one scale. Mean change of a weight: ${significant(mean)}, where the largest weight is ${significant(limit)}.`;
  return new Figure('figure', body, options.caption ?? said, options);
}

/**
 * What a layer makes of one image: the activations of each of its channels, on one scale.
 *
 * @param maps Activations of shape [height, width, channels], 0 and above.
 * @param index Which of the samples the image is.
 * @example await featureMaps(validation, 0, activations)
 */
export async function featureMaps(
  samples: GrayImages,
  index: number,
  { values, shape }: Values,
  options: FigureOptions = {},
): Promise<Figure> {
  const [height, width, channels] = shape.slice(-3) as [number, number, number];
  const maps = Array.from({ length: channels }, (_, channel) =>
    Array.from({ length: height * width }, (_, i) => values[i * channels + channel]!),
  );
  const limit = largest(maps.map(largest)) || 1;
  const items = await Promise.all(
    maps.map((map, k) =>
      gridItem(map, width, height, (value) => sequential(value / limit), `Activation of channel ${k + 1}`),
    ),
  );
  const input: GalleryItem = {
    image: await sampleImage(samples, index),
    marks: {},
    title: '',
    text: 'input',
    alt: 'The input image.',
  };
  const silent = maps.filter((map) => largest(map) <= 0).length;
  const said = `The input and the ${count(channels, 'channel')} of a layer (${height}×${width}), on one scale.${silent > 0 ? ` ${count(silent, 'channel')} silent.` : ''}`;
  const body =
    galleryBody([input, ...items], { width: 110, pixelated: true }) +
    colorScale(sequential, 0, '0', significant(limit));
  return new Figure('figure', body, options.caption ?? said, options);
}

/** One grid of numbers for each output, row by row. */
function filterGrids({ values, shape }: Values): number[][] {
  const [height, width, inputs, outputs] = shape as [number, number, number, number];
  return Array.from({ length: outputs }, (_, output) =>
    Array.from({ length: height * width }, (_, i) => {
      let sum = 0;
      for (let input = 0; input < inputs; input++) sum += values[(i * inputs + input) * outputs + output]!;
      return sum / inputs;
    }),
  );
}

async function gridItem(
  grid: readonly number[],
  width: number,
  height: number,
  color: (value: number) => RGB,
  name: string,
): Promise<GalleryItem> {
  const image = await colorImage(Uint8Array.from(grid.flatMap(color)), width, height);
  const low = significant(
    grid.reduce((a, b) => Math.min(a, b)),
    2,
  );
  const high = significant(largest(grid), 2);
  return {
    image,
    marks: {},
    title: '',
    alt: `${name}: values from ${low} to ${high}.`,
  };
}

const rowTitle = (text: string): string => `<p class="faces-row-title">${text}</p>`;

function colorScale(scale: (value: number) => RGB, from: number, low: string, high: string): string {
  const stops = Array.from({ length: 9 }, (_, i) => cssColor(scale(from + ((1 - from) * i) / 8)));
  return `<p class="faces-scale"><span>${low}</span><span class="faces-ramp" style="background:linear-gradient(90deg,${stops.join(',')})"></span><span>${high}</span></p>`;
}

const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
