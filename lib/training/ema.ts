import { UserError } from '../errors';
import type { Network } from '../networks/network';
import { assignWeights, copyWeights } from '../networks/weights';
import type { Weights } from '../networks/weights';
import { tf } from '../ops/tensorflow';

/**
 * Exponential moving average (EMA) of a network's weights over the training steps, which often predicts better than the
 * weights of any single step. The running statistics of batch normalization are averaged in the same way, so that they
 * fit the averaged weights. Early steps weigh more, or the initial weights would linger: the decay of step t is at most
 * (1 + t) / (10 + t).
 *
 * @see B. Polyak, A. Juditsky, 'Acceleration of Stochastic Approximation by Averaging', 1992; in this form as in
 *   TensorFlow's `ExponentialMovingAverage` and timm's `ModelEmaV2`.
 */
export class WeightEma {
  private average: tf.Tensor[];

  /**
   * Starts from the network's present weights.
   *
   * @param network The network that is trained.
   * @param decay Weight of the past in each step, in [0, 1), such as 0.99.
   * @throws UserError for another decay.
   */
  constructor(
    private readonly network: Network,
    private readonly decay: number,
  ) {
    if (!(decay >= 0 && decay < 1)) throw new UserError(`EMA decay must be in [0, 1); got ${decay}.`);
    this.average = network.parameters.map(({ shape }) => tf.zeros(shape));
    this.restore(copyWeights(network));
  }

  /** Takes in the network's present weights. Steps count from 0. */
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

  /** Runs an action while the network has the averaged weights; it gets its own back afterwards, also after an error. */
  async use<T>(action: () => Promise<T>): Promise<T> {
    const own = copyWeights(this.network);
    assignWeights(this.network, this.state());
    try {
      return await action();
    } finally {
      assignWeights(this.network, own);
    }
  }

  /** A copy of the averaged weights. */
  state(): Weights {
    return Object.fromEntries(
      this.network.parameters.map(({ name }, i) => [name, Float32Array.from(this.average[i]!.dataSync<'float32'>())]),
    );
  }

  /** Resumes from weights that `state` returned. */
  restore(weights: Weights): void {
    this.replace(this.network.parameters.map(({ name, shape }) => tf.tensor(weights[name]!, shape)));
  }

  /** Frees the averaged weights. */
  dispose(): void {
    tf.dispose(this.average);
  }

  private replace(average: tf.Tensor[]): void {
    tf.dispose(this.average);
    this.average = average;
  }
}
