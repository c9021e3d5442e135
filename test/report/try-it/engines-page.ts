import { LocalEngine } from '../../../lib/report/page/try-it/engine';
import type { Engine } from '../../../lib/report/page/try-it/engine';
import { startWasm } from '../../../lib/report/page/try-it/wasm-backend';
import { startOn, startWebgpu } from '../../../lib/report/page/try-it/webgpu-backend';

/** What a test calls in the page. */
export interface Engines {
  /** The way of the report's page. */
  wasm(): Engine;
  /** As the report's page starts it: a software adapter is refused. */
  card(): Engine;
  /** WebGPU on whatever adapter there is. */
  webgpu(): Engine;
  /** Takes the device away, as a driver that crashes does. */
  loseDevice(): void;
}

let device: GPUDevice | undefined;

async function startAnyway(): Promise<void> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error('no adapter');
  const request = adapter.requestDevice.bind(adapter);
  adapter.requestDevice = async (descriptor) => (device = await request(descriptor));
  await startOn(adapter);
}

Object.assign(window, {
  engines: {
    wasm: () => new LocalEngine(startWasm),
    card: () => new LocalEngine(startWebgpu),
    webgpu: () => new LocalEngine(startAnyway),
    loseDevice: () => device!.destroy(),
  } satisfies Engines,
});
