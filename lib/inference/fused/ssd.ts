import type { Tensor, Tensor1D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { tf } from '../../ops/tensorflow';
import { convolve, convolveEach } from './convolve';

/** A convolution with what is added to its output. */
interface Convolution {
  readonly filters: Tensor4D;
  readonly bias: Tensor1D;
}

/** As `Convolution`, under face-api's names. */
interface Pointwise {
  readonly filters: Tensor4D;
  readonly batch_norm_offset: Tensor1D;
}

interface Depthwise extends Pointwise {
  readonly batch_norm_mean: Tensor1D;
  readonly batch_norm_variance: Tensor1D;
  readonly batch_norm_scale: Tensor1D;
}

interface Separable {
  readonly depthwise_conv: Depthwise;
  readonly pointwise_conv: Pointwise;
}

interface BoxPredictor {
  readonly box_encoding_predictor: Convolution;
  readonly class_predictor: Convolution;
}

/** The weights of face-api's SSD detector, as `detector.params` has them. */
export interface SsdParameters {
  readonly mobilenetv1: { readonly conv_0: Pointwise } & Readonly<Record<`conv_${Pair}`, Separable>>;
  readonly prediction_layer: Readonly<
    Record<`conv_${Extra}`, Pointwise> & Record<`box_predictor_${Scale}`, BoxPredictor>
  >;
  /** The anchors: top, left, bottom, right in fractions of the image, shape [1, A, 4]. */
  readonly output_layer: { readonly extra_dim: Tensor3D };
}

const PAIRS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;
const EXTRAS = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const SCALES = [0, 1, 2, 3, 4, 5] as const;
type Pair = (typeof PAIRS)[number];
type Extra = (typeof EXTRAS)[number];
type Scale = (typeof SCALES)[number];

/** The pairs of convolutions that halve the resolution. */
const HALVING: readonly number[] = [2, 4, 6, 12];

/** As face-api and TensorFlow's MobileNet have it. */
const EPSILON = 0.001;

/** What the network says about each of its A anchors. */
export type SsdOutput = Readonly<
  Record<
    /** Logits of being a face, shape [A]. */
    | 'logits'
    /** The face's center and size relative to the anchor, shape [A, 4]. */
    | 'offsets',
    Tensor
  >
>;

/**
 * Makes face-api's SSD detector as a function of operations that TensorFlow fuses: its batch normalization is folded into
 * the convolutions before it, once.
 *
 * @param parameters Its weights; they stay the detector's.
 * @returns Runs the network on one image, 0..255, shape [1, 512, 512, 3].
 * @see W. Liu et al., 'SSD: Single Shot MultiBox Detector', ECCV 2016; A. Howard et al., 'MobileNets', 2017.
 */
export function ssd({ mobilenetv1, prediction_layer }: SsdParameters): (image: Tensor4D) => SsdOutput {
  const pairs = PAIRS.map((i) => {
    const { depthwise_conv, pointwise_conv } = mobilenetv1[`conv_${i}`];
    return { stride: HALVING.includes(i) ? 2 : 1, each: folded(depthwise_conv), across: pointwise_conv };
  });
  const pointwise = (x: Tensor4D, { filters, batch_norm_offset }: Pointwise, stride = 1): Tensor4D =>
    convolve(x, { filters, bias: batch_norm_offset, stride, activation: 'Relu6' });

  return (image) => {
    let x = pointwise(image.div<Tensor4D>(127.5).sub(1), mobilenetv1.conv_0, 2);
    const seen: Tensor4D[] = [];
    for (const [i, { stride, each, across }] of pairs.entries()) {
      x = pointwise(convolveEach(x, { ...each, stride, activation: 'Relu6' }), across);
      if (PAIRS[i] === 11) seen.push(x);
    }
    seen.push(x);
    for (const i of EXTRAS) {
      x = pointwise(x, prediction_layer[`conv_${i}`], i % 2 === 1 ? 2 : 1);
      if (i % 2 === 1) seen.push(x);
    }
    const predictors = SCALES.map((i) => prediction_layer[`box_predictor_${i}`]);
    const predicted = (kind: keyof BoxPredictor, values: number): Tensor =>
      tf.concat(predictors.map((one, i) => convolve(seen[i]!, { ...one[kind], stride: 1 }).reshape([-1, values])));
    return {
      logits: predicted('class_predictor', 3).slice([0, 1], [-1, 1]).reshape([-1]),
      offsets: predicted('box_encoding_predictor', 4),
    };
  };
}

/** A depthwise convolution that does what its batch normalization did. */
function folded({ filters, batch_norm_mean, batch_norm_variance, batch_norm_scale, batch_norm_offset }: Depthwise) {
  return tf.tidy(() => {
    const factor = batch_norm_scale.div<Tensor1D>(batch_norm_variance.add(EPSILON).sqrt());
    return {
      filters: filters.mul<Tensor4D>(factor.reshape([1, 1, -1, 1])),
      bias: batch_norm_offset.sub<Tensor1D>(batch_norm_mean.mul(factor)),
    };
  });
}
