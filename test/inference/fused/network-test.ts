import assert from 'node:assert/strict';
import { fuse } from '../../../lib/inference/fused/network';
import { heatmapNetwork } from '../../../lib/networks/models/heatmap';
import { noseNetwork } from '../../../lib/networks/models/nose';
import type { Network } from '../../../lib/networks/network';
import { predictionOf } from '../../../lib/networks/predict';
import { tf } from '../../../lib/ops/tensorflow';

/** Networks have statistics that are not 0 and 1 only after training. */
function disturb(network: Network): void {
  for (const [i, parameter] of network.parameters.entries()) {
    const values = tf.tidy(() =>
      parameter.value().add(tf.randomUniform(parameter.shape, 0, parameter.trainable ? 0.01 : 0.2, 'float32', i)),
    );
    parameter.assign(values);
    values.dispose();
  }
}

describe('inference/fused/network', function () {
  this.timeout(60_000);
  const networks: Record<string, () => Network> = {
    'heatmap network': () => heatmapNetwork({ width: 64, height: 64, landmarks: 5, channels: 8, seed: 1 }),
    'nose network': () => noseNetwork({ width: 64, height: 64, seed: 1 }),
  };
  for (const [name, make] of Object.entries(networks)) {
    it(`predicts what the network does, also as a graph, in batches of any size: ${name}`, () => {
      const network = make();
      disturb(network);
      const batches = [2, 3].map((count) => tf.randomUniform([count, 64, 64, 1], -0.5, 0.5, 'float32', count));
      const plain = batches.map((images) =>
        predictionOf(network, images as tf.Tensor4D)
          .arraySync()
          .flat(),
      );
      const fused = fuse(network);
      for (let run = 0; run < 6; run++) {
        for (const [k, images] of batches.entries()) {
          const before = tf.memory().numTensors;
          const landmarks = predictionOf(fused, images as tf.Tensor4D);
          const values = landmarks.arraySync().flat();
          landmarks.dispose();
          assert.equal(tf.memory().numTensors, before, 'no tensor is left');
          const error = Math.max(...values.map((value, i) => Math.abs(value - plain[k]![i]!)));
          assert.ok(error < 1e-5 * Math.max(1, ...plain[k]!.map(Math.abs)), `run ${run}: ${error}`);
        }
      }
      tf.dispose(batches);
      fused.dispose();
    });
  }
});
