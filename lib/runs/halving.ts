import { bisectRight, group, max } from 'd3-array';
import { count, list } from '../format';
import { ParameterError } from '../parameters/validation';
import type { EpochRecord } from '../training/record';
import type { RunSpec } from './run';

/** Of the runs that reach a rung, one in this many goes on. */
const REDUCTION = 3;

/** Where and why a run was stopped early. */
export interface Stop {
  /** The epoch after which it was judged, counted from 1. */
  readonly epoch: number;
  /** Validation MSE after that epoch. */
  readonly error: number;
}

/** Runs that compete: those with the same seed and fold. */
interface Race {
  readonly runs: readonly RunSpec[];
  readonly rungs: readonly Rung[];
}

interface Rung {
  readonly epoch: number;
  /** Errors of the runs that were judged here, ascending. */
  readonly errors: number[];
  /** Index of the next run to judge. */
  next: number;
}

/**
 * Asynchronous successive halving: after certain epochs, the rungs, a run goes on only if its validation MSE is among the
 * best third of those that reached the same rung. No run waits for another one: a run that cannot be judged yet goes on
 * meanwhile.
 *
 * A run is judged against those before it in the plan, whichever arrives first. So what is stopped depends on the plan
 * and the errors alone, not on the number of processes, their speed, or interruptions. Runs of the first variation, which
 * all others are compared with, are never stopped.
 *
 * @see L. Li et al., 'A System for Massively Parallel Hyperparameter Tuning', MLSys, 2020.
 */
export class Halving {
  /** The epochs of the rungs. */
  readonly epochs: readonly number[];
  private readonly races = new Map<string, Race>();
  private readonly errors = new Map<string, Map<number, number>>();
  private readonly ended = new Set<string>();
  private readonly stops = new Map<string, Stop>();

  /**
   * @param runs In the order of the plan, the base first.
   * @param least Epochs before the first rung; each further one comes after three times as many.
   * @throws ParameterError when no run has more epochs than that.
   */
  constructor(runs: readonly RunSpec[], least: number) {
    const most = max(runs, ({ parameters }) => parameters.epochs) ?? 0;
    if (least >= most) {
      const largest = most - 1;
      throw new ParameterError(
        `Cannot stop runs after ${count(least, 'epoch')}: the longest has ${most}. ` +
          (largest > 0 ? `Give a number from 1 to ${largest}.` : 'Runs of one epoch cannot be stopped early.'),
      );
    }
    this.epochs = rungsBelow(most, least);
    const base = runs[0]?.variation;
    this.isBase = ({ variation }) => variation === base;
    // Runs with the same key are one; it stands where the first of them does.
    const distinct = new Map([...runs].reverse().map((run) => [run.key, run]));
    const firsts = runs.filter((run) => distinct.get(run.key) === run);
    for (const [name, some] of group(firsts, raceOf)) {
      this.races.set(name, { runs: some, rungs: this.epochs.map((epoch) => ({ epoch, errors: [], next: 0 })) });
    }
  }

  private readonly isBase: (run: RunSpec) => boolean;

  /** Notes an epoch of a run; one that was noted before changes nothing. */
  note(run: RunSpec, { epoch, validationMse }: Pick<EpochRecord, 'epoch' | 'validationMse'>): void {
    if (!this.epochs.includes(epoch)) return;
    const own = this.errors.get(run.key) ?? new Map<number, number>();
    this.errors.set(run.key, own.set(epoch, Number.isNaN(validationMse) ? Infinity : validationMse));
    this.judge(run);
  }

  /** Notes that no more epochs of a run will come, as it is finished or has failed. */
  end(run: RunSpec): void {
    this.ended.add(run.key);
    this.judge(run);
  }

  /** Where a run was stopped; undefined while it goes on. */
  stopOf({ key }: Pick<RunSpec, 'key'>): Stop | undefined {
    return this.stops.get(key);
  }

  /** Judges all runs that can be judged now, in the order of the plan. */
  private judge(run: RunSpec): void {
    const { runs, rungs } = this.races.get(raceOf(run))!;
    rungs.forEach((rung, i) => {
      for (; rung.next < runs.length; rung.next++) {
        const one = runs[rung.next]!;
        if (this.stops.has(one.key) || one.parameters.epochs <= rung.epoch) continue;
        const isPending = i > 0 && rungs[i - 1]!.next <= rung.next;
        const error = this.errors.get(one.key)?.get(rung.epoch);
        if (!isPending && error === undefined && this.ended.has(one.key)) continue;
        if (isPending || error === undefined) return;
        rung.errors.splice(bisectRight(rung.errors, error), 0, error);
        const places = Math.max(1, Math.floor(rung.errors.length / REDUCTION));
        if (error > rung.errors[places - 1]! && !this.isBase(one)) {
          this.stops.set(one.key, { epoch: rung.epoch, error });
        }
      }
    });
  }
}

const raceOf = ({ parameters: { seed, fold } }: RunSpec): string => `${seed} ${fold ?? 0}`;

function rungsBelow(most: number, least: number): number[] {
  const rungs: number[] = [];
  for (let epoch = least; epoch < most; epoch *= REDUCTION) rungs.push(epoch);
  return rungs;
}

/** Epochs before the first rung where nobody says how many: a ninth, which makes two rungs. */
export const leastEpochs = (epochs: number): number => Math.max(1, Math.round(epochs / REDUCTION ** 2));

/** What stops when, in a sentence. */
export const halvingWords = ({ epochs }: Halving): string =>
  `Runs are judged after ${epochs.length > 1 ? 'epochs' : 'epoch'} ${list(epochs.map(String))}: one goes on if its validation MSE is among the best third of ` +
  'the runs before it in the plan.';

/** Where a run was stopped, in words. */
export const stopWords = ({ epoch }: Stop): string => `stopped after epoch ${epoch}`;
