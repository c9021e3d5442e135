import type { Tensor, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import {
  conv2d,
  conv2dFilterAndBiasGradients,
  conv2dFilterGradient,
  conv2dInputGradient,
  conv2dWithBias,
  padInput,
} from '../../ops/convolution';
import type { Geometry } from '../../ops/convolution';
import { biasAdd } from '../../ops/linear';
import { tf } from '../../ops/tensorflow';
import type { Random } from '../../random';
import { uniformFanIn } from '../initialization';
import type { Initializer } from '../initialization';
import { Layer } from '../layer';
import type { ForwardMode } from '../layer';
import { Parameter } from '../parameter';
import { valueFor } from './functional';

/** The options of a convolution, as in PyTorch. */
export interface Conv2dOptions {
  /** In pixels; 1 by default. */
  readonly stride?: number;
  /** Zeros on each side, in pixels; none by default. */
  readonly padding?: number;
  /** Whether a bias is added; true by default. */
  readonly bias?: boolean;
  /** How the weights are initialized; PyTorch's default by default. */
  readonly initializer?: Initializer;
}

/** PyTorch's `Conv2d` with a square kernel: [B, H, W, in] to [B, H', W', out]. */
export class Conv2d extends Layer {
  readonly weight: Parameter;
  readonly bias?: Parameter;
  private readonly geometry: Geometry;
  private readonly initializer: Initializer;

  /** Makes a convolution; `kernelSize` is the kernel's side in pixels. */
  constructor(
    readonly inChannels: number,
    readonly outChannels: number,
    readonly kernelSize: number,
    { stride = 1, padding = 0, bias = true, initializer = uniformFanIn }: Conv2dOptions = {},
  ) {
    super();
    this.geometry = { stride, padding };
    this.initializer = initializer;
    this.weight = new Parameter([kernelSize, kernelSize, inChannels, outChannels], true, 'convolution');
    if (bias) this.bias = new Parameter([outChannels]);
  }

  override initialize(random: Random): void {
    const area = this.kernelSize ** 2;
    const fans = { fanIn: this.inChannels * area, fanOut: this.outChannels * area };
    this.weight.assign(this.initializer(this.weight.size, fans, random.split('weight')));
    this.bias?.assign(uniformFanIn(this.bias.size, fans, random.split('bias')));
  }

  override describe(): string {
    const { stride, padding } = this.geometry;
    const kernel = `${this.kernelSize}x${this.kernelSize}`;
    const extras = [stride > 1 && `stride ${stride}`, padding > 0 && `padding ${padding}`].filter(Boolean);
    return [`Conv2d ${this.inChannels} -> ${this.outChannels}, ${kernel}`, ...extras].join(', ');
  }

  protected override compute(x: Tensor4D, mode: ForwardMode): Tensor {
    const { geometry, weight, bias } = this;
    const filter = valueFor<Tensor4D>(weight, x);
    const padded = padInput(x, filter, geometry);
    const output = bias ? withBias(padded, filter, bias, geometry, mode) : conv2d(padded, filter, geometry);
    const saved = padded === x ? [filter] : [filter, padded];
    const inputGradient = (gradient: Tensor4D): Tensor | null =>
      mode.tape?.has(x) ? conv2dInputGradient(gradient, x.shape, filter, geometry) : null;
    mode.tape?.record({
      output,
      inputs: bias ? [x, weight, bias] : [x, weight],
      saved,
      gradient: (gradient: Tensor4D) =>
        bias
          ? [inputGradient(gradient), ...conv2dFilterAndBiasGradients(gradient, padded, filter, geometry)]
          : [inputGradient(gradient), conv2dFilterGradient(gradient, padded, filter, geometry)],
    });
    return output;
  }
}

function withBias(
  padded: Tensor4D,
  filter: Tensor4D,
  parameter: Parameter,
  geometry: Geometry,
  { tape }: ForwardMode,
): Tensor4D {
  const bias = valueFor(parameter, padded);
  // Without a tape in two operations that every backend has: the report runs them in the browser.
  const output = tape
    ? conv2dWithBias(padded, filter, bias, geometry)
    : tf.tidy(() => biasAdd(conv2d(padded, filter, geometry), bias));
  bias.dispose();
  return output;
}
