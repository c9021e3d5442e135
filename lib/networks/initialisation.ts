import type { Random } from '../random';

/** How many numbers each output is computed from, and how many outputs each input goes into. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Draws initial values. */
export type Initialiser = (count: number, fans: Fans, random: Random) => Float32Array;

/**
 * PyTorch's default for weights and biases of convolutions and linear layers: uniform in +-1 / sqrt(fan in), which is
 * Kaiming's uniform initialisation with a = sqrt(5).
 */
export const uniformFanIn: Initialiser = (count, { fanIn }, random) => {
  const bound = 1 / Math.sqrt(fanIn);
  return Float32Array.from({ length: count }, () => random.uniform(-bound, bound));
};

/**
 * Normal with variance 2 / fan out, which torchvision gives the convolutions of its ResNets.
 *
 * @see K. He et al., 'Delving Deep into Rectifiers', ICCV 2015.
 */
export const normalFanOut: Initialiser = (count, { fanOut }, random) => {
  const deviation = Math.sqrt(2 / fanOut);
  return Float32Array.from({ length: count }, () => random.normal(0, deviation));
};
