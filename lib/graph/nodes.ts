import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { attributeTypes, DataType, dataTypeOf } from '../ops/backend';
import type { Attribute } from '../ops/backend';

/** An operation in a graph, as `GraphDef` encodes it. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** `name` or `name:index` of another node; `^name` for a node that only has to run before. */
  readonly input: string[];
  readonly attr: Readonly<Record<string, object>>;
}

/** Where a value comes from: one of the outputs of a node. */
export interface GraphValue {
  readonly node: GraphNode;
  readonly index: number;
  readonly type: DataType;
}

/** How a node names the value as its input. */
export const referenceTo = ({ node, index }: GraphValue): string => (index === 0 ? node.name : `${node.name}:${index}`);

/** A node that stands for an input of the graph that is like this tensor. */
export function placeholder(name: string, tensor: Tensor): GraphNode {
  const attr = { dtype: { type: dataTypeOf(tensor) }, shape: { shape: shapeOf(tensor.shape) } };
  return { name, op: 'Placeholder', input: [], attr };
}

/** A node that always has the present value of a tensor of numbers. */
export function constant(name: string, tensor: Tensor): GraphNode {
  const dtype = dataTypeOf(tensor);
  const { buffer, byteOffset, byteLength } = tensor.dataSync();
  // A copy, as the array may be the tensor's own memory.
  const tensorContent = new Uint8Array(buffer, byteOffset, byteLength).slice();
  const value = { tensor: { dtype, tensorShape: shapeOf(tensor.shape), tensorContent } };
  return { name, op: 'Const', input: [], attr: { dtype: { type: dtype }, value } };
}

/** A node for an operation that was run. */
export function operation(
  name: string,
  op: string,
  inputs: readonly GraphValue[],
  attributes: readonly Attribute[],
): GraphNode {
  const attr = Object.fromEntries(attributes.map((attribute) => [attribute.name, valueOf(attribute)]));
  // tfjs's own operations take bfloat16 for float32. Run at once, TensorFlow forgives that; in a graph, it does not.
  if (attr.T && inputs[0]?.type === DataType.bfloat16) attr.T = { type: DataType.bfloat16 };
  return { name, op, input: inputs.map(referenceTo), attr };
}

function valueOf({ name, type, value }: Attribute): object {
  const field = (one: string): object => (Array.isArray(value) ? { list: { [one]: value } } : { [one]: value });
  switch (type) {
    case attributeTypes.TF_ATTR_INT:
      return field('i');
    case attributeTypes.TF_ATTR_FLOAT:
      return field('f');
    case attributeTypes.TF_ATTR_TYPE:
      return field('type');
    case attributeTypes.TF_ATTR_BOOL:
      // tfjs leaves some undefined.
      return { b: Boolean(value) };
    case attributeTypes.TF_ATTR_STRING:
      return { s: Buffer.from(value as string) };
    case attributeTypes.TF_ATTR_SHAPE:
      return { shape: shapeOf(value as number[]) };
    default:
      throw new Error(`The attribute ${name} is of a type that graphs cannot have yet.`);
  }
}

const shapeOf = (shape: readonly number[]): object => ({ dim: shape.map((size) => ({ size })) });
