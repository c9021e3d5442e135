import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { io } from '@tensorflow/tfjs-core';
import { after, before, describe, it } from 'mocha';
import { toGraphModel } from '../../lib/export/tfjs/graph-model';
import type { GraphModel } from '../../lib/export/tfjs/graph-model';
import { Layer } from '../../lib/networks/layer';
import { makeNetwork } from '../../lib/networks/network';
import type { Network } from '../../lib/networks/network';
import { predict } from '../../lib/networks/predict';
import { tf } from '../../lib/ops/tensorflow';
import { bytesOf } from '../samples/bytes';
import { assertClose } from '../transforms/arbitraries';
import { imagesFor, networks } from './networks';

/** Loads a model as `tf.loadGraphModel` does from its two files. */
function load({ json, weights }: GraphModel): Promise<tf.GraphModel> {
  const model = JSON.parse(JSON.stringify(json)) as io.ModelJSON;
  return tf.loadGraphModel(
    tf.io.fromMemory({
      modelTopology: model.modelTopology,
      weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
      weightData: Uint8Array.from(weights).buffer,
      ...(model.signature && { signature: model.signature }),
      ...(model.userDefinedMetadata && { userDefinedMetadata: model.userDefinedMetadata }),
    }),
  );
}

describe('a model of TensorFlow.js', () => {
  let all: Network[];
  before(() => {
    all = networks();
    setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  });
  after(() => all.forEach((network) => network.dispose()));

  it('gives the same landmarks on its WebAssembly backend, for every architecture', async () => {
    for (const network of all) {
      const [height, width] = network.inputShape;
      const images = imagesFor(network);
      const predicted = predict(network, images);
      const written = toGraphModel(network);
      const backend = tf.getBackend();
      await tf.setBackend('wasm');
      try {
        const model = await load(written);
        const landmarks = model.predict(
          tf.tensor4d(Float32Array.from(bytesOf(images)), [3, height, width, 1]),
        ) as tf.Tensor;
        assert.deepEqual(landmarks.shape, [3, predicted.length / 6, 2]);
        assertClose(landmarks.dataSync(), predicted, 1e-5);
        model.dispose();
      } finally {
        await tf.setBackend(backend);
      }
    }
  });

  it('says what it takes and gives, and carries texts', async () => {
    const model = await load(toGraphModel(all[0]!, { crop: 'photo' }));
    assert.deepEqual(
      model.inputs.map(({ name, shape }) => [name, shape]),
      [['image', [-1, 30, 40, 1]]],
    );
    assert.deepEqual(
      model.outputs.map(({ name }) => name),
      ['landmarks'],
    );
    assert.deepEqual(model.metadata, { crop: 'photo' });
    model.dispose();
  });

  it('is refused for an operation that networks do not have', () => {
    class Cosine extends Layer {
      protected override compute(x: tf.Tensor): tf.Tensor {
        return x.cos().reshape([x.shape[0], -1]);
      }
    }
    const network = makeNetwork({ name: 'Cosine', inputShape: [2, 2], layers: new Cosine(), seed: 1 });
    assert.throws(() => toGraphModel(network), /The network cannot be exported: TensorFlow\.js has no Cos/);
  });
});
