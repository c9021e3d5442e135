import type { Tensor, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { relu, reluGradient } from '../../ops/elementwise';
import { batchNorm, batchNormGradient, batchNormInference, batchNormRelu } from '../../ops/normalization';
import { tf } from '../../ops/tensorflow';
import { Layer } from '../layer';
import type { ForwardMode } from '../layer';
import { Parameter } from '../parameter';

const EPSILON = 1e-5;
const MOMENTUM = 0.1;

/**
 * PyTorch's `BatchNorm2d` with its default epsilon and momentum, optionally followed by a ReLU, which then costs nothing.
 * The shape [B, H, W, C] stays.
 */
export class BatchNorm2d extends Layer {
  readonly weight: Parameter;
  readonly bias: Parameter;
  readonly running_mean: Parameter;
  readonly running_var: Parameter;

  private readonly relu: boolean;

  /** Makes a normalization; `relu` adds the ReLU. */
  constructor(
    readonly channels: number,
    { relu = false } = {},
  ) {
    super();
    this.relu = relu;
    this.weight = new Parameter([channels]);
    this.bias = new Parameter([channels]);
    this.running_mean = new Parameter([channels], false);
    this.running_var = new Parameter([channels], false);
  }

  override initialize(): void {
    this.weight.assign(new Float32Array(this.channels).fill(1));
    this.running_var.assign(new Float32Array(this.channels).fill(1));
  }

  override describe(): string {
    return `BatchNorm2d ${this.channels}${this.relu ? ', ReLU' : ''}`;
  }

  protected override compute(x: Tensor4D, mode: ForwardMode): Tensor {
    const { weight, bias, running_mean, running_var } = this;
    const scale = weight.value();
    const offset = bias.value();
    const mean = running_mean.value();
    const variance = running_var.value();
    const values = [scale, offset, mean, variance] as const;
    if (!mode.training) {
      const output = batchNormInference(x, values, EPSILON);
      tf.dispose([...values]);
      return this.relu ? relu(output) : output;
    }
    const normalized = (this.relu ? batchNormRelu : batchNorm)(x, values, EPSILON, MOMENTUM);
    tf.dispose([offset, mean, variance]);
    running_mean.variable.assign(normalized.mean);
    running_var.variable.assign(normalized.variance);
    tf.dispose([normalized.mean, normalized.variance]);
    const { output, reserved } = normalized;
    mode.tape?.record({
      output,
      inputs: [x, weight, bias],
      saved: [scale, ...reserved],
      gradient: (gradient: Tensor4D) => {
        if (!this.relu) return batchNormGradient(gradient, x, scale, reserved, EPSILON);
        const inner = reluGradient(gradient, output);
        const results = batchNormGradient(inner, x, scale, reserved, EPSILON);
        inner.dispose();
        return results;
      },
    });
    return output;
  }
}
