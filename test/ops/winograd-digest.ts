import { createHash } from 'node:crypto';
import { conv2d, conv2dFilterGradient, conv2dInputGradient } from '../../lib/ops/convolution';
import { numbers } from './check';

// Prints a checksum of a convolution and its gradients, to be run with different numbers of threads.
const geometry = { stride: 1, padding: 1 };
const [x, filter, gradient] = [numbers([3, 21, 18, 64], 1), numbers([3, 3, 64, 32], 2), numbers([3, 21, 18, 32], 3)];
const hash = createHash('sha256');
for (const result of [
  conv2d(x, filter, geometry),
  conv2dInputGradient(gradient, x.shape, filter, geometry),
  conv2dFilterGradient(gradient, x, filter, geometry),
]) {
  hash.update(result.dataSync());
}
console.log(hash.digest('hex'));
