import type { EpochRecord } from '../training/record';
import type { RunSpec } from './run';

/** Shows how a sweep goes on: all its runs in one place. */
export interface SweepDisplay {
  /** Called once, with the runs still to be done, and what is to be said of those that were there already. */
  begin(todo: readonly RunSpec[], note: string): void;
  epoch(run: RunSpec, record: EpochRecord): void;
  end(run: RunSpec): void;
  /** Called once at the end, also after a failure. */
  close(): void;
}

/** How far a sweep has come, in epochs of all its runs, and how long the rest will take. */
export class SweepClock {
  private readonly began: number;
  private readonly reached = new Map<RunSpec, number>();
  private resumed = 0;

  /**
   * @param runs The runs still to be done.
   * @param now Milliseconds since any fixed moment.
   */
  constructor(
    private readonly runs: readonly RunSpec[],
    private readonly now: () => number = () => performance.now(),
  ) {
    this.began = now();
  }

  /** Notes that a run has finished its epoch with this number, counted from 1. */
  note(run: RunSpec, epoch: number): void {
    if (!this.reached.has(run)) this.resumed += epoch - 1;
    this.reached.set(run, epoch);
  }

  /** Epochs of all runs together. */
  get total(): number {
    return this.runs.reduce((sum, run) => sum + run.parameters.epochs, 0);
  }

  /** Finished ones among them. */
  get done(): number {
    return [...this.reached.values()].reduce((sum, epoch) => sum + epoch, 0);
  }

  /** Seconds to go, from the epochs done since the start; undefined before the first. */
  get secondsLeft(): number | undefined {
    const here = this.done - this.resumed;
    return here > 0 ? (((this.now() - this.began) / 1000) * (this.total - this.done)) / here : undefined;
  }
}
