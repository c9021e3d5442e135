import { loadAddOn } from '../ops/add-on';
import '../ops/tensorflow';

/** The native add-on (`native/functions.cc`). */
interface AddOn {
  /**
   * Makes an operation of a graph.
   *
   * @param name The operation's name; no other may have it.
   * @param graph An encoded `GraphDef`.
   * @param inputs Names of the nodes that stand for the operation's inputs.
   * @param outputs The operation's outputs, `name` or `name:index` of a node.
   * @param updates Names of the nodes that update variables, which run although no output needs them.
   * @throws Error for a graph that TensorFlow does not accept; it says why.
   */
  add(name: string, graph: Uint8Array, inputs: string[], outputs: string[], updates: string[]): void;
  /** Removes an operation that `add` made. */
  remove(name: string): void;
  /** How many arrays of freed tensors wait to be let go (`native/references.cc`). */
  waitingReferences(): number;
}

/**
 * The add-on that makes operations of graphs; undefined where there is none, on macOS and without a compiler.
 */
export function graphLibrary(): AddOn | undefined {
  return loadAddOn('graphs.node') as AddOn | undefined;
}
