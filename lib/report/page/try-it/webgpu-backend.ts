import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { webgpuKernels } from './webgpu-kernels';

/**
 * Starts tfjs's WebGPU backend on the reader's graphics card.
 *
 * @throws Error when the browser has no WebGPU, or only a software adapter.
 */
export async function startWebgpu(): Promise<void> {
  const { gpu } = navigator as { gpu?: GPU };
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter || isSoftware(adapter)) throw new Error('There is no graphics card.');
  await startOn(adapter);
}

/** What today's browsers say of an adapter; older ones say less, and the first of it in another place. */
type Adapter = GPUAdapter & { readonly info?: GPUAdapterInfo & { readonly isFallbackAdapter?: boolean } };

/** Whether an adapter computes in software: browsers mark such fallback adapters, and Chromium's is SwiftShader. */
const isSoftware = ({ info, isFallbackAdapter }: Adapter): boolean =>
  isFallbackAdapter || info?.isFallbackAdapter === true || info?.architecture === 'swiftshader';

/**
 * Starts tfjs's WebGPU backend.
 *
 * @param adapter Where it computes.
 */
export async function startOn(adapter: Adapter): Promise<void> {
  const { limits, info } = adapter;
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, limits[name]]));
  const device = await adapter.requestDevice({ requiredLimits });
  webgpuKernels.forEach(tf.registerKernel);
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, info));
  await tf.setBackend('webgpu');
}

/** Without being asked, a device gives what all of them have. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;
