import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { tf } from '../ops/tensorflow';
import type { Layer } from './layer';
import { ReLU } from './layers/activation';
import { Conv2d } from './layers/convolution';
import { Flatten } from './layers/flatten';
import { Linear } from './layers/linear';
import { BatchNorm2d } from './layers/normalization';
import { GlobalAveragePool, MaxPool2d } from './layers/pooling';
import { BasicBlock } from './layers/residual';
import { Temperature } from './layers/temperature';
import type { Network } from './network';
import { softArgmax } from './soft-argmax';

/** A tensor on its way through a network, and the layers that make it. */
export interface Block {
  /** Name of its first layer with weights, e.g. `conv1`; `input` for the image. */
  readonly name: string;
  /** What is done, in short words: `conv 7×7`, `ReLU`, `max-pool 2×2`. */
  readonly operations: readonly string[];
  /** Shape of the result without the batch: [H, W, C] or [features]. */
  readonly shape: readonly number[];
  /** Trainable parameters. */
  readonly parameters: number;
  /** Indices of the blocks whose results it takes; those of several are added up. */
  readonly from: readonly number[];
}

/** One layer's step of a forward pass. */
interface Step {
  readonly name: string;
  readonly layer: Layer;
  readonly input: Tensor;
  readonly output: Tensor;
}

/**
 * How an image passes through a network: its outermost layers in blocks, each of which begins with the layer that has its
 * weights. What turns an image into a vector belongs to the block after it.
 *
 * @param network The network; it is run once, on an empty image.
 * @returns The blocks in the order of computation; the first is the input.
 * @example architectureOf(noseNetwork({ seed: 1 })).map(({ shape }) => shape.join('×')) // ['60×80×1', '27×37×24', ...]
 */
export function architectureOf(network: Pick<Network, 'inputShape' | 'layers' | 'forward' | 'landmarks'>): Block[] {
  const blocks: Block[] = [{ name: 'input', operations: [], shape: network.inputShape, parameters: 0, from: [] }];
  tf.engine().startScope();
  const image: Tensor4D = tf.zeros([1, ...network.inputShape]);
  const { steps, output } = run(network, image);
  const makers = new Map<Tensor, number>([[image, 0]]);
  const open = new Set([0]);
  for (const group of grouped(steps)) {
    const known = makers.get(group[0]!.input);
    // A tensor that no layer has made is the sum of all that no layer has taken.
    const from = known === undefined ? [...open] : [known];
    from.forEach((one) => open.delete(one));
    open.add(blocks.length);
    makers.set(group.at(-1)!.output, blocks.length);
    blocks.push(blockOf(group, from));
  }
  if (network.landmarks === softArgmax) {
    const landmarks: Tensor2D = softArgmax(output);
    blocks.push({
      name: 'landmarks',
      operations: ['soft-argmax'],
      shape: landmarks.shape.slice(1),
      parameters: 0,
      from: [blocks.length - 1],
    });
  }
  tf.engine().endScope();
  return blocks;
}

/** Runs the network and notes what its outermost layers take and give. */
function run(
  { layers, forward }: Pick<Network, 'layers' | 'forward'>,
  image: Tensor4D,
): { steps: Step[]; output: Tensor } {
  const steps: Step[] = [];
  const outer = layers.children();
  for (const [name, layer] of outer) {
    const compute = layer.forward.bind(layer);
    layer.forward = (input, mode) => {
      const output = compute(input, mode);
      steps.push({ name, layer, input, output });
      return output;
    };
  }
  try {
    return { steps, output: forward(image, { training: false, precision: 'float32' }) };
  } finally {
    // The method of their class is back.
    for (const [, layer] of outer) Reflect.deleteProperty(layer, 'forward');
  }
}

/** Cuts a pass into blocks: before a layer with weights, and before one that makes a vector. */
function grouped(steps: readonly Step[]): Step[][] {
  const groups: Step[][] = [];
  let isVector = false;
  for (const step of steps) {
    const makesVector = step.input.rank > step.output.rank;
    const isFirst = groups.length === 0 || makesVector || (beginsBlock(step.layer) && !isVector);
    if (isFirst) groups.push([]);
    groups.at(-1)!.push(step);
    isVector = makesVector;
  }
  return groups;
}

const beginsBlock = (layer: Layer): boolean =>
  !(layer instanceof BatchNorm2d || layer instanceof Temperature) && parametersOf(layer) > 0;

function blockOf(group: readonly Step[], from: readonly number[]): Block {
  const { name } = group.find(({ layer }) => beginsBlock(layer)) ?? group[0]!;
  return {
    name,
    operations: group.flatMap(({ layer }) => wordsOf(layer)),
    shape: group.at(-1)!.output.shape.slice(1),
    parameters: group.reduce((sum, { layer }) => sum + parametersOf(layer), 0),
    from,
  };
}

const parametersOf = (layer: Layer): number =>
  [...layer.all()]
    .flatMap((one) => one.ownParameters())
    .reduce((sum, [, { trainable, size }]) => sum + (trainable ? size : 0), 0);

/** What a layer does, in short words. */
function wordsOf(layer: Layer): string[] {
  const known = WORDS.find(([type]) => layer instanceof type);
  if (known) return known[1](layer);
  const inner = layer.children().map(([, child]) => child);
  const residual = inner.filter((child) => child instanceof BasicBlock).length;
  if (residual > 0) return [residual === 1 ? 'residual block' : `${residual} residual blocks`];
  return inner.flatMap(wordsOf);
}

const WORDS: readonly (readonly [abstract new (...args: never[]) => Layer, (layer: Layer) => string[]])[] = [
  [Conv2d, (layer) => [`conv ${(layer as Conv2d).kernelSize}×${(layer as Conv2d).kernelSize}`, ...strideOf(layer)]],
  [BatchNorm2d, (layer) => ['batch norm', ...(layer.describe().includes('ReLU') ? ['ReLU'] : [])]],
  [MaxPool2d, (layer) => [`max-pool ${(layer as MaxPool2d).size}×${(layer as MaxPool2d).size}`]],
  [GlobalAveragePool, () => ['mean over pixels']],
  [ReLU, () => ['ReLU']],
  [Flatten, () => ['flatten']],
  [Linear, () => ['linear']],
  [Temperature, () => ['scale']],
];

const strideOf = (layer: Layer): string[] => /stride \d+/.exec(layer.describe())?.slice(0, 1) ?? [];
