import './environment';
import * as tf from '@tensorflow/tfjs-node-gpu';

/** TensorFlow's numbers of element types, as in its `types.proto`. */
export const DataType = { float32: 1, int32: 3, uint8: 4, bfloat16: 14 } as const;
export type DataType = (typeof DataType)[keyof typeof DataType];

/** What an operation gives back: tfjs's native backend hands its metadata over as plain objects. */
interface OutputMetadata {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** An attribute of an operation, by the native binding's type numbers. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

interface Backend {
  readonly binding: Record<`TF_ATTR_${'INT' | 'FLOAT' | 'BOOL' | 'TYPE' | 'SHAPE' | 'STRING'}`, number>;
  readonly tensorMap: { get(dataId: object): { dtype: number }; set(dataId: object, entry: object): void };
  executeSingleOutput(name: string, attributes: Attribute[], inputs: tf.Tensor[]): tf.Tensor;
  executeMultipleOutputs(name: string, attributes: Attribute[], inputs: tf.Tensor[], outputs: number): tf.Tensor[];
  createOutputTensor(metadata: OutputMetadata): tf.Tensor;
}

const backend = tf.backend() as unknown as Backend;
const types = backend.binding;

/** Runs one TensorFlow operation with one output. */
export function run<T extends tf.Tensor = tf.Tensor>(name: string, attributes: Attribute[], inputs: tf.Tensor[]): T {
  return backend.executeSingleOutput(name, attributes, inputs) as T;
}

/** Runs one TensorFlow operation with several outputs. */
export function runAll(name: string, attributes: Attribute[], inputs: tf.Tensor[], outputs: number): tf.Tensor[] {
  return backend.executeMultipleOutputs(name, attributes, inputs, outputs);
}

/**
 * A tensor of bytes, which tfjs has no type for: it takes it for 'int32'. Only `Cast` makes use of it.
 * The array's memory is used as it is, so nobody may write to it until the tensor is disposed.
 */
export function byteTensor(values: Uint8Array, shape: number[]): tf.Tensor {
  const dataId = {};
  backend.tensorMap.set(dataId, { shape, dtype: DataType.uint8, values, id: -1, refCount: 1 });
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype: 'int32' });
}

/** Element type that a tensor really has in TensorFlow; tfjs itself takes bfloat16 for float32. */
export const dataTypeOf = (tensor: tf.Tensor): DataType => backend.tensorMap.get(tensor.dataId).dtype as DataType;

export const typeAttribute = (name: string, value: DataType): Attribute => ({ name, type: types.TF_ATTR_TYPE, value });
export const intAttribute = (name: string, value: number): Attribute => ({ name, type: types.TF_ATTR_INT, value });
export const intsAttribute = (name: string, value: readonly number[]): Attribute => ({
  name,
  type: types.TF_ATTR_INT,
  value,
});
export const floatAttribute = (name: string, value: number): Attribute => ({ name, type: types.TF_ATTR_FLOAT, value });
export const boolAttribute = (name: string, value: boolean): Attribute => ({ name, type: types.TF_ATTR_BOOL, value });
export const shapeAttribute = (name: string, value: readonly number[]): Attribute => ({
  name,
  type: types.TF_ATTR_SHAPE,
  value,
});
export const stringAttribute = (name: string, value: string): Attribute => ({
  name,
  type: types.TF_ATTR_STRING,
  value,
});

/**
 * Lets operations give back bfloat16. tfjs knows no such type and throws; the tensor is registered as 'float32' with
 * the true number kept beside it, so that it can go into further operations. Only `cast` makes its values readable.
 */
export function acceptBfloat16(): void {
  const original = backend.createOutputTensor.bind(backend);
  backend.createOutputTensor = (metadata) => {
    if (metadata.dtype !== DataType.bfloat16) return original(metadata);
    const dataId = {};
    const { id, shape, dtype } = metadata;
    backend.tensorMap.set(dataId, { id, shape, dtype, values: null, refCount: 1 });
    return tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype: 'float32' });
  };
}
