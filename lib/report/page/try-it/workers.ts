import type { Graph } from '../../try-it/data';
import { LocalEngine } from './engine';
import type { Engine, EngineCall, Example } from './engine';
import { FasterEngine } from './faster-engine';
import type { Values } from './graph';
import { startWasm } from './wasm-backend';
import { startWebgpu } from './webgpu-backend';

/** More workers would not pay: an answer takes at most two runs. */
const MOST_WORKERS = 2;

/** Name of the worker that computes on the graphics card. */
const GPU = 'gpu';

/** A request under a number, and the answer under the same one. */
type Call = EngineCall & { readonly call: number };
type Reply = { readonly call: number } & ({ readonly output?: Float32Array } | { readonly error: string });

/**
 * Starts engines in workers, one for each core up to two, so that the page stays responsive and two runs take as long as
 * one, and one for the graphics card where the browser has WebGPU. Where it allows no workers, the page's own thread
 * computes.
 *
 * @param script The page's own script, which in a worker calls `serve`.
 * @returns The engine, ready to load graphs.
 * @throws Error when the browser cannot compute at all.
 */
export async function startEngine(script: string): Promise<Engine> {
  try {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const count = Math.min(MOST_WORKERS, navigator.hardwareConcurrency);
    const workers = Array.from({ length: count }, () => new WorkerEngine(new Worker(url)));
    await Promise.all(workers.map(({ started }) => started));
    const gpu = 'gpu' in navigator ? new WorkerEngine(new Worker(url, { name: GPU })) : undefined;
    return new FasterEngine(new Pool(workers), gpu);
  } catch {
    return new LocalEngine(startWasm);
  }
}

/** Answers the requests of the page, in a worker. */
export function serve(): void {
  const engine = new LocalEngine(self.name === GPU ? startWebgpu : startWasm);
  self.addEventListener('message', ({ data }: MessageEvent<Call>) => {
    const { call } = data;
    engine.answer(data).then(
      (output) => postMessage({ call, output } satisfies Reply),
      (error: Error) => postMessage({ call, error: error.message } satisfies Reply),
    );
  });
  postMessage('started');
}

/** An engine in a worker. */
class WorkerEngine implements Engine {
  /** Settles when the worker runs, or cannot. */
  readonly started: Promise<void>;
  private readonly pending = new Map<number, { resolve(output: Float32Array): void; reject(error: Error): void }>();
  private calls = 0;

  constructor(private readonly worker: Worker) {
    this.started = new Promise((resolve, reject) => {
      worker.addEventListener('message', () => resolve(), { once: true });
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<Reply | 'started'>) => {
      if (data === 'started') return;
      const waiting = this.pending.get(data.call);
      this.pending.delete(data.call);
      if ('error' in data) waiting?.reject(new Error(data.error));
      else waiting?.resolve(data.output!);
    });
  }

  /** Runs that have not ended. */
  get waiting(): number {
    return this.pending.size;
  }

  async load(name: string, graph: Graph, example: Example): Promise<void> {
    await this.ask({ name, graph, example });
  }

  run(name: string, input: Values): Promise<Float32Array> {
    return this.ask({ name, input });
  }

  private ask(request: EngineCall): Promise<Float32Array> {
    const call = this.calls++;
    return new Promise((resolve, reject) => {
      this.pending.set(call, { resolve, reject });
      this.worker.postMessage({ ...request, call } satisfies Call);
    });
  }
}

/** Several engines that take turns. */
class Pool implements Engine {
  constructor(private readonly engines: readonly WorkerEngine[]) {}

  async load(name: string, graph: Graph, example: Example): Promise<void> {
    await Promise.all(this.engines.map((engine) => engine.load(name, graph, example)));
  }

  run(name: string, input: Values): Promise<Float32Array> {
    const idlest = this.engines.reduce((best, one) => (one.waiting < best.waiting ? one : best));
    return idlest.run(name, input);
  }
}
