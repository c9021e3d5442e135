import type { Tensor, Tensor2D } from '@tensorflow/tfjs-node-gpu';
import { matMul } from '../../kernels/linear';
import type { Random } from '../../random';
import { uniformFanIn } from '../initialisation';
import { Layer } from '../layer';
import type { ForwardMode } from '../layer';
import { Parameter } from '../parameter';
import { addBias } from './convolution';
import { valueFor } from './values';

/** PyTorch's `Linear`. [B, in] to [B, out]. */
export class Linear extends Layer {
  readonly weight: Parameter;
  readonly bias: Parameter;

  constructor(
    readonly inFeatures: number,
    readonly outFeatures: number,
  ) {
    super();
    this.weight = new Parameter([outFeatures, inFeatures]);
    this.bias = new Parameter([outFeatures]);
  }

  override initialise(random: Random): void {
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
