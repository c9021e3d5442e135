import '@tensorflow/tfjs-backend-wasm';
import { setWasmPath } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import binary from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';

/**
 * Makes tfjs's WebAssembly backend ready, from the binary inside this script: a page opened from a file may load
 * nothing. One thread, as a page from a file gets no shared memory.
 *
 * @throws Error where the browser has no WebAssembly with SIMD (all have since 2023)
 */
export async function startTensorflow(): Promise<void> {
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    throw new Error('This browser is too old to run the network: it has no WebAssembly with SIMD.');
  }
  const copy = binary.slice().buffer;
  tf.env().platform.fetch = async () => new Response(copy);
  setWasmPath('the binary above', true);
  await tf.setBackend('wasm');
  await tf.ready();
}
