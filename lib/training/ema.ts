import { tf } from '../ops/tensorflow';
import type { Network } from '../networks/network';
import { assignWeights, copyWeights } from './weights';
import type { Weights } from './weights';

/**
 * Exponential moving average of a network's weights over the training steps, which often predicts better than the
 * weights of any one step. The running statistics of batch normalization are averaged in the same way, so that they
 * fit the averaged weights. The first steps count for more, or the initial weights would be felt for long: the decay
 * of step t is at most (1 + t) / (10 + t).
 *
 * Source: B. Polyak, A. Juditsky, 'Acceleration of stochastic approximation by averaging', 1992; this form as in
 * TensorFlow's `ExponentialMovingAverage` and timm's `ModelEmaV2`.
 */
export class WeightEma {
  private average: tf.Tensor[];

  /** @param decay Weight of the past in each step, such as 0.99. @throws RangeError outside 0..1. */
  constructor(
    private readonly network: Network,
    private readonly decay: number,
  ) {
    if (!(decay >= 0 && decay < 1)) throw new RangeError(`The decay of an average is from 0 to below 1, not ${decay}.`);
    this.average = network.parameters.map(({ shape }) => tf.zeros(shape));
    this.restore(copyWeights(network));
  }

  /** Takes the network's present weights in; `step` counts from 0. */
  update(step: number): void {
    const decay = Math.min(this.decay, (1 + step) / (10 + step));
    this.replace(
      tf.tidy(() =>
        this.network.parameters.map((parameter, i) => {
          const past = this.average[i]!;
          return past.add(
            parameter
              .value()
              .sub(past)
              .mul(1 - decay),
          );
        }),
      ),
    );
  }

  /** Does something with the averaged weights in the network, which gets its own ones back afterwards. */
  async use<T>(action: () => Promise<T>): Promise<T> {
    const own = copyWeights(this.network);
    assignWeights(this.network, this.state());
    try {
      return await action();
    } finally {
      assignWeights(this.network, own);
    }
  }

  /** The averaged weights. */
  state(): Weights {
    return Object.fromEntries(
      this.network.parameters.map(({ name }, i) => [name, Float32Array.from(this.average[i]!.dataSync<'float32'>())]),
    );
  }

  /** Goes on from weights that `state` gave. */
  restore(weights: Weights): void {
    this.replace(this.network.parameters.map(({ name, shape }) => tf.tensor(weights[name]!, shape)));
  }

  dispose(): void {
    tf.dispose(this.average);
  }

  private replace(average: tf.Tensor[]): void {
    tf.dispose(this.average);
    this.average = average;
  }
}
