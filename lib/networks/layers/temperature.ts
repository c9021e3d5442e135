import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { DataType, dataTypeOf } from '../../ops/backend';
import { cast } from '../../ops/elementwise';
import { tf } from '../../ops/tensorflow';
import { Layer } from '../layer';
import type { ForwardMode } from '../layer';
import { Parameter } from '../parameter';

/** Multiplies by exp(t), with one learned t that starts at 0. The output is float32; the shape stays. */
export class Temperature extends Layer {
  readonly t = new Parameter([1]);

  protected override compute(x: Tensor, mode: ForwardMode): Tensor {
    const type = dataTypeOf(x);
    const full = cast(x, DataType.float32);
    const factor = tf.tidy(() => this.t.value().exp());
    const output = tf.mul(full, factor);
    full.dispose();
    mode.tape?.record({
      output,
      inputs: [x, this.t],
      saved: [factor],
      gradient: (gradient) =>
        tf.tidy(() => [
          cast(gradient.mul(factor), type),
          // d(x exp(t)) / dt is the output itself.
          gradient.mul(output).sum().reshape([1]),
        ]),
    });
    mode.tape?.release(x);
    if (!mode.tape) factor.dispose();
    return output;
  }
}
