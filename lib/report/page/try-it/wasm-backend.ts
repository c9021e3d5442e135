import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';
import binary from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import * as tf from '@tensorflow/tfjs-core';
import { wasmKernels } from './wasm-kernels';

/**
 * Starts tfjs's WebAssembly backend, from the binary inside this script: a page opened from a file may load nothing. It
 * has one thread, as such a page gets no shared memory.
 *
 * @throws Error when the browser has no WebAssembly with SIMD (all have since 2023).
 */
export async function startWasm(): Promise<void> {
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    throw new Error(
      'The network cannot run in this browser: it has no WebAssembly with SIMD. Update it, or try another.',
    );
  }
  wasmKernels.forEach(tf.registerKernel);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  tf.env().platform.fetch = () => Promise.resolve(new Response(binary));
  // tfjs asks its platform, above, only for paths that were set.
  setWasmPaths('inlined/', true);
  await tf.setBackend('wasm');
}
