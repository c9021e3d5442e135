import type { Graph } from '../../try-it/data';
import { loadGraph } from './graph';
import type { RunGraph, Values } from './graph';

/** Computes graphs; each is loaded once under a name. */
export interface Engine {
  /**
   * Loads a graph and runs it once, as the first run takes longer.
   *
   * @param name For `run`.
   * @param graph The graph.
   * @param example What it may be run on.
   */
  load(name: string, graph: Graph, example: Example): Promise<void>;
  /** @returns The graph's output, row by row. */
  run(name: string, input: Values): Promise<Float32Array>;
}

/** What a graph is tried on. */
export interface Example {
  readonly input: Values;
  /** Runs that an answer for the reader takes at once. */
  readonly atOnce: number;
}

/** A request to an engine in a worker: to load a graph or to run one. */
export type EngineCall = { readonly name: string } & (
  { readonly graph: Graph; readonly example: Example } | { readonly input: Values }
);

/** Computes in this thread. */
export class LocalEngine implements Engine {
  private readonly started: Promise<void>;
  private readonly graphs = new Map<string, Promise<RunGraph>>();

  /**
   * @param start Starts one of tfjs's backends.
   */
  constructor(start: () => Promise<void>) {
    this.started = start();
    // Whoever loads a graph is told.
    this.started.catch(() => undefined);
  }

  async load(name: string, graph: Graph, example: Example): Promise<void> {
    const loading = this.started.then(() => loadGraph(graph));
    this.graphs.set(name, loading);
    await (
      await loading
    )(example.input);
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
    await this.load(request.name, request.graph, request.example);
    return undefined;
  }
}
