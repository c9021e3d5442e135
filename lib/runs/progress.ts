import { sum } from 'd3-array';
import { formatValue, significant } from '../format';
import { epochsDone, hasDiverged } from '../training/record';
import type { BatchProgress, EpochRecord } from '../training/record';
import type { Stop } from './halving';
import type { RunSpec } from './run';

/** Shows the progress of a sweep, all its runs in one place. */
export interface SweepDisplay {
  /**
   * Called once, before the first run.
   *
   * @param todo The runs to do, without those in the cache.
   * @param note Says which runs came from the cache; may be empty.
   */
  begin(todo: readonly RunSpec[], note: string): void;
  /** Called within an epoch of a run, at most once a second. */
  batch(run: RunSpec, progress: BatchProgress): void;
  /** Called after each epoch of a run. */
  epoch(run: RunSpec, record: EpochRecord): void;
  /** Called after each finished run, and after each that was stopped early, with when. */
  end(run: RunSpec, stop?: Stop): void;
  /** Called after each run that failed, with the reason. */
  fail(run: RunSpec, reason: string): void;
  /** Called once at the end, also after a failure. */
  close(): void;
}

/**
 * How well a run does: its error after an epoch, with a warning if the training has diverged.
 *
 * @param run The run.
 * @param record Its latest epoch.
 */
export function stateWords({ parameters, generated }: RunSpec, record: EpochRecord): string {
  const { validationMse: error } = record;
  if (!hasDiverged({ epochs: [record] })) {
    return `validation MSE ${significant(error)}${generated ? ' on synthetic images' : ''}`;
  }
  const found = Number.isFinite(error) ? ` (validation MSE ${significant(error)})` : '';
  return `diverged${found}: try a tenth of the learning rate, ${formatValue(parameters.learningRate)}`;
}

/** How far a run is within an epoch. */
export const batchWords = ({ epoch, batch, batches }: BatchProgress): string =>
  `epoch ${epoch}, step ${batch} of ${batches}`;

/** Counts the epochs of all runs of a sweep, and estimates the time to go. */
export class SweepClock {
  private readonly began: number;
  private readonly reached = new Map<RunSpec, number>();
  /** Epochs per second within the epoch that each run is in. */
  private readonly pace = new Map<RunSpec, number>();
  private resumed = 0;
  /** Whether an epoch has ended. */
  private measured = false;

  /**
   * @param runs The runs to do.
   * @param now Milliseconds since any fixed moment.
   */
  constructor(
    private readonly runs: readonly RunSpec[],
    private readonly now: () => number = () => performance.now(),
  ) {
    this.began = now();
  }

  /** Notes that a run has finished this epoch, counted from 1. */
  note(run: RunSpec, epoch: number): void {
    this.reach(run, epoch);
    this.measured = true;
  }

  /** Notes how far a run is within an epoch. */
  noteBatch(run: RunSpec, progress: BatchProgress): void {
    const done = epochsDone(progress);
    this.reach(run, done);
    this.pace.set(run, (progress.epochs - done) / progress.secondsToGo);
  }

  /** Notes that a run was stopped early: its other epochs are not to come. */
  skip(run: RunSpec): void {
    this.resumed += run.parameters.epochs - (this.reached.get(run) ?? 0);
    this.reached.set(run, run.parameters.epochs);
  }

  /** Epochs of all runs. */
  get total(): number {
    return sum(this.runs, ({ parameters }) => parameters.epochs);
  }

  /** Finished epochs of all runs, with the shares of those that they are in. */
  get done(): number {
    return sum(this.reached.values());
  }

  /**
   * Seconds to go, estimated from the epochs since the start, and before the first has ended from the steps of the
   * runs; undefined before these.
   */
  get secondsLeft(): number | undefined {
    const sinceStart = this.done - this.resumed;
    // The start of the processes and the loading of the data would weigh too much in a part of an epoch.
    const pace = this.measured ? (1000 * sinceStart) / (this.now() - this.began) : sum(this.pace.values());
    return pace > 0 ? (this.total - this.done) / pace : undefined;
  }

  private reach(run: RunSpec, epochs: number): void {
    if (!this.reached.has(run)) this.resumed += Math.ceil(epochs) - 1;
    this.reached.set(run, epochs);
  }
}
