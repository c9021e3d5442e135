import { z } from 'zod';
import type { ParameterValues } from './values';

export type { ParameterValues };

const integer = (least: number, most: number) => z.number().int().min(least).max(most);
const number = (least: number, most: number) => z.number().min(least).max(most);

/** The folder of the modules that describe and check parameters. They compute nothing. */
export const PARAMETERS_FOLDER = __dirname;

/** What a parameter means: a heading to list it under, and a sentence for `--help` and reports. */
export interface ParameterDocumentation {
  readonly group: string;
  readonly description: string;
}

const about = (group: string) => (description: string) => ({ group, description }) satisfies ParameterDocumentation;
const data = about('Data');
const network = about('Network');
const augmentation = about('Augmentation');
const training = about('Training');
const report = about('Report');

/**
 * Every parameter that an experiment can have: its type, range and meaning. Experiments choose from these and set the
 * defaults, so that a name means the same in every notebook, command, sweep and report.
 */
export const parameterSchema = {
  data: z
    .string()
    .min(1)
    .meta(
      data(
        "The path of a folder with photos and annotations; 'generated' for synthetic images; 'auto' for the real photos of " +
          'the experiment, or synthetic images if there are none.',
      ),
    ),
  split: z
    .enum(['person', 'photo'])
    .meta(
      data("'person' keeps all photos of a person on one side of the split; 'photo' does not, so identities leak."),
    ),
  fold: integer(0, 20).meta(data('Cross-validation fold to validate on, counted from 1; 0 for the validation set.')),
  folds: integer(2, 20).meta(data('Number of cross-validation folds.')),
  subset: integer(16, 100_000).meta(data('Maximum number of training photos.')),
  cropScale: number(0.5, 3).meta(data('Side of the crop, as a multiple of the box around the face or other object.')),
  padding: number(1, 2).meta(
    data('Side of the training images, as a multiple of the crop. Augmentation fills borders from this margin.'),
  ),
  width: integer(16, 640).meta(data("Width of the network's input, in pixels.")),
  height: integer(16, 640).meta(data("Height of the network's input, in pixels.")),

  network: z
    .enum(['plain', 'heatmap'])
    .meta(network("'plain' predicts coordinates by linear layers; 'heatmap' predicts a heatmap for each landmark.")),
  channels: integer(4, 128).meta(
    network("Channels after the heatmap network's first convolution; later layers have multiples of it."),
  ),
  blocks: integer(1, 4).meta(network('Residual blocks per stage of the heatmap network.')),
  stride: z.literal([4, 8]).meta(network('Input pixels per heatmap pixel, along each axis.')),
  depth: integer(1, 12).meta(network('Number of convolutional layers.')),
  kernelSize: integer(1, 15)
    .refine((size) => size % 2 === 1, 'odd')
    .meta(network('Side of the convolution kernels, in pixels (odd).')),
  extraChannels: integer(0, 256).meta(network('Channels added to each convolutional layer.')),

  augment: z.boolean().meta(augmentation('Whether to augment the training photos, differently in each epoch.')),
  rotation: number(0, 180).meta(augmentation('Maximum rotation in either direction, in degrees.')),
  scaling: number(0, 0.9).meta(augmentation('Maximum change in size: 0.15 scales images by 0.85 to 1.15.')),
  translation: number(0, 1).meta(
    augmentation("Maximum translation along each axis, as a fraction of the image's size."),
  ),
  translationPx: number(0, 100).meta(
    augmentation("Maximum translation along each axis, in pixels of the network's input."),
  ),
  flip: number(0, 1).meta(augmentation('Probability of a horizontal flip.')),
  contrast: number(0, 1).meta(augmentation('Maximum change in contrast: 0.3 multiplies gray values by 0.7 to 1.3.')),
  brightness: number(0, 1).meta(augmentation('Maximum change in brightness, where black is 0 and white is 1.')),
  illumination: number(0, 2).meta(augmentation('Strength of random light from one side.')),
  cutout: number(0, 1).meta(augmentation('Probability of covering a random rectangle.')),
  augmentationRepeats: integer(1, 100).meta(
    augmentation('How often an epoch shows each training photo, each time augmented anew.'),
  ),

  epochs: integer(1, 10_000).meta(training('Passes over the training photos.')),
  batchSize: integer(1, 512).meta(training('Photos per training step.')),
  learningRate: number(1e-7, 1).meta(training("Adam's learning rate; its peak if there is a schedule.")),
  loss: z.enum(['mse', 'l1', 'smoothL1', 'wing', 'softWing']).meta(training('Loss of the landmark coordinates.')),
  heatmapWeight: number(0, 10).meta(
    training('Weight of the heatmap loss: cross-entropy with a Gaussian around the true landmark.'),
  ),
  schedule: z
    .enum(['constant', 'oneCycle', 'cosine'])
    .meta(training('How the learning rate changes during the training.')),
  warmUp: number(0, 0.9).meta(training('Fraction of the steps in which the learning rate rises.')),
  weightDecay: number(0, 1).meta(training('Decoupled weight decay (AdamW).')),
  emaDecay: number(0, 0.9999).meta(
    training('Decay of the exponential moving average (EMA) of the weights, which is then evaluated; 0 for no EMA.'),
  ),
  testTimeAugmentation: z
    .boolean()
    .meta(training('Whether to average predictions over each photo and its mirror image (TTA).')),
  precision: z
    .enum(['float32', 'bfloat16'])
    .meta(training('Number format of the convolutions; bfloat16 is faster on processors that support it.')),
  seed: integer(0, 2 ** 31 - 1).meta(training('Random seed of initial weights, photo order and augmentation.')),

  repeats: integer(1, 50).meta(report('Runs with consecutive seeds, reported as mean and standard deviation.')),
} satisfies { [K in keyof ParameterValues]: z.ZodType<ParameterValues[K]> };

/** The name of a parameter. */
export type ParameterName = keyof ParameterValues;

/** What a parameter means. */
export const documentationOf = (name: ParameterName): ParameterDocumentation =>
  parameterSchema[name].meta() as unknown as ParameterDocumentation;
