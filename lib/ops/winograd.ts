import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { loadAddOn } from './add-on';
import { DataType, dataTypeOf, isOnGpu, run } from './backend';
import type { Attribute } from './backend';
import { hasInstructions } from './processor';

/** Convolutions of TensorFlow, and what stands in for each: operations of the native code in `winograd/`. */
const OPERATIONS = {
  Conv2D: 'FacialKeypointsWinograd',
  Conv2DBackpropInput: 'FacialKeypointsWinogradInputGradient',
  Conv2DBackpropFilter: 'FacialKeypointsWinogradFilterGradient',
} as const;

/** Below this, the filter's transform takes longer than what it saves. */
const MIN_TILES = 128;
/** Tiles of 2x2 pixels may reach beyond maps of odd sizes; at this share of the map, what they save is lost. */
const MAX_WASTE = 1.4;
/** What the native code works on at a time. */
const CHANNELS = 32;

/**
 * Whether a convolution goes by Winograd's minimal filtering, which needs 16 multiplications where a 3x3 filter otherwise
 * takes 36 (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016). Results in float32 are as exact.
 *
 * @param x The input, shape [B, H, W, C], or the gradient for the output, which is as large.
 * @param filter The filter, shape [kernel height, kernel width, C, D].
 * @param isSame Whether the stride is 1, and zeros around the image keep its size.
 */
export function goesByWinograd(x: Tensor4D, filter: Tensor4D, isSame: boolean): boolean {
  const [batch, height, width] = x.shape;
  const [kernelHeight, kernelWidth, inChannels, outChannels] = filter.shape;
  if (!isSame || kernelHeight !== 3 || kernelWidth !== 3) return false;
  if (inChannels % CHANNELS !== 0 || outChannels % CHANNELS !== 0) return false;
  const tiles = Math.ceil(height / 2) * Math.ceil(width / 2);
  if (batch * tiles < MIN_TILES || 4 * tiles > MAX_WASTE * height * width) return false;
  return dataTypeOf(x) === DataType.float32 && !isOnGpu() && isAvailable();
}

/**
 * Runs a convolution by Winograd's minimal filtering.
 *
 * @param operation TensorFlow's name for it.
 * @param attributes As for TensorFlow's.
 * @param inputs The image or the gradient for the output with the filter; for the filter's gradient, the image with the gradient.
 */
export function runWinograd(
  operation: keyof typeof OPERATIONS,
  attributes: Attribute[],
  inputs: [Tensor4D, Tensor4D],
): Tensor4D {
  return run(OPERATIONS[operation], attributes, inputs);
}

/** TensorFlow's name for an operation, whether it goes by Winograd's minimal filtering or not. */
export function tensorFlowName(op: string): string {
  return Object.entries(OPERATIONS).find(([, ours]) => ours === op)?.[0] ?? op;
}

/** The add-ons by the instructions that they use, the best one first; the set-up compiles both on x86. */
const ADD_ONS = [
  { file: 'winograd-avx512.node', needs: ['avx512f'] },
  { file: 'winograd-avx2.node', needs: ['avx2', 'fma'] },
];

let available: boolean | undefined;

/** Loads the add-on for this processor, if there is one; that makes the operations known to TensorFlow. */
function isAvailable(): boolean {
  available ??= ADD_ONS.some(({ file, needs }) => hasInstructions(...needs) && loadAddOn(file) !== undefined);
  return available;
}
