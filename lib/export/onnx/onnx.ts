import type { Network } from '../../networks/network';
import { traceAnyBatch } from '../../networks/trace/any-batch';
import { GraphBuilder } from './graph';
import { Translator } from './operations';
import { ElementType, ModelProto } from './schema';

/** Version of the set of operations, which ONNX Runtime has since 1.14 (2023). */
const OPSET = 18;
/** Version of the file format that goes with it. */
const IR_VERSION = 8;

/** The description of an input or output: dimensions by their size, or by a name where any size will do. */
function value(name: string, dimensions: readonly (number | string)[], docString: string): object {
  const dim = dimensions.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, docString, type: { tensorType: { elemType: ElementType.float, shape: { dim } } } };
}

/**
 * Writes a network as an ONNX file.
 *
 * - Input `image`: gray levels 0..255, float32, shape [N, 1, height, width].
 * - Output `landmarks`: x and y as fractions of the image's width and height, float32, shape [N, K, 2].
 *
 * @param network The network, which is left as it is.
 * @param metadata Texts by key, kept in the file's `metadata_props`.
 * @returns The bytes of the file.
 * @throws UserError for a network with an operation that has no translation.
 * @see https://onnx.ai
 * @example await writeFile('nose.onnx', toOnnx(network, { subject: 'nose' }));
 */
export function toOnnx(network: Network, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const { steps, constants, shapes } = traceAnyBatch(network);
  const [height, width] = network.inputShape;
  const graph = new GraphBuilder();
  const number = (value: number) => graph.floats({ shape: [], values: Float32Array.of(value) });
  // `grayToInput`, so that whoever runs the file need not know it.
  const image = graph.node('Sub', [graph.node('Div', ['image', number(255)]), number(0.5)]);
  const translator = new Translator(graph, { constants }, image);
  for (const step of steps) translator.step(step);
  const { output } = steps.at(-1)!;
  graph.node('Reshape', [translator.plain(output), graph.integers([0, -1, 2])], {}, 'landmarks');
  const model = {
    irVersion: IR_VERSION,
    opsetImport: [{ domain: '', version: OPSET }],
    producerName: 'facial-keypoints',
    graph: {
      name: network.name,
      node: graph.nodes,
      initializer: graph.initializers,
      input: [value('image', ['N', 1, height, width], 'Gray levels 0..255')],
      output: [
        value('landmarks', ['N', shapes.get(output)![1]! / 2, 2], 'x and y as fractions of the width and height'),
      ],
    },
    metadataProps: Object.entries(metadata).map(([key, text]) => ({ key, value: text })),
  };
  return ModelProto.encode(ModelProto.fromObject(model)).finish();
}
