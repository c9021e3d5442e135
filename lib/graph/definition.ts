import { Root } from 'protobufjs';
import type { INamespace } from 'protobufjs';

/** The fields of each message: number, type and, for lists and maps by name, a rule. */
type Fields = Readonly<Record<string, readonly [id: number, type: string, rule?: 'repeated' | 'map']>>;

/**
 * The part of TensorFlow's protocol buffers that a graph needs. Field numbers never change.
 *
 * @see https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/framework/graph.proto and the files it
 *   imports.
 */
const MESSAGES: Readonly<Record<string, Fields>> = {
  GraphDef: { node: [1, 'NodeDef', 'repeated'], versions: [4, 'VersionDef'] },
  VersionDef: { producer: [1, 'int32'] },
  NodeDef: {
    name: [1, 'string'],
    op: [2, 'string'],
    input: [3, 'string', 'repeated'],
    attr: [5, 'AttrValue', 'map'],
  },
  AttrValue: {
    list: [1, 'ListValue'],
    s: [2, 'bytes'],
    i: [3, 'int64'],
    f: [4, 'float'],
    b: [5, 'bool'],
    type: [6, 'int32'],
    shape: [7, 'TensorShapeProto'],
    tensor: [8, 'TensorProto'],
  },
  ListValue: { i: [3, 'int64', 'repeated'], f: [4, 'float', 'repeated'], type: [6, 'int32', 'repeated'] },
  TensorShapeProto: { dim: [2, 'Dim', 'repeated'] },
  Dim: { size: [1, 'int64'] },
  TensorProto: { dtype: [1, 'int32'], tensorShape: [2, 'TensorShapeProto'], tensorContent: [4, 'bytes'] },
};

/** The message that describes a whole graph. */
export const GraphDef = Root.fromJSON({
  nested: Object.fromEntries(
    Object.entries(MESSAGES).map(([message, fields]) => [message, messageOf(message, fields)]),
  ),
}).lookupType('GraphDef');

function messageOf(message: string, fields: Fields): INamespace {
  const entries = Object.entries(fields).map(([name, [id, type, rule]]) => {
    const field = { id, type, ...(rule === 'map' && { keyType: 'string' }), ...(rule === 'repeated' && { rule }) };
    return [name, field] as const;
  });
  // One value of several kinds: without this, false and 0 would not be written.
  const oneofs = message === 'AttrValue' && { oneofs: { value: { oneof: Object.keys(fields) } } };
  return { fields: Object.fromEntries(entries), ...oneofs } as INamespace;
}
