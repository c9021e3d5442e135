import type { TracedConstant } from '../../networks/trace/trace';
import { AttributeType, ElementType } from './schema';

/** An attribute of a node: a whole number, a list of them, a real number (`{ float }`) or a word. */
export type NodeAttribute = number | readonly number[] | string | { readonly float: number };

/** The parts of an ONNX graph while it is made: nodes and constants, each value under a name. */
export class GraphBuilder {
  readonly nodes: object[] = [];
  readonly initializers: object[] = [];

  /**
   * Adds an operation.
   *
   * @param opType Its name in ONNX, e.g. `Conv`.
   * @param inputs Names of its inputs.
   * @param attributes Its attributes.
   * @param name Of its output; by default made from its number.
   * @returns The name of its output.
   */
  node(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, NodeAttribute>> = {},
    name = `${opType.toLowerCase()}_${this.nodes.length + 1}`,
  ): string {
    const attribute = Object.entries(attributes).map(([key, value]) => ({ name: key, ...encoded(value) }));
    this.nodes.push({ opType, name: `node_${this.nodes.length + 1}`, input: inputs, output: [name], attribute });
    return name;
  }

  /** Adds real numbers that do not change, such as weights, and returns their name. */
  floats({ shape, values }: TracedConstant): string {
    const numbers = Float32Array.from(values);
    return this.constant(shape, ElementType.float, new Uint8Array(numbers.buffer));
  }

  /** Adds whole numbers that do not change, such as a shape or axes, and returns their name. */
  integers(values: ArrayLike<number>): string {
    const numbers = BigInt64Array.from(Array.from(values), BigInt);
    return this.constant([numbers.length], ElementType.int64, new Uint8Array(numbers.buffer));
  }

  /** Little-endian, as the format demands and all processors that Node.js runs on are. */
  private constant(dims: readonly number[], dataType: number, rawData: Uint8Array): string {
    const name = `constant_${this.initializers.length + 1}`;
    this.initializers.push({ name, dims, dataType, rawData });
    return name;
  }
}

function encoded(value: NodeAttribute): object {
  if (typeof value === 'number') return { i: value, type: AttributeType.int };
  if (typeof value === 'string') return { s: Buffer.from(value), type: AttributeType.string };
  if ('float' in value) return { f: value.float, type: AttributeType.float };
  return { ints: value, type: AttributeType.ints };
}
