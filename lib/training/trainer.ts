import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Network } from '../networks/network';
import type { Dataset } from '../samples/dataset';
import { readCheckpoint, removeCheckpoint } from './checkpoint';
import { Interruption } from './interruption';
import type { TrainingParameters } from './parameters';
import type { BatchProgress, EpochRecord, TrainingData, TrainingRecord } from './record';
import { TrainingInterrupted } from './record';
import { TrainingState } from './state';
import type { Progress } from './state';

export type { TrainingParameters } from './parameters';
export type { BatchProgress, EpochRecord, TrainingData, TrainingRecord } from './record';

export interface TrainingOptions {
  /** Called after each epoch; first of all for those that a checkpoint brings. */
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
 * @example const record = await fit(network, { training, validation }, parameters, { onEpoch: console.log });
 */
export async function fit(
  network: Network,
  samples: TrainingData,
  parameters: TrainingParameters,
  { onEpoch, onBatch, signal, checkpoint }: TrainingOptions = {},
): Promise<TrainingRecord> {
  checkData(network, samples);
  const identity = identityOf(network, samples, parameters);
  const state = new TrainingState(network, samples, parameters);
  const interruption = new Interruption(signal);
  const stopIfAsked = (): void => {
    if (!interruption.requested) return;
    if (checkpoint) state.save(checkpoint, identity);
    throw new TrainingInterrupted(state.epochs);
  };
  try {
    const earlier = checkpoint && readCheckpoint<Progress>(checkpoint, identity);
    if (earlier) state.restore(earlier);
    for (const epoch of state.epochs) onEpoch?.(epoch);
    const pace = new Pace(parameters.epochs * state.batches);
    let saved = Date.now();
    while (state.epochs.length < parameters.epochs) {
      while (state.batch < state.batches) {
        stopIfAsked();
        const step = state.step();
        onBatch?.({ ...step, secondsToGo: pace.secondsToGo(state.steps) });
        await setImmediate();
      }
      stopIfAsked();
      const epoch = await state.finishEpoch();
      onEpoch?.(epoch);
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

function checkData(network: Network, { training, validation }: TrainingData): void {
  const [height, width] = network.inputShape;
  const sized = ({ width: w, height: h }: Dataset): string => `${network.name} takes ${width}x${height}, not ${w}x${h}`;
  for (const { faces, landmarkSet, landmarks } of [training, validation]) {
    if (faces.length === 0) throw new Error('There are no samples to train or validate with.');
    if (landmarks.length === faces.length * landmarkSet.count * 2) continue;
    throw new Error(
      `There are ${landmarks.length} coordinates for ${faces.length} faces of ${landmarkSet.count} landmarks.`,
    );
  }
  if (validation.width !== width || validation.height !== height) {
    throw new Error(`The validation images have the wrong size: ${sized(validation)}.`);
  }
  if (training.width < width || training.height < height) {
    throw new Error(`The training images are too small: ${sized(training)}. Larger ones are allowed.`);
  }
}

/** Short name of all that decides what a training does. */
function identityOf(network: Network, { training, validation }: TrainingData, parameters: TrainingParameters): string {
  const hash = createHash('sha256');
  const shapes = network.parameters.map(({ name, shape }) => [name, shape]);
  hash.update(JSON.stringify([network.name, network.inputShape, shapes, parameters]));
  for (const { images, landmarks } of [training, validation])
    hash.update(images).update(new Uint8Array(landmarks.buffer));
  return hash.digest('hex').slice(0, 16);
}
