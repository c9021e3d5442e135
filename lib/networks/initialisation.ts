import type { Random } from '../random';

/**
 * PyTorch's default for weights and biases of convolutions and linear layers: uniform in +-1 / sqrt(fan in), which is
 * Kaiming's uniform initialisation with a = sqrt(5).
 */
export function uniformFanIn(count: number, fanIn: number, random: Random): Float32Array {
  const bound = 1 / Math.sqrt(fanIn);
  return Float32Array.from({ length: count }, () => random.uniform(-bound, bound));
}

/**
 * Normal with variance 2 / fan out, which torchvision gives the convolutions of its ResNets.
 *
 * @see K. He et al., 'Delving Deep into Rectifiers', ICCV 2015.
 */
export function normalFanOut(count: number, fanOut: number, random: Random): Float32Array {
  const deviation = Math.sqrt(2 / fanOut);
  return Float32Array.from({ length: count }, () => random.normal(0, deviation));
}
