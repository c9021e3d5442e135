import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { batchIndices, batchOf } from '../batches/batches';
import type { Network } from '../networks/network';
import { Random } from '../random';
import type { Samples } from '../samples/samples';
import { readCheckpoint, removeCheckpoint } from './checkpoint';
import { Interruption } from './interruption';
import type { TrainingParameters } from './parameters';
import type { BatchProgress, EpochRecord, TrainingRecord } from './record';
import { TrainingInterrupted } from './record';
import { TrainingState } from './state';
import type { Progress } from './state';

export type { TrainingParameters } from './parameters';
export type { BatchProgress, EpochRecord, TrainingRecord } from './record';

export interface TrainingOptions {
  readonly onEpoch?: (record: EpochRecord) => void;
  readonly onBatch?: (progress: BatchProgress) => void;
  /** Stops the training at the next batch. The notebooks' kernel can stop it, too. */
  readonly signal?: AbortSignal;
  /** File to go on from, if it is there, and to write while training; removed at the end. */
  readonly checkpoint?: string;
}

/** Seconds between two checkpoints; a process that is killed loses no more than that, or one epoch. */
const CHECKPOINT_INTERVAL = 15;

/**
 * Trains a network. The same seed gives the same numbers on the same machine, also when the training was stopped and
 * gone on with in between.
 *
 * @throws TrainingInterrupted (name 'AbortError') when it was stopped, after a checkpoint.
 * @throws DivergenceError when the loss is no longer a finite number.
 * @throws Error for samples that do not fit the network, or a checkpoint of another training.
 * @example const record = await train(network, { training, validation }, parameters, { onEpoch: console.log });
 */
export async function train(
  network: Network,
  samples: { readonly training: Samples; readonly validation: Samples },
  parameters: TrainingParameters,
  { onEpoch, onBatch, signal, checkpoint }: TrainingOptions = {},
): Promise<TrainingRecord> {
  checkSamples(network, samples.training);
  checkSamples(network, samples.validation);
  const identity = identityOf(network, samples, parameters);
  const random = new Random(parameters.seed);
  const count = samples.training.faces.length;
  const indicesOf = (epoch: number) =>
    batchIndices(count, parameters.batchSize, random.split('order').split(epoch), parameters.dropLast);
  const state = new TrainingState(network, samples, parameters, indicesOf(1).length);
  const interruption = new Interruption(signal);
  const stopIfAsked = (): void => {
    if (!interruption.requested) return;
    if (checkpoint) state.save(checkpoint, identity);
    throw new TrainingInterrupted(state.epochs);
  };
  try {
    const earlier = checkpoint && readCheckpoint<Progress>(checkpoint, identity);
    if (earlier) state.restore(earlier);
    const pace = new Pace(parameters.epochs * state.batchCount);
    let saved = Date.now();
    while (state.epochs.length < parameters.epochs) {
      for (const indices of indicesOf(state.epoch).slice(state.batch)) {
        stopIfAsked();
        const { epoch, learningRate } = state;
        const loss = state.step(batchOf(samples.training, indices));
        onBatch?.({
          epoch,
          batch: state.batch,
          epochs: parameters.epochs,
          batches: state.batchCount,
          loss,
          learningRate,
          samplesPerSecond: state.samplesPerSecond,
          secondsToGo: pace.secondsToGo(state.steps),
        });
        await setImmediate();
      }
      stopIfAsked();
      onEpoch?.(await state.finishEpoch());
      if (checkpoint && Date.now() - saved > CHECKPOINT_INTERVAL * 1000) {
        state.save(checkpoint, identity);
        saved = Date.now();
      }
    }
    const record = await state.finish();
    if (checkpoint) removeCheckpoint(checkpoint);
    return record;
  } finally {
    interruption.dispose();
    state.dispose();
  }
}

/** Estimates the time to go by the steps of this process, its first one left out, which is slower. */
class Pace {
  private started: { readonly step: number; readonly time: number } | undefined;

  constructor(private readonly total: number) {}

  secondsToGo(step: number): number {
    this.started ??= { step, time: performance.now() };
    const steps = step - this.started.step;
    return steps === 0 ? NaN : ((performance.now() - this.started.time) / 1000 / steps) * (this.total - step);
  }
}

function checkSamples(network: Network, { faces, width, height, scheme, points }: Samples): void {
  const [networkHeight, networkWidth] = network.inputShape;
  if (faces.length === 0) throw new Error('There are no samples to train or validate with.');
  if (width !== networkWidth || height !== networkHeight) {
    throw new Error(`${network.name} takes pictures of ${networkWidth}x${networkHeight}, not ${width}x${height}.`);
  }
  if (points.length !== faces.length * scheme.count * 2) {
    throw new Error(
      `The samples have ${points.length} coordinates for ${faces.length} faces of ${scheme.count} points.`,
    );
  }
}

/** Short name of all that decides what a training does. */
function identityOf(
  network: Network,
  { training, validation }: { training: Samples; validation: Samples },
  parameters: TrainingParameters,
): string {
  const hash = createHash('sha256');
  const shapes = network.parameters.map(({ name, shape }) => [name, shape]);
  hash.update(JSON.stringify([network.name, network.inputShape, shapes, parameters]));
  for (const { pictures, points } of [training, validation])
    hash.update(pictures).update(new Uint8Array(points.buffer));
  return hash.digest('hex').slice(0, 16);
}
