import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { DataType, dataTypeOf } from '../ops/backend';
import { observe } from '../ops/observe';
import type { Observed } from '../ops/observe';
import { tf } from '../ops/tensorflow';
import { constant, operation, placeholder, referenceTo } from './nodes';
import type { GraphNode, GraphValue } from './nodes';
import { UpdateOrder } from './order';

/** Some work as a graph. */
export interface RecordedGraph {
  readonly nodes: readonly GraphNode[];
  /** The nodes that stand for the inputs: first those that the work was given, then the variables that it uses. */
  readonly inputs: readonly string[];
  /** Handles of the variables that the work uses. */
  readonly variables: readonly Tensor[];
  /** References to the results. */
  readonly outputs: readonly string[];
  /** The nodes that update variables. */
  readonly updates: readonly string[];
}

/**
 * Runs some work once and records its operations. Variables are read but not updated. What depends neither on the inputs
 * nor on variables becomes constant.
 *
 * @param work The work. Its results are disposed.
 * @param inputs What it is given.
 * @throws Error when the work uses a bfloat16 tensor that is neither an input nor made by an operation of its own.
 */
export function recordGraph(work: () => readonly Tensor[], inputs: readonly Tensor[]): RecordedGraph {
  const recorder = new Recorder();
  const given = inputs.map((input) => recorder.input(input));
  const results = observe(
    () => tf.tidy(() => [...work()]),
    (observed) => recorder.record(observed),
    { updates: false },
  );
  const outputs = results.map((result) => recorder.valueOf(result));
  tf.dispose(results);
  return recorder.finish(given, outputs);
}

class Recorder {
  private readonly nodes: GraphNode[] = [];
  /** By the tensors' data, which clones share. */
  private readonly values = new Map<object, GraphValue>();
  private readonly variables: [handle: Tensor, node: GraphNode][] = [];
  private readonly order = new UpdateOrder();

  input(tensor: Tensor): GraphNode {
    const node = this.push(placeholder(this.nextName(), tensor));
    this.values.set(tensor.dataId, { node, index: 0, type: dataTypeOf(tensor) });
    return node;
  }

  record({ op, attributes, inputs, outputs }: Observed): void {
    const values = inputs.map((input) => this.valueOf(input));
    const node = this.push(operation(this.nextName(), op, values, attributes));
    const used = values.filter(({ type }) => type === DataType.resource).map(({ node: variable }) => variable);
    this.order.add(node, used, used.length > 0 && outputs.length === 0);
    outputs.forEach((output, index) => this.values.set(output.dataId, { node, index, type: dataTypeOf(output) }));
  }

  valueOf(tensor: Tensor): GraphValue {
    const known = this.values.get(tensor.dataId);
    if (known) return known;
    const type = dataTypeOf(tensor);
    if (type === DataType.resource) this.variables.push([tensor, this.input(tensor)]);
    else this.values.set(tensor.dataId, { node: this.push(constant(this.nextName(), tensor)), index: 0, type });
    return this.values.get(tensor.dataId)!;
  }

  finish(given: readonly GraphNode[], outputs: readonly GraphValue[]): RecordedGraph {
    const inputs = [...given, ...this.variables.map(([, node]) => node)];
    const updates = [...this.order.updates];
    const needed = this.ancestors([...inputs, ...updates, ...outputs.map(({ node }) => node)]);
    return {
      nodes: this.nodes.filter((node) => needed.has(node)),
      inputs: inputs.map(({ name }) => name),
      variables: this.variables.map(([handle]) => handle),
      outputs: outputs.map(referenceTo),
      updates: updates.map(({ name }) => name),
    };
  }

  /** These nodes and all that they depend on. */
  private ancestors(from: readonly GraphNode[]): Set<GraphNode> {
    const byName = new Map(this.nodes.map((node) => [node.name, node]));
    const found = new Set(from);
    // A set may grow while it is walked through.
    for (const { input } of found) {
      for (const reference of input) found.add(byName.get(reference.replace(/^\^|:\d+$/g, ''))!);
    }
    return found;
  }

  private push(node: GraphNode): GraphNode {
    this.nodes.push(node);
    return node;
  }

  private nextName(): string {
    return `n${this.nodes.length}`;
  }
}
