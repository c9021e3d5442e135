import type { Graph } from '../../try-it/data';
import { loadGraph, startTensorflow } from './graph';
import type { RunGraph, Values } from './graph';

/** Computes graphs; each is loaded once under a name. */
export interface Engine {
  load(name: string, graph: Graph): Promise<void>;
  /** @returns The graph's output, row by row. */
  run(name: string, input: Values): Promise<Float32Array>;
}

/** A request to an engine in a worker: to load a graph or to run one. */
export type EngineCall = { readonly name: string } & ({ readonly graph: Graph } | { readonly input: Values });

/** Computes in this thread. */
export class LocalEngine implements Engine {
  private readonly started = startTensorflow();
  private readonly graphs = new Map<string, Promise<RunGraph>>();

  async load(name: string, graph: Graph): Promise<void> {
    const loading = this.started.then(() => loadGraph(graph));
    this.graphs.set(name, loading);
    await loading;
  }

  async run(name: string, input: Values): Promise<Float32Array<ArrayBuffer>> {
    const run = await this.graphs.get(name);
    if (!run) throw new Error(`no graph ${name}.`);
    return run(input);
  }

  /**
   * Does what a request asks for.
   *
   * @returns The output of a run.
   */
  async answer(request: EngineCall): Promise<Float32Array | undefined> {
    if ('input' in request) return this.run(request.name, request.input);
    await this.load(request.name, request.graph);
    return undefined;
  }
}
