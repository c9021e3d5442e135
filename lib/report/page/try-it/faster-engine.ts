import type { Graph } from '../../try-it/data';
import type { Engine, Example } from './engine';

/** Answers that are timed; the fastest one counts, as other work slows some of them down. */
const TRIALS = 3;

/** Most that a number of the second engine may differ from the first one's, relative to it where it is above 1. */
const TOLERANCE = 1e-3;

/**
 * Two engines. The first one answers at once; a graph moves to the second one when that has been seen to give the same
 * numbers in less time, and back for good when the second one fails.
 */
export class FasterEngine implements Engine {
  private readonly moved = new Set<string>();

  /**
   * @param first The engine to rely on.
   * @param second One that may be faster, slower, wrong or missing; not needed anymore once it has failed.
   */
  constructor(
    private readonly first: Engine,
    private second: Engine | undefined,
  ) {}

  async load(name: string, graph: Graph, example: Example): Promise<void> {
    await this.first.load(name, graph, example);
    void this.tryOut(name, graph, example);
  }

  async run(name: string, input: Example['input']): Promise<Float32Array> {
    if (!this.second || !this.moved.has(name)) return this.first.run(name, input);
    try {
      return await this.second.run(name, input);
    } catch {
      this.second = undefined;
      return this.first.run(name, input);
    }
  }

  private async tryOut(name: string, graph: Graph, { input, atOnce }: Example): Promise<void> {
    const { first, second } = this;
    if (!second) return;
    const answer = (engine: Engine): Promise<Float32Array[]> =>
      Promise.all(Array.from({ length: atOnce }, () => engine.run(name, input)));
    try {
      await second.load(name, graph, { input, atOnce });
      const [expected, found] = [await answer(first), await answer(second)];
      if (!expected.every((values, i) => areClose(values, found[i]!))) return;
      if ((await timeOf(() => answer(second))) < (await timeOf(() => answer(first)))) this.moved.add(name);
    } catch {
      this.second = undefined;
    }
  }
}

function areClose(expected: Float32Array, found: Float32Array): boolean {
  return expected.every((value, i) => Math.abs(found[i]! - value) <= TOLERANCE * Math.max(1, Math.abs(value)));
}

/** The shortest of some times, in milliseconds. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  let shortest = Infinity;
  for (let trial = 0; trial < TRIALS; trial++) {
    const began = performance.now();
    await work();
    shortest = Math.min(shortest, performance.now() - began);
  }
  return shortest;
}
