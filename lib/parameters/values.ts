/**
 * All parameters with the types of their values, as editors and the notebooks' kernel show them. Made from `schema.ts` by
 * `test/parameters/values-test.ts`: change that one, and run the test with `UPDATE_SNAPSHOTS=1`.
 */
export interface ParameterValues {
  /**
   * The path of a folder with photos and annotations; 'generated' for synthetic images; 'auto' for the real photos of
   * the experiment, or synthetic images if there are none.
   */
  data: string;
  /** 'person' keeps all photos of a person on one side of the split; 'photo' does not, so identities leak. */
  split: 'person' | 'photo';
  /** Cross-validation fold to validate on, counted from 1; 0 for the validation set. Integer from 0 to 20. */
  fold: number;
  /** Number of cross-validation folds. Integer from 2 to 20. */
  folds: number;
  /** Maximum number of training photos. Integer from 16 to 100,000. */
  subset: number;
  /** Side of the crop, as a multiple of the box around the face or other object. Number from 0.5 to 3. */
  cropScale: number;
  /**
   * Side of the training images, as a multiple of the crop. Augmentation fills borders from this margin. Number from 1
   * to 2.
   */
  padding: number;
  /** Width of the network's input, in pixels. Integer from 16 to 640. */
  width: number;
  /** Height of the network's input, in pixels. Integer from 16 to 640. */
  height: number;
  /** 'plain' predicts coordinates by linear layers; 'heatmap' predicts a heatmap for each landmark. */
  network: 'plain' | 'heatmap';
  /**
   * Channels after the heatmap network's first convolution; later layers have multiples of it. Integer from 4 to 128.
   */
  channels: number;
  /** Residual blocks per stage of the heatmap network. Integer from 1 to 4. */
  blocks: number;
  /** Input pixels per heatmap pixel, along each axis. */
  stride: 4 | 8;
  /** Number of convolutional layers. Integer from 1 to 12. */
  depth: number;
  /** Side of the convolution kernels, in pixels (odd). Integer from 1 to 15. */
  kernelSize: number;
  /** Channels added to each convolutional layer. Integer from 0 to 256. */
  extraChannels: number;
  /** Whether to augment the training photos, differently in each epoch. */
  augment: boolean;
  /** Maximum rotation in either direction, in degrees. Number from 0 to 180. */
  rotation: number;
  /** Maximum change in size: 0.15 scales images by 0.85 to 1.15. Number from 0 to 0.9. */
  scaling: number;
  /** Maximum translation along each axis, as a fraction of the image's size. Number from 0 to 1. */
  translation: number;
  /** Maximum translation along each axis, in pixels of the network's input. Number from 0 to 100. */
  translationPx: number;
  /** Probability of a horizontal flip. Number from 0 to 1. */
  flip: number;
  /** Maximum change in contrast: 0.3 multiplies gray values by 0.7 to 1.3. Number from 0 to 1. */
  contrast: number;
  /** Maximum change in brightness, where black is 0 and white is 1. Number from 0 to 1. */
  brightness: number;
  /** Strength of random light from one side. Number from 0 to 2. */
  illumination: number;
  /** Probability of covering a random rectangle. Number from 0 to 1. */
  cutout: number;
  /** How often an epoch shows each training photo, each time augmented anew. Integer from 1 to 100. */
  augmentationRepeats: number;
  /** Passes over the training photos. Integer from 1 to 10,000. */
  epochs: number;
  /** Photos per training step. Integer from 1 to 512. */
  batchSize: number;
  /** Adam's learning rate; its peak if there is a schedule. Number from 1e-7 to 1. */
  learningRate: number;
  /** Loss of the landmark coordinates. */
  loss: 'mse' | 'l1' | 'smoothL1' | 'wing' | 'softWing';
  /** Weight of the heatmap loss: cross-entropy with a Gaussian around the true landmark. Number from 0 to 10. */
  heatmapWeight: number;
  /** How the learning rate changes during the training. */
  schedule: 'constant' | 'oneCycle' | 'cosine';
  /** Fraction of the steps in which the learning rate rises. Number from 0 to 0.9. */
  warmUp: number;
  /** Decoupled weight decay (AdamW). Number from 0 to 1. */
  weightDecay: number;
  /**
   * Decay of the exponential moving average (EMA) of the weights, which is then evaluated; 0 for no EMA. Number from 0
   * to 0.9999.
   */
  emaDecay: number;
  /** Whether to average predictions over each photo and its mirror image (TTA). */
  testTimeAugmentation: boolean;
  /** Number format of the convolutions; bfloat16 is faster on processors that support it. */
  precision: 'float32' | 'bfloat16';
  /** Random seed of initial weights, photo order and augmentation. Integer from 0 to 2,147,483,647. */
  seed: number;
  /** Runs with consecutive seeds, reported as mean and standard deviation. Integer from 1 to 50. */
  repeats: number;
}
