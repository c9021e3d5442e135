import { sizeOf } from '../networks/network';
import type { Network } from '../networks/network';
import { assignWeights, copyWeights } from '../networks/weights';
import { tf } from '../ops/tensorflow';
import { DataLoader } from '../transforms/data-loader';
import type { BatchPlan } from '../transforms/data-loader';
import { adam } from './adam';
import type { Optimizer } from './adam';
import type { Checkpoint } from './checkpoint';
import { WeightEma } from './ema';
import { evaluate } from './evaluate';
import type { Evaluation } from './evaluate';
import type { Loss } from './loss';
import { lossOf, losses, ofPresent } from './losses';
import type { TrainingParameters } from './parameters';
import { bestOf, DivergenceError } from './record';
import type { BatchProgress, EpochRecord, TrainingData, TrainingRecord } from './record';
import { schedule } from './schedules';
import type { Schedule } from './schedules';
import { repeatedStep } from './step';
import type { RepeatedStep } from './step';

const squaredError = ofPresent(losses.mse);

/** Sums over the batches done in the present epoch. */
interface Sums {
  batches: number;
  samples: number;
  loss: number;
  squaredError: number;
  seconds: number;
}

/** The part of a checkpoint that is plain JSON. */
interface Progress {
  readonly epochs: readonly EpochRecord[];
  readonly sums: Sums;
}

const noSums = (): Sums => ({ batches: 0, samples: 0, loss: 0, squaredError: 0, seconds: 0 });

/** The state of a training between two steps, from which it can be saved and resumed. */
export class TrainingState {
  /** Batches per epoch. */
  readonly batches: number;
  private readonly optimizer: Optimizer;
  private readonly ema: WeightEma | undefined;
  private readonly schedule: Schedule;
  private readonly loss: Loss;
  private readonly trainingStep: RepeatedStep;
  private readonly loader: DataLoader;
  private order: readonly BatchPlan[];
  private finished: EpochRecord[] = [];
  private sums = noSums();
  private evaluation: Evaluation | undefined;

  /** Starts a training. */
  constructor(
    private readonly network: Network,
    private readonly data: TrainingData,
    private readonly parameters: TrainingParameters,
  ) {
    const { weightDecay, emaDecay, learningRate: peak, epochs, warmUp } = parameters;
    const trainable = network.parameters.filter((parameter) => parameter.trainable);
    this.loss = lossOf(parameters);
    this.loader = new DataLoader(data.training, sizeOf(network), parameters);
    this.order = this.loader.batches(1);
    this.batches = this.order.length;
    this.schedule = schedule(parameters.schedule, { peak, warmUp, steps: epochs * this.batches });
    this.ema = emaDecay ? new WeightEma(network, emaDecay) : undefined;
    this.optimizer = adam(trainable, { weightDecay });
    this.trainingStep = repeatedStep(network, this.optimizer, this.loss, parameters.precision);
  }

  /** The finished epochs. */
  get epochs(): readonly EpochRecord[] {
    return this.finished;
  }

  /** The present epoch, counted from 1. */
  get epoch(): number {
    return this.finished.length + 1;
  }

  /** Batches done in the present epoch. */
  get batch(): number {
    return this.sums.batches;
  }

  /** Steps done since the beginning. */
  get steps(): number {
    return this.finished.length * this.batches + this.sums.batches;
  }

  /**
   * Learns from the epoch's next batch.
   *
   * @throws DivergenceError when the loss is not a finite number.
   */
  step(): Omit<BatchProgress, 'secondsToGo'> {
    const started = performance.now();
    const { epoch, steps, sums, network, batches } = this;
    const { epochs } = this.parameters;
    const learningRate = this.schedule(steps);
    const plan = this.order[sums.batches]!;
    const [loss, mse] = tf.tidy(() => {
      const batch = this.loader.batch(plan);
      const result = this.trainingStep.take(batch, learningRate);
      const context = { output: result.landmarks, size: sizeOf(network), present: batch.present };
      const error = squaredError(result.landmarks, batch.landmarks, context);
      return [result.loss.dataSync()[0]!, error.dataSync()[0]!];
    });
    if (!Number.isFinite(loss)) {
      const place = { step: steps + 1, epoch, batch: sums.batches + 1, learningRate };
      throw new DivergenceError(place, this.finished);
    }
    this.ema?.update(steps);
    sums.batches++;
    sums.samples += plan.indices.length;
    sums.loss += loss;
    sums.squaredError += mse;
    sums.seconds += (performance.now() - started) / 1000;
    const samplesPerSecond = sums.samples / sums.seconds;
    return { epoch, epochs, batch: sums.batches, batches, loss, learningRate, samplesPerSecond };
  }

  /**
   * Validates after an epoch's last batch.
   *
   * @throws DivergenceError when the validation loss is not a finite number.
   */
  async finishEpoch(): Promise<EpochRecord> {
    const started = performance.now();
    const { sums, finished, ema } = this;
    const learningRate = this.schedule(this.steps - 1);
    this.evaluation = await (ema ? ema.use(() => this.evaluate()) : this.evaluate());
    if (!Number.isFinite(this.evaluation.loss)) {
      const place = { step: this.steps, epoch: this.epoch, batch: sums.batches, learningRate };
      throw new DivergenceError(place, finished);
    }
    const record: EpochRecord = {
      epoch: this.epoch,
      learningRate,
      trainingLoss: sums.loss / sums.batches,
      validationLoss: this.evaluation.loss,
      trainingMse: sums.squaredError / sums.batches,
      validationMse: this.evaluation.mse,
      seconds: sums.seconds + (performance.now() - started) / 1000,
      samplesPerSecond: sums.samples / sums.seconds,
    };
    finished.push(record);
    this.sums = noSums();
    this.order = this.loader.batches(this.epoch);
    return record;
  }

  /** Ends the training, after its last epoch: leaves the final weights (their EMA, if there is one) in the network. */
  async finish(): Promise<TrainingRecord> {
    if (this.ema) assignWeights(this.network, this.ema.state());
    // A training that resumes after its last epoch has not evaluated anything yet.
    const { predictions } = this.evaluation ?? (await this.evaluate());
    return { epochs: this.finished, bestEpoch: bestOf(this.finished)!.epoch, predictions: [...predictions] };
  }

  private evaluate(): Promise<Evaluation> {
    return evaluate(this.network, this.data.validation, this.loss, this.parameters);
  }

  /** All that `restore` needs, for a checkpoint. */
  save(): Pick<Checkpoint, 'progress' | 'arrays'> {
    const progress: Progress = { epochs: this.finished, sums: this.sums };
    return {
      progress,
      arrays: {
        network: copyWeights(this.network),
        optimizer: this.optimizer.state(),
        ...(this.ema && { ema: this.ema.state() }),
      },
    };
  }

  /** Resumes from what `save` returned for a training with the same network, parameters and data. */
  restore({ progress, arrays }: Pick<Checkpoint, 'progress' | 'arrays'>): void {
    const { epochs, sums } = progress as Progress;
    this.finished = [...epochs];
    this.sums = { ...sums };
    this.order = this.loader.batches(this.epoch);
    assignWeights(this.network, arrays.network!);
    this.optimizer.restore(arrays.optimizer!);
    if (arrays.ema) this.ema?.restore(arrays.ema);
  }

  /** Frees the optimizer's state and the averaged weights; the network stays. */
  dispose(): void {
    this.trainingStep.dispose();
    this.optimizer.dispose();
    this.ema?.dispose();
  }
}
