import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DataError, UserError } from '../../lib/errors';
import { meanSquaredError } from '../../lib/metrics/mse';
import type { Network } from '../../lib/networks/network';
import { decodeSafetensors } from '../../lib/networks/safetensors';
import { copyWeights } from '../../lib/networks/weights';
import { tf } from '../../lib/ops/tensorflow';
import type { TrainingParameters } from '../../lib/training/parameters';
import { DivergenceError, TrainingInterrupted } from '../../lib/training/record';
import type { EpochRecord, TrainingRecord } from '../../lib/training/record';
import { fit } from '../../lib/training/trainer';
import type { TrainingOptions } from '../../lib/training/trainer';
import { tinyNetwork, tinyParameters, tinySamples } from './tiny';

const samples = { training: tinySamples(18), validation: tinySamples(6) };
const everything: TrainingParameters = {
  ...tinyParameters,
  schedule: 'oneCycle',
  weightDecay: 0.01,
  emaDecay: 0.9,
  augmentation: { flip: 0.5, rotation: { uniform: [-20, 20] }, brightness: { deviation: 0.1 } },
};

/** The parts of a record that do not depend on the machine's speed. */
const numbers = ({ epochs, ...rest }: TrainingRecord) => ({
  ...rest,
  epochs: epochs.map((epoch) => ({ ...epoch, seconds: 0, samplesPerSecond: 0 })),
});

describe('fit', () => {
  let network: Network;
  let folder: string;
  beforeEach(() => {
    network = tinyNetwork();
    folder = mkdtempSync(join(tmpdir(), 'trainer-'));
  });
  afterEach(() => {
    network.dispose();
    rmSync(folder, { recursive: true });
  });

  const run = (parameters: TrainingParameters, options?: TrainingOptions) => fit(network, samples, parameters, options);

  it('overfits a small training set', async () => {
    const { epochs } = await run({ ...tinyParameters, epochs: 20 });
    assert.ok(epochs.at(-1)!.trainingMse < epochs[0]!.trainingMse / 5, `${epochs.at(-1)!.trainingMse}`);
  });

  it('records every epoch as it happened', async () => {
    const seen: EpochRecord[] = [];
    const record = await run(tinyParameters, { onEpoch: (epoch) => seen.push(epoch) });
    assert.deepEqual(record.epochs, seen);
    assert.deepEqual(
      seen.map(({ epoch }) => epoch),
      [1, 2, 3],
    );
    const last = seen[2]!;
    assert.equal(last.validationMse, meanSquaredError(record.predictions, samples.validation.landmarks));
    assert.ok(Math.abs(last.validationLoss - last.validationMse) < 1e-6);
    assert.equal(
      record.bestEpoch,
      1 + seen.findIndex((e) => e.validationMse === Math.min(...seen.map((s) => s.validationMse))),
    );
    assert.deepEqual(JSON.parse(JSON.stringify(record)), record);
  });

  it('gives the same numbers for the same seed, and others for another', async () => {
    const again = tinyNetwork();
    const other = tinyNetwork();
    const first = numbers(await run(everything));
    assert.deepEqual(numbers(await fit(again, samples, everything)), first);
    assert.deepEqual(copyWeights(again), copyWeights(network));
    assert.notDeepEqual(numbers(await fit(other, samples, { ...everything, seed: 2 })), first);
    again.dispose();
    other.dispose();
  });

  it('resumes after a stop, even within an epoch, to the same numbers as without', async () => {
    const whole = tinyNetwork();
    const expected = numbers(await fit(whole, samples, everything));
    const checkpoint = join(folder, 'checkpoint');
    for (const stopAfter of [3, 7]) {
      const stop = new AbortController();
      let batches = 0;
      const onBatch = (): void => void (++batches === stopAfter && stop.abort());
      await assert.rejects(run(everything, { checkpoint, signal: stop.signal, onBatch }), { name: 'AbortError' });
      assert.ok(existsSync(checkpoint));
      network.dispose();
      // As in another process: a network with other weights, which the checkpoint replaces.
      network = tinyNetwork(99);
    }
    // The second time, it resumes after the last epoch: the checkpoint stays until its owner removes it.
    for (const time of ['first', 'second']) {
      assert.deepEqual(numbers(await run(everything, { checkpoint })), expected, time);
      assert.deepEqual(copyWeights(network), copyWeights(whole), time);
    }
    whole.dispose();
  });

  it('leaves a checkpoint after every epoch', async () => {
    const checkpoint = join(folder, 'checkpoint');
    const kept: number[] = [];
    const onBatch = ({ batch }: { batch: number }): void => {
      if (batch > 1 || !existsSync(checkpoint)) return;
      const { metadata } = decodeSafetensors(readFileSync(checkpoint), checkpoint);
      kept.push((JSON.parse(metadata.progress!) as { epochs: unknown[] }).epochs.length);
    };
    await run({ ...tinyParameters, epochs: 4 }, { checkpoint, onBatch });
    assert.deepEqual(kept, [1, 2, 3]);
  });

  it('stops at the next batch when the kernel is interrupted, and tells which epochs were finished', async () => {
    let batches = 0;
    const onBatch = (): void => void (++batches === 6 && process.emit('facesInterrupt' as 'SIGINT'));
    await assert.rejects(run(tinyParameters, { onBatch }), (error: TrainingInterrupted) => {
      assert.ok(error instanceof TrainingInterrupted);
      assert.equal(error.epochs.length, 1);
      return true;
    });
    assert.equal(batches, 6);
    assert.equal(process.listenerCount('facesInterrupt'), 0);
  });

  it('lets timers and other callbacks run while it trains', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await run({ ...tinyParameters, epochs: 4 });
    clearInterval(timer);
    assert.ok(ticks > 2, `${ticks} ticks`);
  });

  it('holds the same number of tensors after each epoch, and leaves none behind', async () => {
    const before = tf.memory().numTensors;
    const counts: number[] = [];
    await run(
      { ...everything, epochs: 4, testTimeAugmentation: true },
      { onEpoch: () => counts.push(tf.memory().numTensors) },
    );
    assert.equal(new Set(counts).size, 1, counts.join(', '));
    assert.equal(tf.memory().numTensors, before);
  });

  it('reports its speed and the time to go after each batch', async () => {
    const progress: number[] = [];
    await run(tinyParameters, {
      onBatch: ({ epoch, epochs, batch, batches, loss, samplesPerSecond, secondsToGo }) => {
        assert.deepEqual([epochs, batches], [3, 5]);
        assert.ok(loss > 0 && samplesPerSecond > 0);
        progress.push((epoch - 1) * batches + batch);
        if (progress.length > 1) assert.ok(secondsToGo >= 0);
        if (progress.length === 15) assert.equal(secondsToGo, 0);
      },
    });
    assert.deepEqual(
      progress,
      Array.from({ length: 15 }, (_, i) => i + 1),
    );
  });

  it('drops a last batch that is not full', async () => {
    let batches = 0;
    await run({ ...tinyParameters, epochs: 1, dropLast: true }, { onBatch: () => batches++ });
    assert.equal(batches, 4);
  });

  it('trains on images that are larger than the input', async () => {
    const larger = { training: tinySamples(8, 24, 20), validation: samples.validation };
    const { epochs } = await fit(network, larger, everything);
    assert.equal(epochs.length, 3);
  });

  it('tells that it diverged', async () => {
    await assert.rejects(run({ ...tinyParameters, learningRate: 1e30 }), (error) => {
      assert.ok(error instanceof DivergenceError);
      assert.match(
        error.message,
        /^The training diverged: the loss is not a finite number at step \d+ \(epoch 1, batch \d+\)\. No epoch was finished\. Try a tenth of the learning rate, which was 1e\+30\.$/,
      );
      return true;
    });
  });

  it('refuses data that does not fit', async () => {
    const small = tinySamples(4, 10, 12);
    const large = tinySamples(4, 20, 12);
    const none = { ...samples.training, faces: [], landmarks: new Float32Array() };
    const torn = { ...samples.training, landmarks: new Float32Array(5) };
    const unfit = [{ training: small }, { validation: large }, { training: none }, { training: torn }];
    for (const other of unfit) await assert.rejects(fit(network, { ...samples, ...other }, tinyParameters), UserError);
  });

  it("refuses another training's checkpoint", async () => {
    const checkpoint = join(folder, 'checkpoint');
    const signal = AbortSignal.abort();
    await assert.rejects(run(tinyParameters, { checkpoint, signal }), { name: 'AbortError' });
    await assert.rejects(run({ ...tinyParameters, seed: 2 }, { checkpoint }), DataError);
  });
});
