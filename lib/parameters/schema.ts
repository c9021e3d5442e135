import { z } from 'zod';

const whole = (least: number, most: number) => z.number().int().min(least).max(most);
const between = (least: number, most: number) => z.number().min(least).max(most);

/**
 * Every parameter that an experiment can have: its meaning, type and range. Experiments choose from these and give
 * the defaults, so that one name means one thing everywhere: in notebooks, on the command line, in sweeps and reports.
 */
export const parameterSchema = {
  // Data
  /** Which faces: 'auto' takes the real photos where they are found or can be downloaded, else draws some. */
  data: z.enum(['auto', 'generated']),
  /** What is kept apart: persons (photos of one person never stand on both sides) or only photos, which leaks. */
  split: z.enum(['person', 'photo']),
  /** Measured part: 0 is the validation faces; 1 to `folds` is one part of a cross-validation inside the training. */
  fold: whole(0, 20),
  /** Parts of the cross-validation. */
  folds: whole(2, 20),
  /** At most so many training photos. */
  subset: whole(16, 100_000),
  /** Side of the crop as a multiple of the detector's box. */
  cropScale: between(0.5, 3),
  /** Side of the training images as a multiple of the crop: what augmentation turns or moves in is there then. */
  padding: between(1, 2),
  /** Width of the network's input in pixels. */
  width: whole(16, 640),
  /** Height of the network's input in pixels. */
  height: whole(16, 640),

  // Network
  /** Which network: 'plain' has convolutions, then two linear layers; 'heatmap' has one heatmap for each point. */
  network: z.enum(['plain', 'heatmap']),
  /** Channels after the heatmap network's first convolution, which all others are a multiple of. */
  channels: whole(4, 128),
  /** Residual blocks in each stage of the heatmap network. */
  blocks: whole(1, 4),
  /** Input pixels in one pixel of a heatmap, 4 or 8. */
  stride: z.literal([4, 8]),
  /** Convolutional layers. */
  depth: whole(1, 12),
  /** Side of the convolutions' kernels in pixels, odd. */
  kernelSize: whole(1, 15),
  /** Channels added to each convolutional layer. */
  extraChannels: whole(0, 256),

  // Augmentation
  /** Whether training photos are changed at random, anew in each epoch. */
  augment: z.boolean(),
  /** Largest rotation to either side, in degrees; 0 for none. */
  rotation: between(0, 180),
  /** Largest change of size: 0.15 makes faces 0.85 to 1.15 times as large. */
  scaling: between(0, 0.9),
  /** Largest translation along either axis, as a fraction of the image's width and height; 0 for none. */
  translation: between(0, 1),
  /** Largest translation along either axis, in pixels of the network's input; 0 for none. */
  translationPx: between(0, 100),
  /** Probability of the mirror image. */
  flip: between(0, 1),
  /** Largest change of contrast: 0.3 multiplies grays by 0.7 to 1.3. */
  contrast: between(0, 1),
  /** Largest change of brightness; white and black are 1 apart. */
  brightness: between(0, 1),
  /** Strength of random light from a side. */
  illumination: between(0, 2),
  /** Probability that a random rectangle is covered. */
  cutout: between(0, 1),

  // Training
  /** Passes over the training photos. */
  epochs: whole(1, 10_000),
  /** Photos in one training step. */
  batchSize: whole(1, 512),
  /** Adam's step size; the highest one where a schedule changes it. */
  learningRate: between(1e-7, 1),
  /** What is minimized. */
  loss: z.enum(['mse', 'l1', 'smoothL1', 'wing', 'softWing']),
  /** Weight of the heatmaps' own loss: cross-entropy to a small hill around the true point. */
  heatmapWeight: between(0, 10),
  /** How the learning rate changes over the training. */
  schedule: z.enum(['constant', 'oneCycle', 'cosine']),
  /** Share of the steps in which the learning rate rises. */
  warmUp: between(0, 0.9),
  /** Decoupled weight decay (AdamW). */
  weightDecay: between(0, 1),
  /** Decay of the weights' moving average, which then is what is measured; 0 for none. */
  emaDecay: between(0, 0.9999),
  /** Whether predictions are means over a photo and its mirror image. */
  testTimeAugmentation: z.boolean(),
  /** Number format of the convolutions; bfloat16 is quicker on processors that have it. */
  precision: z.enum(['float32', 'bfloat16']),
  /** Start of every random draw: initial weights, order of the photos, augmentation. */
  seed: whole(0, 2 ** 31 - 1),

  // Report
  /** Runs, each with its own seed, that every mean and deviation is taken over. */
  repeats: whole(1, 50),
};

/** All parameters with the types of their values. */
export type ParameterValues = { [K in keyof typeof parameterSchema]: z.output<(typeof parameterSchema)[K]> };

export type ParameterName = keyof ParameterValues;
