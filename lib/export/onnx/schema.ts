import { Root } from 'protobufjs';

/** The fields of each message: number, type and, for lists, `repeated`. */
type Fields = Readonly<Record<string, readonly [id: number, type: string, rule?: 'repeated']>>;

/**
 * The part of ONNX's protocol buffers that a network needs. Field numbers never change, so this reads and writes files of
 * any version.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3
 */
const MESSAGES: Readonly<Record<string, Fields>> = {
  ModelProto: {
    irVersion: [1, 'int64'],
    opsetImport: [8, 'OperatorSetIdProto', 'repeated'],
    producerName: [2, 'string'],
    docString: [6, 'string'],
    graph: [7, 'GraphProto'],
    metadataProps: [14, 'StringStringEntryProto', 'repeated'],
  },
  OperatorSetIdProto: { domain: [1, 'string'], version: [2, 'int64'] },
  StringStringEntryProto: { key: [1, 'string'], value: [2, 'string'] },
  GraphProto: {
    node: [1, 'NodeProto', 'repeated'],
    name: [2, 'string'],
    initializer: [5, 'TensorProto', 'repeated'],
    input: [11, 'ValueInfoProto', 'repeated'],
    output: [12, 'ValueInfoProto', 'repeated'],
  },
  NodeProto: {
    input: [1, 'string', 'repeated'],
    output: [2, 'string', 'repeated'],
    name: [3, 'string'],
    opType: [4, 'string'],
    attribute: [5, 'AttributeProto', 'repeated'],
  },
  AttributeProto: {
    name: [1, 'string'],
    f: [2, 'float'],
    i: [3, 'int64'],
    s: [4, 'bytes'],
    ints: [8, 'int64', 'repeated'],
    type: [20, 'int32'],
  },
  TensorProto: {
    dims: [1, 'int64', 'repeated'],
    dataType: [2, 'int32'],
    name: [8, 'string'],
    rawData: [9, 'bytes'],
  },
  ValueInfoProto: { name: [1, 'string'], type: [2, 'TypeProto'], docString: [3, 'string'] },
  TypeProto: { tensorType: [1, 'TensorTypeProto'] },
  TensorTypeProto: { elemType: [1, 'int32'], shape: [2, 'TensorShapeProto'] },
  TensorShapeProto: { dim: [1, 'DimensionProto', 'repeated'] },
  DimensionProto: { dimValue: [1, 'int64'], dimParam: [2, 'string'] },
};

/** The message that an ONNX file consists of. */
export const ModelProto = Root.fromJSON({
  nested: Object.fromEntries(
    Object.entries(MESSAGES).map(([message, fields]) => [
      message,
      {
        fields: Object.fromEntries(
          Object.entries(fields).map(([name, [id, type, rule]]) => [name, { id, type, ...(rule && { rule }) }]),
        ),
      },
    ]),
  ),
}).lookupType('ModelProto');

/** Numbers of element types, as `TensorProto.DataType` has them. */
export const ElementType = { float: 1, int64: 7 } as const;

/** Numbers of attribute types, as `AttributeProto.AttributeType` has them. */
export const AttributeType = { float: 1, int: 2, string: 3, ints: 7 } as const;
