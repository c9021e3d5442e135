import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { tf } from '../ops/tensorflow';
import type { Network } from './network';
import type { Parameter } from './parameter';
import { decodeSafetensors, encodeSafetensors } from './safetensors';
import type { StoredTensor } from './safetensors';

export interface SaveOptions {
  /** Half precision: half the size, three decimal digits. */
  readonly half?: boolean;
  /** Free text by key, kept in the file's header. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Writes a network's weights and running statistics as safetensors, named and laid out as in PyTorch, so that
 * `load_state_dict(safetensors.torch.load_file(file), strict=False)` reads them there.
 */
export async function saveWeights(network: Network, file: string, options: SaveOptions = {}): Promise<void> {
  const { half = false, metadata } = options;
  const tensors = new Map(network.parameters.map((parameter) => [parameter.name, storedFrom(parameter)]));
  await mkdir(dirname(file), { recursive: true });
  // Under another name first: a file that is there is always whole.
  const unfinished = `${file}.part`;
  await writeFile(unfinished, encodeSafetensors(tensors, half ? 'F16' : 'F32', metadata));
  await rename(unfinished, file);
}

/**
 * Sets a network's weights and running statistics from a safetensors file of this library or of PyTorch.
 *
 * @throws Error naming the file where it cannot be read, or belongs to another network.
 */
export async function loadWeights(network: Network, file: string): Promise<void> {
  let tensors: Map<string, StoredTensor>;
  try {
    tensors = decodeSafetensors(await readFile(file));
  } catch (error) {
    throw new Error(`The weights in ${file} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  for (const parameter of network.parameters) {
    const stored = tensors.get(parameter.name);
    if (!stored) throw new Error(`${file} has no '${parameter.name}': its weights belong to another network.`);
    const expected = torchShape(parameter);
    if (stored.shape.join() !== expected.join()) {
      const shapes = `[${stored.shape.join(', ')}], but ${network.name} has [${expected.join(', ')}]`;
      throw new Error(`${file} belongs to another network: '${parameter.name}' has the shape ${shapes} there.`);
    }
  }
  for (const parameter of network.parameters) assignStored(parameter, tensors.get(parameter.name)!);
}

function torchShape({ shape, layout }: Parameter): number[] {
  if (layout === 'same') return shape;
  const [height, width, inChannels, outChannels] = shape as [number, number, number, number];
  return [outChannels, inChannels, height, width];
}

function storedFrom(parameter: Parameter): StoredTensor {
  const tensor = parameter.value();
  const turned = parameter.layout === 'convolution' ? tensor.transpose([3, 2, 0, 1]) : tensor.clone();
  const values = turned.dataSync<'float32'>();
  tensor.dispose();
  turned.dispose();
  return { shape: torchShape(parameter), values };
}

function assignStored(parameter: Parameter, { shape, values }: StoredTensor): void {
  if (parameter.layout === 'same') return parameter.assign(values);
  const tensor = tf.tensor4d(values, shape as [number, number, number, number]);
  const turned = tensor.transpose([2, 3, 1, 0]);
  parameter.assign(turned);
  tensor.dispose();
  turned.dispose();
}
