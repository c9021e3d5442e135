import './environment';
import * as tf from '@tensorflow/tfjs-node-gpu';
import { acceptBfloat16 } from './backend';

/**
 * TensorFlow.js, ready for use: everything else takes `tf` from here.
 *
 * @example import { tf } from '../ops/tensorflow';
 */
{
  // In a block, as tslab cannot compile a module whose last statement is an expression.
  acceptBfloat16();
}

export { tf };
