import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { UserError } from '../errors';
import type { Size } from '../geometry';
import { DataType, dataTypeOf } from '../ops/backend';
import { cast } from '../ops/elementwise';
import { assertBfloat16 } from '../ops/processor';
import { tf } from '../ops/tensorflow';
import { Random } from '../random';
import type { ForwardMode, Layer } from './layer';
import type { Parameter } from './parameter';

/** A network that predicts landmarks from images. */
export interface Network {
  /** For people, e.g. `ResNet-18`. */
  readonly name: string;
  /** Height and width in pixels of the images that it takes, and their single channel. */
  readonly inputShape: readonly [height: number, width: number, channels: 1];
  /** All parameters in the network's order, running statistics included. */
  readonly parameters: readonly Parameter[];
  /** The layers, for inspecting filters and activations. */
  readonly layers: Layer;
  /**
   * Runs the network.
   *
   * @param images Gray levels -0.5..0.5, shape [B, height, width, 1].
   * @param mode Training or inference, precision and tape.
   * @returns The output of the last layer, float32. With a tape it belongs to the tape, otherwise to the caller.
   * @throws UserError for images of another size, or for bfloat16 on a processor without it.
   */
  forward(images: Tensor4D, mode: ForwardMode): Tensor;
  /** The landmarks in an output of `forward`, fractions of width and height, shape [B, 2K]: x0, y0, x1, y1, ... */
  landmarks(output: Tensor): Tensor2D;
  /** Frees all parameters. */
  dispose(): void;
}

/** What a network is made of. */
export interface NetworkOptions {
  /** For people, e.g. `ResNet-18`. */
  readonly name: string;
  /** Height and width in pixels of the images that it takes. */
  readonly inputShape: readonly [height: number, width: number];
  readonly layers: Layer;
  /** Seed of the initial weights. */
  readonly seed: number;
  /** The landmarks in the last layer's output, if they are not the output itself. */
  readonly landmarks?: (output: Tensor) => Tensor2D;
}

/** The size in pixels of the images a network takes. */
export const sizeOf = ({ inputShape: [height, width] }: Pick<Network, 'inputShape'>): Size => ({ width, height });

/**
 * Makes a network of layers and initializes it. The same seed gives the same weights.
 *
 * @example
 * const layers = new Sequential([new Flatten(), new Linear(60 * 80, 2)]);
 * const network = makeNetwork({ name: 'Linear', inputShape: [60, 80], layers, seed: 1 });
 */
export function makeNetwork({ name, inputShape: [height, width], layers, seed, landmarks }: NetworkOptions): Network {
  layers.nameAll('');
  const all = [...layers.all()];
  const parameters = all.flatMap((layer) => layer.ownParameters().map(([, parameter]) => parameter));
  // The name of a stream is part of its numbers: spelled otherwise, all recorded results would change.
  const random = new Random(seed).split('initialisation');
  // Each layer draws from its own stream, so that adding or removing a layer does not change the others.
  for (const layer of all) layer.initialize(random.split(layer.name));
  const network: Network = {
    name,
    inputShape: [height, width, 1],
    parameters,
    layers,
    forward: (images, mode) => {
      checkImages(network, images);
      return mode.precision === 'bfloat16' ? inBfloat16(layers, images, mode) : layers.forward(images, mode);
    },
    landmarks: landmarks ?? ((output) => output as Tensor2D),
    dispose: () => parameters.forEach((parameter) => parameter.dispose()),
  };
  return network;
}

function checkImages({ name, inputShape }: Network, { shape }: Tensor4D): void {
  if (inputShape.every((size, i) => shape[i + 1] === size)) return;
  throw new UserError(`${name} takes images of shape [B, ${inputShape.join(', ')}]; got [${shape.join(', ')}].`);
}

/** Runs the layers on bfloat16 images and casts their output to float32. */
function inBfloat16(layers: Layer, images: Tensor4D, mode: ForwardMode): Tensor {
  assertBfloat16();
  const input = cast(images, DataType.bfloat16);
  mode.tape?.keep(input);
  const short = layers.forward(input, mode);
  if (!mode.tape) input.dispose();
  if (dataTypeOf(short) === DataType.float32) return short;
  const output = cast(short, DataType.float32);
  if (mode.tape) {
    mode.tape.record({ output, inputs: [short], gradient: (gradient) => [cast(gradient, DataType.bfloat16)] });
    mode.tape.release(short);
  } else tf.dispose(short);
  return output;
}
