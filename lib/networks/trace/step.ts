/** One TensorFlow operation; `inputs` and `output` are numbers of values. */
export interface Step {
  readonly op: string;
  readonly inputs: readonly number[];
  readonly output: number;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** An attribute of an operation. */
export type Attribute = number | string | boolean | readonly number[];

/**
 * The operations that a network may consist of to run elsewhere: in a report's page, which has a function for each in
 * `lib/report/page/try-it/operations.ts`, and in the files of `lib/export/`.
 */
export const OPERATIONS = [
  'AddV2',
  'BatchMatMulV2',
  'BiasAdd',
  'Cast',
  'ConcatV2',
  'Conv2D',
  'Exp',
  'FusedBatchNormV3',
  'MatMul',
  'MaxPool',
  'Mean',
  'Mul',
  'Pad',
  'RealDiv',
  'Relu',
  'Reshape',
  'ResizeBilinear',
  'Sigmoid',
  'Softmax',
  'Sub',
  'Sum',
  'Transpose',
] as const;

/** An operation that runs elsewhere, too. */
export type OperationName = (typeof OPERATIONS)[number];

/** Whether an operation of TensorFlow, given by its name, can run elsewhere. */
export const isOperation = (op: string): op is OperationName => (OPERATIONS as readonly string[]).includes(op);
