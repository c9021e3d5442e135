import { formatValue, significant } from '../format';
import { hasDiverged } from '../training/record';
import type { EpochRecord } from '../training/record';
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

/** Counts the epochs of all runs of a sweep, and estimates the time to go. */
export class SweepClock {
  private readonly began: number;
  private readonly reached = new Map<RunSpec, number>();
  private resumed = 0;

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
    if (!this.reached.has(run)) this.resumed += epoch - 1;
    this.reached.set(run, epoch);
  }

  /** Notes that a run was stopped early: its other epochs are not to come. */
  skip(run: RunSpec): void {
    this.resumed += run.parameters.epochs - (this.reached.get(run) ?? 0);
    this.reached.set(run, run.parameters.epochs);
  }

  /** Epochs of all runs. */
  get total(): number {
    return this.runs.reduce((sum, run) => sum + run.parameters.epochs, 0);
  }

  /** Finished epochs of all runs. */
  get done(): number {
    return [...this.reached.values()].reduce((sum, epoch) => sum + epoch, 0);
  }

  /** Seconds to go, estimated from the epochs since the start; undefined before the first. */
  get secondsLeft(): number | undefined {
    const sinceStart = this.done - this.resumed;
    return sinceStart > 0 ? (((this.now() - this.began) / 1000) * (this.total - this.done)) / sinceStart : undefined;
  }
}
