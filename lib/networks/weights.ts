import { readFile } from 'node:fs/promises';
import { DataError } from '../errors';
import { writeWhole } from '../files';
import { tf } from '../ops/tensorflow';
import { fileProblem } from '../system/file-errors.mjs';
import type { Network } from './network';
import type { Parameter } from './parameter';
import { decodeSafetensors, encodeSafetensors, safetensorsMetadata } from './safetensors';
import type { StoredTensor } from './safetensors';

/** The values of a network's parameters by name, running statistics included, in memory order. */
export type Weights = Record<string, Float32Array>;

/** Copies a network's weights. */
export const copyWeights = (network: Network): Weights =>
  Object.fromEntries(network.parameters.map((parameter) => [parameter.name, parameter.variable.read()]));

/**
 * Sets a network's weights to those that were copied from a network of the same shape.
 *
 * @throws Error when a parameter is missing or has another size.
 */
export function assignWeights(network: Network, weights: Weights): void {
  for (const parameter of network.parameters) {
    const values = weights[parameter.name];
    if (!values) throw new Error(`The weights lack '${parameter.name}', which ${network.name} needs.`);
    parameter.assign(values);
  }
}

/** How weights are saved. */
export interface SaveOptions {
  /** Half precision: half the size, three decimal digits. */
  readonly half?: boolean;
  /** Free text by key, kept in the file's header. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Writes a network's weights and running statistics as a safetensors file, named and laid out as in PyTorch:
 * `load_state_dict(safetensors.torch.load_file(file), strict=False)` loads it there.
 *
 * @param network The network.
 * @param file The file; its folder is created if it does not exist.
 * @param options Precision and metadata.
 * @throws UserError when the file cannot be written.
 * @example saveWeights(network, 'nose.safetensors', { half: true });
 */
export function saveWeights(network: Network, file: string, options: SaveOptions = {}): void {
  const { half = false, metadata } = options;
  const tensors = new Map(network.parameters.map((parameter) => [parameter.name, toStored(parameter)]));
  writeWhole(file, encodeSafetensors(tensors, half ? 'F16' : 'F32', metadata));
}

/**
 * Loads a network's weights and running statistics from a safetensors file of this library or of PyTorch. A file that
 * does not fit leaves the network unchanged.
 *
 * @param network The network.
 * @param file The file.
 * @throws DataError when the file is missing or damaged, belongs to another network, or has values that are not finite.
 * @example await loadWeights(network, 'nose.safetensors');
 */
export async function loadWeights(network: Network, file: string): Promise<void> {
  const { tensors } = decodeSafetensors(await bytesOf(file), file);
  const advice = `The file does not belong to this network (${network.name}).`;
  for (const parameter of network.parameters) {
    const stored = tensors.get(parameter.name);
    if (!stored) throw new DataError(`${file} has no tensor '${parameter.name}'. ${advice}`);
    const [found, expected] = [stored.shape, torchShape(parameter)].map((shape) => `[${shape.join(', ')}]`);
    if (found !== expected) {
      throw new DataError(`${file}: '${parameter.name}' has the shape ${found} instead of ${expected}. ${advice}`);
    }
    const place = firstNotFinite(stored.values);
    if (place >= 0) {
      throw new DataError(
        `${file}: number ${place} of '${parameter.name}' is ${stored.values[place]!}, which is not finite. ` +
          'The training diverged, or the file is damaged: take other weights.',
      );
    }
  }
  for (const parameter of network.parameters) assignStored(parameter, tensors.get(parameter.name)!);
}

/**
 * Reads what a safetensors file says about itself.
 *
 * @param file The file.
 * @returns Texts by key; empty if it says nothing.
 * @throws DataError when the file is missing, or its header is damaged.
 */
export const weightsMetadata = async (file: string): Promise<Readonly<Record<string, string>>> =>
  safetensorsMetadata(await bytesOf(file), file);

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const problem = fileProblem(error) ?? (error as Error).message;
    throw new DataError(`${file}: these weights cannot be read (${problem}). Check the path.`, { cause: error });
  }
}

/** Index of the first number that is infinite or none; -1 if all are finite. A loop: `findIndex` takes six times as long. */
function firstNotFinite(values: Float32Array): number {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return i;
  return -1;
}

function torchShape({ shape, layout }: Parameter): number[] {
  if (layout === 'same') return shape;
  const [height, width, inChannels, outChannels] = shape as [number, number, number, number];
  return [outChannels, inChannels, height, width];
}

function toStored(parameter: Parameter): StoredTensor {
  const tensor = parameter.value();
  const reordered = parameter.layout === 'convolution' ? tensor.transpose([3, 2, 0, 1]) : tensor.clone();
  const values = reordered.dataSync<'float32'>();
  tf.dispose([tensor, reordered]);
  return { shape: torchShape(parameter), values };
}

function assignStored(parameter: Parameter, { shape, values }: StoredTensor): void {
  if (parameter.layout === 'same') return parameter.assign(values);
  const tensor = tf.tensor4d(values, shape as [number, number, number, number]);
  const reordered = tensor.transpose([2, 3, 1, 0]);
  parameter.assign(reordered);
  tf.dispose([tensor, reordered]);
}
