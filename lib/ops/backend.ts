import './environment';
import * as tf from '@tensorflow/tfjs-node-gpu';

/** TensorFlow's numbers for element types, as in its `types.proto`. */
export const DataType = { float32: 1, int32: 3, uint8: 4, bfloat16: 14, resource: 20 } as const;

/** The number of an element type. */
export type DataType = (typeof DataType)[keyof typeof DataType];

/** The output of an operation, as the native binding describes it. */
interface OutputMetadata {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** An attribute of an operation, with the native binding's number for its type. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

interface Backend {
  readonly isUsingGpuDevice: boolean;
  readonly binding: Record<`TF_ATTR_${'INT' | 'FLOAT' | 'BOOL' | 'TYPE' | 'SHAPE' | 'STRING'}`, number>;
  readonly tensorMap: { get(dataId: object): { dtype: number }; set(dataId: object, entry: object): void };
  executeSingleOutput(name: string, attributes: Attribute[], inputs: tf.Tensor[]): tf.Tensor;
  executeMultipleOutputs(name: string, attributes: Attribute[], inputs: tf.Tensor[], outputs: number): tf.Tensor[];
  createOutputTensor(metadata: OutputMetadata): tf.Tensor;
}

const backend = tf.backend() as unknown as Backend;
const types = backend.binding;
/** Whether TensorFlow computes on a GPU. */
export const isOnGpu = (): boolean => backend.isUsingGpuDevice;

/** The native binding's numbers for types of attributes. */
export const attributeTypes = types;

/**
 * Runs a TensorFlow operation that has one output. The caller disposes it.
 *
 * @param name E.g. `Conv2D`.
 * @param attributes All of its attributes; there are no defaults.
 * @param inputs Its inputs in order; they stay the caller's.
 */
export function run<T extends tf.Tensor = tf.Tensor>(name: string, attributes: Attribute[], inputs: tf.Tensor[]): T {
  return backend.executeSingleOutput(name, attributes, inputs) as T;
}

/**
 * Runs a TensorFlow operation that has any number of outputs. The caller disposes them.
 *
 * @param name E.g. `FusedBatchNormV3`.
 * @param attributes All of its attributes; there are no defaults.
 * @param inputs Its inputs in order; they stay the caller's.
 * @param outputs How many outputs it has.
 */
export function runAll(name: string, attributes: Attribute[], inputs: tf.Tensor[], outputs: number): tf.Tensor[] {
  return backend.executeMultipleOutputs(name, attributes, inputs, outputs);
}

/**
 * A tensor of bytes, for `Cast` only: tfjs has no such type and takes it for 'int32'. It shares the array's memory, so
 * nobody may write to the array until the tensor is disposed.
 */
export function byteTensor(values: Uint8Array, shape: number[]): tf.Tensor {
  const dataId = {};
  backend.tensorMap.set(dataId, { shape, dtype: DataType.uint8, values, id: -1, refCount: 1 });
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype: 'int32' });
}

/** The element type that a tensor has in TensorFlow; tfjs itself takes bfloat16 for float32. */
export const dataTypeOf = (tensor: tf.Tensor): DataType => backend.tensorMap.get(tensor.dataId).dtype as DataType;

/** An attribute that is an element type. */
export const typeAttribute = (name: string, value: DataType): Attribute => ({ name, type: types.TF_ATTR_TYPE, value });

/** An attribute that is an integer. */
export const intAttribute = (name: string, value: number): Attribute => ({ name, type: types.TF_ATTR_INT, value });

/** An attribute that is a list of integers. */
export const intsAttribute = (name: string, value: readonly number[]): Attribute => {
  return { name, type: types.TF_ATTR_INT, value };
};

/** An attribute that is a floating-point number. */
export const floatAttribute = (name: string, value: number): Attribute => ({ name, type: types.TF_ATTR_FLOAT, value });

/** An attribute that is true or false. */
export const boolAttribute = (name: string, value: boolean): Attribute => ({ name, type: types.TF_ATTR_BOOL, value });

/** An attribute that is a shape. */
export const shapeAttribute = (name: string, value: readonly number[]): Attribute => {
  return { name, type: types.TF_ATTR_SHAPE, value };
};

/** An attribute that is a string. */
export const stringAttribute = (name: string, value: string): Attribute => {
  return { name, type: types.TF_ATTR_STRING, value };
};

/**
 * Lets operations return bfloat16, a type that tfjs does not know and throws at. Such a tensor is registered as 'float32'
 * beside its true type, so that it can be an input of further operations. Its values are readable only after `cast`.
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
