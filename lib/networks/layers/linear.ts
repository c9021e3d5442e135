import type { Tensor, Tensor2D } from '@tensorflow/tfjs-node-gpu';
import { biasAdd, biasGradient, matMul } from '../../ops/linear';
import type { Random } from '../../random';
import { uniformFanIn } from '../initialization';
import { Layer } from '../layer';
import type { ForwardMode } from '../layer';
import { Parameter } from '../parameter';
import { valueFor } from './functional';

/** PyTorch's `Linear`: [B, in] to [B, out]. */
export class Linear extends Layer {
  readonly weight: Parameter;
  readonly bias: Parameter;

  /** Makes a linear layer with a bias. */
  constructor(
    readonly inFeatures: number,
    readonly outFeatures: number,
  ) {
    super();
    this.weight = new Parameter([outFeatures, inFeatures]);
    this.bias = new Parameter([outFeatures]);
  }

  override initialize(random: Random): void {
    const fans = { fanIn: this.inFeatures, fanOut: this.outFeatures };
    this.weight.assign(uniformFanIn(this.weight.size, fans, random.split('weight')));
    this.bias.assign(uniformFanIn(this.bias.size, fans, random.split('bias')));
  }

  override describe(): string {
    return `Linear ${this.inFeatures} -> ${this.outFeatures}`;
  }

  protected override compute(x: Tensor2D, mode: ForwardMode): Tensor {
    const weight = valueFor<Tensor2D>(this.weight, x);
    const output = matMul(x, weight, false, true);
    mode.tape?.record({
      output,
      inputs: [x, this.weight],
      saved: [weight],
      gradient: (gradient: Tensor2D) => [
        mode.tape?.has(x) ? matMul(gradient, weight) : null,
        matMul(gradient, x, true, false),
      ],
    });
    return addBias(output, this.bias, mode);
  }
}

/** Adds a bias [C] to x [..., C], which is released. */
function addBias(x: Tensor, parameter: Parameter, mode: ForwardMode): Tensor {
  const bias = valueFor(parameter, x);
  const output = biasAdd(x, bias);
  bias.dispose();
  mode.tape?.record({
    output,
    inputs: [x, parameter],
    gradient: (gradient) => [gradient, biasGradient(gradient)],
  });
  mode.tape?.release(x);
  return output;
}
