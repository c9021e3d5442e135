import type { Random } from '../random';

/** How many numbers each output is computed from, and how many outputs each input goes into. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Draws initial values. */
export type Initializer = (count: number, fans: Fans, random: Random) => Float32Array;

/**
 * PyTorch's default for weights and biases of convolutions and linear layers: uniform in +-1 / sqrt(fan in), which is
 * Kaiming's uniform initialization with a = sqrt(5).
 */
export const uniformFanIn: Initializer = (count, { fanIn }, random) => {
  const bound = 1 / Math.sqrt(fanIn);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = random.uniform(-bound, bound);
  return values;
};

/**
 * Normal with variance 2 / fan out, which torchvision gives the convolutions of its ResNets.
 *
 * @see K. He et al., 'Delving Deep into Rectifiers', ICCV 2015.
 */
export const normalFanOut: Initializer = (count, { fanOut }, random) => {
  const deviation = Math.sqrt(2 / fanOut);
  const values = new Float32Array(count);
  // Both numbers of each Box-Muller pair are used: it halves the time that a network of millions takes to begin.
  for (let i = 0; i < count; i += 2) {
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - random.uniform()));
    const angle = 2 * Math.PI * random.uniform();
    values[i] = radius * Math.cos(angle);
    if (i + 1 < count) values[i + 1] = radius * Math.sin(angle);
  }
  return values;
};
