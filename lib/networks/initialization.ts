import type { Random } from '../random';

/** The fans of a layer's weights. */
interface Fans {
  /** How many inputs each output is computed from. */
  readonly fanIn: number;
  /** How many outputs each input contributes to. */
  readonly fanOut: number;
}

/** Draws the initial values of a parameter. */
export type Initializer = (count: number, fans: Fans, random: Random) => Float32Array;

/**
 * PyTorch's default for the weights and biases of convolutions and linear layers: uniform in ±1 / sqrt(fan in), which is
 * the Kaiming-uniform initialization with a = sqrt(5).
 */
export const uniformFanIn: Initializer = (count, { fanIn }, random) => {
  const bound = 1 / Math.sqrt(fanIn);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = random.uniform(-bound, bound);
  return values;
};

/**
 * Kaiming-normal by the fan out: normal with variance 2 / fan out, as for the convolutions of torchvision's ResNets.
 *
 * @see K. He et al., 'Delving Deep into Rectifiers', ICCV 2015.
 */
export const normalFanOut: Initializer = (count, { fanOut }, random) => {
  const deviation = Math.sqrt(2 / fanOut);
  const values = new Float32Array(count);
  // Both numbers of each Box-Muller pair are used, which halves the time for a network of millions.
  for (let i = 0; i < count; i += 2) {
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - random.uniform()));
    const angle = 2 * Math.PI * random.uniform();
    values[i] = radius * Math.cos(angle);
    if (i + 1 < count) values[i + 1] = radius * Math.sin(angle);
  }
  return values;
};
