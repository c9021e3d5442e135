import { DataLoader } from '../transforms/data-loader';
import { tf } from '../ops/tensorflow';
import { sizeOf } from '../networks/network';
import type { Network } from '../networks/network';
import { WeightEma } from './ema';
import { writeCheckpoint } from './checkpoint';
import type { Checkpoint } from './checkpoint';
import { evaluate } from './evaluate';
import type { Evaluation } from './evaluate';
import { lossOf } from './losses';
import type { TrainingParameters } from './parameters';
import { bestOf, DivergenceError } from './record';
import type { BatchProgress, EpochRecord, TrainingData, TrainingRecord } from './record';
import { schedule } from './schedules';
import type { Schedule } from './schedules';
import { adam, trainingStep } from './step';
import type { Loss, Optimizer } from './step';
import { assignWeights, copyWeights } from './weights';
import type { Weights } from './weights';

/** Sums over the batches so far of an epoch that is not finished. */
interface Sums {
  batches: number;
  samples: number;
  loss: number;
  squaredError: number;
  seconds: number;
}

/** The part of a checkpoint that is plain JSON. */
export interface Progress {
  readonly epochs: readonly EpochRecord[];
  readonly sums: Sums;
}

const noSums = (): Sums => ({ batches: 0, samples: 0, loss: 0, squaredError: 0, seconds: 0 });

/** A training between two steps, where it can be written down and gone on with. */
export class TrainingState {
  private readonly optimizer: Optimizer;
  private readonly average: WeightEma | undefined;
  private readonly schedule: Schedule;
  private readonly loss: Loss;
  private readonly data: DataLoader;
  /** Batches of an epoch. */
  readonly batches: number;
  private order: readonly (readonly number[])[];
  private finished: EpochRecord[] = [];
  private sums = noSums();
  private bestWeights: Weights | undefined;
  private evaluation: Evaluation | undefined;

  constructor(
    private readonly network: Network,
    private readonly samples: TrainingData,
    private readonly parameters: TrainingParameters,
  ) {
    const { weightDecay, emaDecay, learningRate: peak, epochs, warmUp } = parameters;
    const trainable = network.parameters.filter((parameter) => parameter.trainable);
    this.loss = lossOf(parameters);
    this.data = new DataLoader(samples.training, sizeOf(network), parameters);
    this.order = this.data.batches(1);
    this.batches = this.order.length;
    this.optimizer = adam(trainable, { weightDecay });
    this.average = emaDecay ? new WeightEma(network, emaDecay) : undefined;
    this.schedule = schedule(parameters.schedule, { peak, warmUp, steps: epochs * this.batches });
  }

  /** DataLoader that are finished. */
  get epochs(): readonly EpochRecord[] {
    return this.finished;
  }

  /** The present epoch, counted from 1. */
  get epoch(): number {
    return this.finished.length + 1;
  }

  /** Batches of the present epoch that are done. */
  get batch(): number {
    return this.sums.batches;
  }

  /** Steps done in all. */
  get steps(): number {
    return this.finished.length * this.batches + this.sums.batches;
  }

  /** Learns from the epoch's next batch. @throws DivergenceError */
  step(): Omit<BatchProgress, 'secondsToGo'> {
    const started = performance.now();
    const { epoch, steps, sums, network, batches } = this;
    const { precision, epochs } = this.parameters;
    const learningRate = this.schedule(steps);
    const indices = this.order[sums.batches]!;
    const [loss, mse] = tf.tidy(() => {
      const { images, landmarks } = this.data.batch(epoch, indices);
      const result = trainingStep(network, this.optimizer, images, landmarks, this.loss, learningRate, precision);
      return [result.loss.dataSync()[0]!, result.landmarks.sub(landmarks).square().mean().dataSync()[0]!];
    });
    if (!Number.isFinite(loss)) throw new DivergenceError(epoch, sums.batches + 1, learningRate);
    this.average?.update(steps);
    sums.batches++;
    sums.samples += indices.length;
    sums.loss += loss;
    sums.squaredError += mse;
    sums.seconds += (performance.now() - started) / 1000;
    const samplesPerSecond = sums.samples / sums.seconds;
    return { epoch, epochs, batch: sums.batches, batches, loss, learningRate, samplesPerSecond };
  }

  /** Validates after an epoch's last batch. */
  async finishEpoch(): Promise<EpochRecord> {
    const started = performance.now();
    const { sums, finished } = this;
    const learningRate = this.schedule(this.steps - 1);
    this.evaluation = await this.withFinalWeights(() => this.evaluate());
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
    this.order = this.data.batches(this.epoch);
    if (bestOf(finished) === record) this.bestWeights = this.average?.state() ?? copyWeights(this.network);
    return record;
  }

  /** Leaves the weights that are to be kept in the network. */
  async finish(): Promise<TrainingRecord> {
    const best = this.parameters.keep === 'best';
    if (best && this.bestWeights) assignWeights(this.network, this.bestWeights);
    else if (this.average) assignWeights(this.network, this.average.state());
    const evaluation = best || !this.evaluation ? await this.evaluate() : this.evaluation;
    return { epochs: this.finished, bestEpoch: bestOf(this.finished)!.epoch, predictions: [...evaluation.predictions] };
  }

  private evaluate(): Promise<Evaluation> {
    const { batchSize, testTimeAugmentation } = this.parameters;
    return evaluate(this.network, this.samples.validation, this.loss, { batchSize, flips: testTimeAugmentation });
  }

  private withFinalWeights<T>(action: () => Promise<T>): Promise<T> {
    return this.average ? this.average.use(action) : action();
  }

  save(file: string, identity: string): void {
    writeCheckpoint<Progress>(file, {
      identity,
      state: { epochs: this.finished, sums: this.sums },
      arrays: {
        network: copyWeights(this.network),
        optimizer: this.optimizer.state(),
        ...(this.average && { average: this.average.state() }),
        ...(this.bestWeights && { best: this.bestWeights }),
      },
    });
  }

  restore({ state, arrays }: Checkpoint<Progress>): void {
    this.finished = [...state.epochs];
    this.sums = { ...state.sums };
    this.order = this.data.batches(this.epoch);
    assignWeights(this.network, arrays.network!);
    this.optimizer.restore(arrays.optimizer!);
    if (arrays.average) this.average?.restore(arrays.average);
    this.bestWeights = arrays.best;
  }

  dispose(): void {
    this.optimizer.dispose();
    this.average?.dispose();
  }
}
