import { Layer } from '../../lib/networks/layer';
import { BatchNorm2d } from '../../lib/networks/layers/normalization';
import { fullFaceNetwork } from '../../lib/networks/models/full-face';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { noseNetwork } from '../../lib/networks/models/nose';
import { resnet18 } from '../../lib/networks/models/resnet18';
import { makeNetwork } from '../../lib/networks/network';
import type { Network } from '../../lib/networks/network';
import { add } from '../../lib/ops/elementwise';
import { tf } from '../../lib/ops/tensorflow';
import { Random } from '../../lib/random';
import { imagesInMemory } from '../../lib/samples/images';
import type { Images } from '../../lib/samples/images';

/** Operations that the library's own networks do not have, on sides of odd length. */
class OtherLayers extends Layer {
  readonly norm = new BatchNorm2d(1);

  protected override compute(x: tf.Tensor4D): tf.Tensor {
    const y = this.norm.forward(x, { training: false, precision: 'float32' }) as tf.Tensor4D;
    const small = tf.image.resizeBilinear(y.sigmoid().exp<tf.Tensor4D>(), [5, 7], false, true);
    const both = tf.concat([small, small.relu().sub(small.mul(3)).div<tf.Tensor4D>(2)], 3);
    return add(both.transpose([0, 3, 1, 2]).sum(2).mean(2), tf.tensor1d([0.1, 0.2]));
  }
}

/** All architectures, small, and some operations that none of them has; with running statistics that are not 0 and 1. */
export function networks(): Network[] {
  const all = [
    noseNetwork({ width: 40, height: 30, seed: 1 }),
    fullFaceNetwork({ width: 44, height: 36, landmarks: 5, depth: 3, seed: 1 }),
    heatmapNetwork({ width: 56, height: 40, channels: 4, landmarks: 3, seed: 1 }),
    heatmapNetwork({ width: 72, height: 72, channels: 4, landmarks: 2, stride: 8, seed: 1 }),
    resnet18({ width: 64, height: 48, landmarks: 21, seed: 1 }),
    makeNetwork({ name: 'Other layers', inputShape: [11, 13], layers: new OtherLayers(), seed: 1 }),
  ];
  const random = new Random(7);
  for (const parameter of all.flatMap(({ parameters }) => parameters)) {
    const [low, high] = parameter.name.endsWith('running_var') ? [0.5, 2] : [-0.5, 0.5];
    if (parameter.trainable) continue;
    parameter.assign(Float32Array.from({ length: parameter.size }, () => random.uniform(low, high)));
  }
  return all;
}

/** Three images of noise for a network. */
export function imagesFor({ inputShape: [height, width] }: Network): Images {
  const random = new Random(3);
  const bytes = Uint8Array.from({ length: 3 * height * width }, () => random.integer(256));
  return imagesInMemory(bytes, height * width);
}
