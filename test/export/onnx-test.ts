import assert from 'node:assert/strict';
import { range } from 'd3-array';
import { after, before, describe, it } from 'mocha';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { toOnnx } from '../../lib/export/onnx/onnx';
import { ModelProto } from '../../lib/export/onnx/schema';
import { Layer } from '../../lib/networks/layer';
import { makeNetwork } from '../../lib/networks/network';
import type { Network } from '../../lib/networks/network';
import { predict } from '../../lib/networks/predict';
import { tf } from '../../lib/ops/tensorflow';
import { assertClose } from '../transforms/arbitraries';
import { imagesFor, networks } from './networks';

describe('an ONNX file', () => {
  let all: Network[];
  let files: Uint8Array[];
  before(function () {
    this.timeout(60_000);
    all = networks();
    files = all.map((network) => toOnnx(network));
  });
  after(() => all.forEach((network) => network.dispose()));

  it('gives the same landmarks in ONNX Runtime, for every architecture and for batches of any size', async () => {
    for (const [i, network] of all.entries()) {
      const [height, width] = network.inputShape;
      const images = imagesFor(network);
      const session = await InferenceSession.create(files[i]!);
      const predicted = predict(network, images);
      for (const count of [1, 3]) {
        const pixels = Float32Array.from(images.read(range(count)));
        const { landmarks } = await session.run({ image: new Tensor('float32', pixels, [count, 1, height, width]) });
        assert.deepEqual(landmarks!.dims, [count, predicted.length / 6, 2]);
        assertClose(landmarks!.data as Float32Array, predicted.subarray(0, (count * predicted.length) / 3), 1e-5);
      }
    }
  });

  it('says what it takes and gives, and carries texts', async () => {
    const bytes = toOnnx(all[0]!, { 'landmark set': '{"count":1}' });
    const { inputMetadata, outputMetadata } = await InferenceSession.create(bytes);
    assert.deepEqual(inputMetadata, [{ name: 'image', isTensor: true, type: 'float32', shape: ['N', 1, 30, 40] }]);
    assert.deepEqual(outputMetadata, [{ name: 'landmarks', isTensor: true, type: 'float32', shape: ['N', 1, 2] }]);
    const { metadataProps } = ModelProto.toObject(ModelProto.decode(bytes)) as { metadataProps: unknown };
    assert.deepEqual(metadataProps, [{ key: 'landmark set', value: '{"count":1}' }]);
  });

  it('keeps images in the order of ONNX throughout: a convolutional network needs no transposing', () => {
    const { graph } = ModelProto.toObject(ModelProto.decode(files[4]!)) as {
      graph: { node: { opType: string }[] };
    };
    assert.ok(graph.node.every(({ opType }) => opType !== 'Transpose'));
  });

  it('leaves no tensors behind', () => {
    const { numTensors } = tf.memory();
    toOnnx(all[2]!);
    assert.equal(tf.memory().numTensors, numTensors);
  });

  it('is refused for an operation that ONNX files of this library do not have', () => {
    class Cosine extends Layer {
      protected override compute(x: tf.Tensor): tf.Tensor {
        return x.cos().reshape([x.shape[0], -1]);
      }
    }
    const network = makeNetwork({ name: 'Cosine', inputShape: [2, 2], layers: new Cosine(), seed: 1 });
    assert.throws(() => toOnnx(network), /The network cannot be exported: ONNX has no Cos\./);
  });
});
