import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { UserError } from '../errors';
import { presentLandmarks } from '../landmarks/missing';
import type { Network } from '../networks/network';
import { notice } from '../notices';
import type { Dataset } from '../samples/dataset';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import { Interruption } from './interruption';
import type { TrainingParameters } from './parameters';
import { TrainingInterrupted } from './record';
import type { BatchProgress, EpochRecord, TrainingData, TrainingRecord } from './record';
import { TrainingState } from './state';

/** Who is told about a training, and how it is stopped and resumed. */
export interface TrainingOptions {
  /** Called after each epoch; when a training resumes, first for the epochs of its checkpoint. */
  readonly onEpoch?: (record: EpochRecord) => void;
  /** Called after each step. */
  readonly onBatch?: (progress: BatchProgress) => void;
  /** Stops the training at the next batch. The Jupyter kernel can stop it, too. */
  readonly signal?: AbortSignal;
  /**
   * File to resume from, if it exists; written after every epoch, the last one included. `removeCheckpoint` removes it
   * once the caller has stored the result.
   */
  readonly checkpoint?: string;
}

/**
 * Trains a network in place. The same seed gives the same numbers on the same machine, also for a training that was
 * interrupted and resumed.
 *
 * @param network The network; it has the trained weights at the end.
 * @param data Training and validation set.
 * @param parameters The hyperparameters.
 * @param options Callbacks, stop signal and checkpoint.
 * @returns Losses and errors of each epoch, and the validation predictions of the last one.
 * @throws TrainingInterrupted (its name is 'AbortError') when it was stopped, after writing a checkpoint.
 * @throws DivergenceError when the loss is no longer a finite number.
 * @throws UserError when the data does not fit the network.
 * @throws DataError for a checkpoint of another training. A damaged one counts as none, which a notice says.
 * @example const record = await fit(network, { training, validation }, parameters, { onEpoch: console.log });
 */
export async function fit(
  network: Network,
  data: TrainingData,
  parameters: TrainingParameters,
  { onEpoch, onBatch, signal, checkpoint }: TrainingOptions = {},
): Promise<TrainingRecord> {
  checkData(network, data);
  const identity = identityOf(network, data, parameters);
  const state = new TrainingState(network, data, parameters);
  const interruption = new Interruption(signal);
  const save = (): void => {
    if (checkpoint) writeCheckpoint(checkpoint, { identity, ...state.save() });
  };
  const stopIfAsked = (): void => {
    if (!interruption.requested) return;
    save();
    throw new TrainingInterrupted(state.epochs);
  };
  try {
    const earlier = checkpoint && readCheckpoint(checkpoint, identity, () => tellDamaged(checkpoint));
    if (earlier) state.restore(earlier);
    for (const epoch of state.epochs) onEpoch?.(epoch);
    const pace = new Pace(parameters.epochs * state.batches);
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
      // A process that is killed loses no more than one epoch.
      save();
    }
    return await state.finish();
  } finally {
    interruption.dispose();
    state.dispose();
  }
}

const tellDamaged = (checkpoint: string): void =>
  notice(`${checkpoint}: this checkpoint is damaged. The training begins anew.`);

/** Estimates the time to go from the steps of this process, except the first, which is slower. */
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
  const sizes = (set: Dataset): string => `${network.name} takes ${width}x${height}, got ${set.width}x${set.height}`;
  for (const [name, { faces, landmarkSet, landmarks }] of Object.entries({ training, validation })) {
    if (faces.length === 0) throw new UserError(`The ${name} set is empty.`);
    if (landmarks.length !== faces.length * landmarkSet.count * 2) {
      throw new UserError(
        `The ${name} set has ${landmarks.length} coordinates for ${faces.length} faces of ${landmarkSet.count} landmarks.`,
      );
    }
    const present = new Set(presentLandmarks(landmarks).map((place) => Math.floor(place / landmarkSet.count)));
    const empty = faces.find((_, face) => !present.has(face));
    if (empty) throw new UserError(`Face ${empty.id} of the ${name} set has no landmark at all: leave it out.`);
  }
  if (validation.width !== width || validation.height !== height) {
    throw new UserError(`The validation images have the wrong size: ${sizes(validation)}.`);
  }
  if (training.width < width || training.height < height) {
    throw new UserError(`The training images are too small: ${sizes(training)}. Larger ones are allowed.`);
  }
}

/** Identifies a training by all that determines its result. */
function identityOf(network: Network, { training, validation }: TrainingData, parameters: TrainingParameters): string {
  const hash = createHash('sha256');
  const shapes = network.parameters.map(({ name, shape }) => [name, shape]);
  hash.update(JSON.stringify([network.name, network.inputShape, shapes, parameters]));
  for (const { images, landmarks } of [training, validation]) {
    for (const piece of images.pieces(64)) hash.update(piece);
    hash.update(new Uint8Array(landmarks.buffer, landmarks.byteOffset, landmarks.byteLength));
  }
  return hash.digest('hex').slice(0, 16);
}
