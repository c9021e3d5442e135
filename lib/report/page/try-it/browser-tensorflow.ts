import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import binary from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Makes tfjs's WebAssembly backend ready, from the binary inside this script: a page opened from a file may load
 * nothing. One thread, as such a page gets no shared memory.
 *
 * @throws Error where the browser has no WebAssembly with SIMD (all have since 2023)
 */
export async function startTensorflow(): Promise<void> {
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    throw new Error('it is too old, as it has no WebAssembly with SIMD.');
  }
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  tf.env().platform.fetch = () => Promise.resolve(new Response(binary));
  // tfjs fetches from its platform, above, only when it is told of a place of its own.
  setWasmPaths('inlined/', true);
  await tf.setBackend('wasm');
}
