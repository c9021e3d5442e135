import { randomUUID } from 'node:crypto';
import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { dataTypeOf, runAll } from '../ops/backend';
import { GraphDef } from './definition';
import { graphLibrary } from './library';
import { recordGraph } from './record';

/** Tensors by name: an object, as an interface has no index signature. */
type Tensors = object;

/** Work that runs as one operation of TensorFlow. */
export interface Compiled<I extends Tensors, O extends Tensors> {
  /**
   * Does the work.
   *
   * @param inputs Inputs under the same names in each call; they stay the caller's. Other shapes are compiled anew.
   * @returns The results, which the caller disposes.
   */
  run(inputs: I): O;
  /** Frees the graphs. Variables stay. */
  dispose(): void;
}

/** The version of graphs that these are; TensorFlow reads those of all versions before its own. */
const VERSION = 1087;

/** A graph that TensorFlow knows as an operation. */
interface Graph {
  readonly name: string;
  readonly variables: readonly Tensor[];
  readonly outputs: readonly string[];
}

/**
 * Turns work that consists of many operations of TensorFlow into one. TensorFlow then runs side by side what does not
 * depend on each other, such as the gradients of a convolution for its input and for its filter, and nothing waits for
 * JavaScript. The numbers are the same, except that TensorFlow has another softmax in graphs, oneDNN's, which differs in the
 * last digit.
 *
 * The work is run once for each combination of input shapes, when it is first called, to record its operations. So it has
 * to run the same operations each time: no decision may depend on a value, nothing may be drawn at random in JavaScript, and what changes
 * from call to call has to be an input or a variable. It may read and update variables, but not make them.
 *
 * Where graphs are not available (`graphLibrary`), `run` is the work itself.
 *
 * @param work The work: from tensors by name to tensors by name, all of them new.
 * @example
 * const addition = compile(({ a, b }: { a: Tensor; b: Tensor }) => ({ sum: a.add(b) }));
 * const { sum } = addition.run({ a: tf.scalar(1), b: tf.scalar(2) });
 */
export function compile<I extends Tensors, O extends Tensors>(work: (inputs: I) => O): Compiled<I, O> {
  const library = graphLibrary();
  if (!library) return { run: work, dispose: () => undefined };
  const graphs = new Map<string, Graph>();

  function graphFor(inputs: I): Graph {
    const tensors = Object.values(inputs) as Tensor[];
    const key = JSON.stringify([Object.keys(inputs), tensors.map((tensor) => [dataTypeOf(tensor), tensor.shape])]);
    const known = graphs.get(key);
    if (known) return known;
    let outputs: string[] = [];
    const recorded = recordGraph(() => {
      const results = Object.entries<Tensor>(work(inputs) as Record<string, Tensor>);
      outputs = results.map(([name]) => name);
      return results.map(([, tensor]) => tensor);
    }, tensors);
    const bytes = GraphDef.encode(
      GraphDef.fromObject({ node: recorded.nodes, versions: { producer: VERSION } }),
    ).finish();
    // A counter would begin again when a notebook's kernel reloads this file.
    const name = `facial_keypoints_${randomUUID().replaceAll('-', '')}`;
    library!.add(name, bytes, [...recorded.inputs], [...recorded.outputs], [...recorded.updates]);
    const graph = { name, variables: recorded.variables, outputs };
    graphs.set(key, graph);
    return graph;
  }

  return {
    run: (inputs) => {
      const { name, variables, outputs } = graphFor(inputs);
      const results = runAll(name, [], [...(Object.values(inputs) as Tensor[]), ...variables], outputs.length);
      return Object.fromEntries(outputs.map((output, i) => [output, results[i]!])) as O;
    },
    dispose: () => {
      for (const { name } of graphs.values()) library.remove(name);
      graphs.clear();
    },
  };
}
