import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { weightsFolder } from '../../inference/face-api';
import type { Step } from '../../networks/trace/step';
import type { Constant, Graph } from './data';
import { Packer } from './pack';

/** Name of the files with the detector's weights in face-api's package. */
const MODEL = 'tiny_face_detector_model';

/** One tensor of a tfjs weights manifest: bytes that, times the scale, plus the minimum, are the weights. */
interface Weights {
  readonly name: string;
  readonly shape: readonly number[];
  readonly quantization: { readonly scale: number; readonly min: number };
}

/** Slope of the leaky ReLU for negative values. */
const LEAK = 0.1;

/** Blocks of a depthwise and a pointwise convolution after the first convolution. */
const BLOCKS = 5;

/**
 * Face-api's tiny face detector for the page: Tiny YOLO v2 with separable convolutions, with the package's own 8-bit
 * weights.
 *
 * @returns The graph; its output has shape [1, size / 32, size / 32, 25].
 * @see https://github.com/vladmandic/face-api (MIT license)
 */
export async function detectorGraph(): Promise<Graph> {
  const builder = new GraphBuilder(await readWeights());
  builder.add('Conv2D', ['conv0/filters', 'conv0/bias'], { ...stride(1), padding: 'VALID', leak: LEAK });
  for (let i = 1; i <= BLOCKS; i++) {
    builder.add('MaxPool', [], { ...stride(2), padding: 'SAME', ksize: [1, 2, 2, 1] });
    builder.add('DepthwiseConv2dNative', [`conv${i}/depthwise_filter`], { ...stride(1), padding: 'SAME' });
    builder.add('Conv2D', [`conv${i}/pointwise_filter`, `conv${i}/bias`], {
      ...stride(1),
      padding: 'VALID',
      leak: LEAK,
    });
  }
  builder.add('MaxPool', [], { ...stride(1), padding: 'SAME', ksize: [1, 2, 2, 1] });
  builder.add('Conv2D', ['conv8/filters', 'conv8/bias'], { ...stride(1), padding: 'VALID' });
  return builder.graph();
}

const stride = (step: number): { strides: number[] } => ({ strides: [1, step, step, 1] });

type Tensors = ReadonlyMap<string, Weights & { readonly bytes: Uint8Array }>;

async function readWeights(): Promise<Tensors> {
  const folder = weightsFolder();
  const manifest = await readFile(join(folder, `${MODEL}-weights_manifest.json`), 'utf8');
  const bytes = await readFile(join(folder, `${MODEL}.bin`));
  const [{ weights }] = JSON.parse(manifest) as [{ weights: Weights[] }];
  let place = 0;
  return new Map(
    weights.map((one) => {
      const length = one.shape.reduce((product, size) => product * size, 1);
      return [one.name, { ...one, bytes: bytes.subarray(place, (place += length)) }];
    }),
  );
}

/** A chain of steps, each on the output of the one before. */
class GraphBuilder {
  private readonly steps: Step[] = [];
  private readonly constants: Constant[] = [];
  private readonly packer = new Packer();
  private last = 0;
  private count = 1;

  constructor(private readonly tensors: Tensors) {}

  add(op: string, weights: readonly string[], attributes: Step['attributes']): void {
    const inputs = [this.last, ...weights.map((name) => this.constant(name))];
    this.last = this.count++;
    this.steps.push({ op, inputs, output: this.last, attributes });
  }

  graph(): Graph {
    return { steps: this.steps, constants: this.constants, data: this.packer.data() };
  }

  private constant(name: string): number {
    const { shape, quantization, bytes } = this.tensors.get(name)!;
    const { scale, min } = quantization;
    // Signed integers, as all constants have them.
    this.packer.add(Int32Array.from(bytes, (byte) => byte - 128));
    const value = this.count++;
    this.constants.push({ value, shape, scales: [scale], offset: min + 128 * scale });
    return value;
  }
}
