import { UserError } from '../../errors';
import type { Network } from '../../networks/network';
import { traceAnyBatch } from '../../networks/trace/any-batch';
import { isOperation } from '../../networks/trace/step';
import type { Attribute, Step } from '../../networks/trace/step';
import type { TracedConstant } from '../../networks/trace/trace';

/** A model in the format of TensorFlow.js: `model.json`, and the file with its weights that it names. */
export interface GraphModel {
  readonly json: object;
  readonly weights: Uint8Array;
}

/** Name of the file with the weights, beside `model.json`. */
export const WEIGHTS_FILE = 'weights.bin';

type Shape = readonly number[];

/**
 * Writes a network as a graph model of TensorFlow.js, which `tf.loadGraphModel` loads in browsers and in Node.js.
 *
 * - Input `image`: gray levels 0..255, float32, shape [N, height, width, 1].
 * - Output `landmarks`: x and y as fractions of the image's width and height, shape [N, K, 2].
 *
 * @param network The network, which is left as it is.
 * @param metadata Texts by key, kept as the model's `userDefinedMetadata`.
 * @returns The content of both files.
 * @throws UserError for an operation that TensorFlow.js cannot run from a file.
 * @example const { landmarks } = model.predict({ image: tf.zeros([1, 60, 80, 1]) });
 */
export function toGraphModel(network: Network, metadata: Readonly<Record<string, string>> = {}): GraphModel {
  const { steps, constants, shapes } = traceAnyBatch(network);
  const [height, width] = network.inputShape;
  const { output } = steps.at(-1)!;
  const landmarks = shapes.get(output)![1]! / 2;
  const input = [-1, height, width, 1];
  const graph = new Graph();
  graph.nodes.push({
    name: 'image',
    op: 'Placeholder',
    attr: { ...type('dtype', FLOAT), shape: { shape: dims(input) } },
  });
  // `grayToInput`, so that whoever runs the model need not know it.
  const scaled = graph.node('RealDiv', ['image', graph.constant({ shape: [], values: Float32Array.of(255) })]);
  const image = graph.node('Sub', [scaled, graph.constant({ shape: [], values: Float32Array.of(0.5) })]);
  const names = new Map([[0, image]]);
  const nameOf = (value: number): string => {
    const known = names.get(value) ?? graph.constant(constants.get(value)!);
    names.set(value, known);
    return known;
  };
  for (const step of steps) names.set(step.output, graph.step(step, step.inputs.map(nameOf)));
  graph.node(
    'Reshape',
    [nameOf(output), graph.constant({ shape: [3], values: Int32Array.of(-1, landmarks, 2) })],
    {},
    'landmarks',
  );
  return {
    json: {
      format: 'graph-model',
      generatedBy: 'facial-keypoints',
      convertedBy: null,
      signature: {
        inputs: { image: { name: 'image:0', dtype: FLOAT, tensorShape: dims(input) } },
        outputs: { landmarks: { name: 'landmarks:0', dtype: FLOAT, tensorShape: dims([-1, landmarks, 2]) } },
      },
      modelTopology: { node: graph.nodes, versions: { producer: 1 } },
      weightsManifest: [{ paths: [WEIGHTS_FILE], weights: graph.manifest }],
      userDefinedMetadata: metadata,
    },
    weights: Buffer.concat(graph.weights),
  };
}

const FLOAT = 'DT_FLOAT';
const INT = 'DT_INT32';

/** The nodes of a graph, its constants, and what describes them. */
class Graph {
  readonly nodes: object[] = [];
  readonly manifest: object[] = [];
  readonly weights: Uint8Array[] = [];

  /** Adds an operation and returns the name of its output. */
  node(op: string, input: readonly string[], attr: object = {}, name = `node_${this.nodes.length + 1}`): string {
    this.nodes.push({ name, op, input, attr: { ...type('T', FLOAT), ...attr } });
    return name;
  }

  /** Adds an operation of the trace. Biases and ReLU that were folded into it make it a fused operation. */
  step({ op, attributes }: Step, inputs: readonly string[]): string {
    if (!isOperation(op)) throw new UserError(`The network cannot be exported: TensorFlow.js has no ${op} in files.`);
    const { relu, ...rest } = attributes;
    const own = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, encoded(name, value)]));
    const fused = [...(inputs.length > 2 ? ['BiasAdd'] : []), ...(relu ? ['Relu'] : [])];
    if (!FUSING.has(op) || fused.length === 0) return this.node(op, inputs, own);
    if (inputs.length === 2) return this.node('Relu', [this.node(op, inputs, own)]);
    const words = { list: { s: fused.map(base64) } };
    return this.node(`_Fused${op}`, inputs, { ...own, fused_ops: words, num_args: { i: '1' }, epsilon: { f: 0 } });
  }

  /** Adds numbers that do not change and returns their name. */
  constant({ shape, values }: TracedConstant): string {
    const isWhole = values instanceof Int32Array;
    const dtype = isWhole ? INT : FLOAT;
    const name = `constant_${this.manifest.length + 1}`;
    this.nodes.push({
      name,
      op: 'Const',
      attr: { ...type('dtype', dtype), value: { tensor: { dtype, tensorShape: dims(shape) } } },
    });
    this.manifest.push({ name, shape, dtype: isWhole ? 'int32' : 'float32' });
    this.weights.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return name;
  }
}

const type = (name: string, dtype: string): object => ({ [name]: { type: dtype } });
const dims = (shape: Shape): object => ({ dim: shape.map((size) => ({ size: String(size) })) });
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Attributes that name an element type; of the types, networks have two. */
const TYPES: ReadonlyMap<unknown, string> = new Map([
  [1, FLOAT],
  [3, INT],
]);

function encoded(name: string, value: Attribute): object {
  if (name.startsWith('T') || name.endsWith('T')) return { type: TYPES.get(value) };
  if (typeof value === 'boolean') return { b: value };
  if (typeof value === 'string') return { s: base64(value) };
  if (typeof value === 'number') return name === 'epsilon' ? { f: value } : { i: String(value) };
  return { list: { i: value.map(String) } };
}

/** Operations that take a bias and a ReLU along. */
const FUSING = new Set(['Conv2D', 'MatMul']);
