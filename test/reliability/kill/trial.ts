import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Random } from '../../../lib/random';
import { epochsLost, leftIn } from './outcome';
import type { Outcome } from './outcome';
import { processesOf, Victim } from './victim';
import type { Target } from './victim';
import type { Work } from './works';

/** What kills of one piece of work have done. */
export interface Tally {
  kills: number;
  /** How often the work went on to its end and was compared. */
  comparisons: number;
  /** Kills of the process alone, whose children then have to end themselves. */
  ofParentAlone: number;
  /** Kills between a first epoch and the last result; the others struck while programs or data were loaded. */
  whileTraining: number;
  /** The most finished epochs that one run had to repeat. */
  mostEpochsRepeated: number;
  orphans: number;
  /** Locks, checkpoints and half-written files that were there at the end. */
  filesLeft: number;
  /** What was wrong, one line each. */
  faults: string[];
}

/** Kills of one piece of work before it may go on to its end. */
const MOST_KILLS = 3;

/** The part of the kills that strike between the first epoch and the end. */
const WITHIN_TRAINING = 0.8;

/** How work says that an epoch is done. */
const EPOCH = /^\{"key":"(\w+)","epoch":(\d+)\}$/;

/** The same work without a kill. */
interface Undisturbed {
  readonly outcome: Outcome;
  /** Milliseconds until its first line, and until its end. */
  readonly begin: number;
  readonly end: number;
  /** Milliseconds from its first epoch to its end; 0 without epochs. */
  readonly training: number;
}

/** Kills a piece of work at random moments, lets it go on, and compares. */
export class Trial {
  readonly tally: Tally = {
    ...{ kills: 0, comparisons: 0, ofParentAlone: 0, whileTraining: 0, mostEpochsRepeated: 0 },
    ...{ orphans: 0, filesLeft: 0, faults: [] },
  };
  private readonly base = mkdtempSync(join(tmpdir(), 'faces-kill-'));
  private readonly folder = join(this.base, 'cache');
  private undisturbed: Undisturbed | undefined;

  /**
   * Prepares a trial.
   *
   * @param work What is killed.
   * @param address Where to download from.
   * @param random Chooses the moments.
   */
  constructor(
    private readonly work: Work,
    private readonly address: string,
    private readonly random: Random,
  ) {}

  /**
   * Kills the work once, or several times as it goes on, calls it a last time, and compares.
   *
   * @param most Kills at most.
   * @param onKill Called after each kill.
   * @returns What was wrong, one line each.
   */
  async round(most: number, onKill?: () => void): Promise<readonly string[]> {
    const { tally } = this;
    this.undisturbed ??= await this.runUndisturbed();
    this.empty();
    const problems: string[] = [];
    try {
      for (let left = Math.min(most, 1 + this.random.integer(MOST_KILLS)); left > 0; left--) {
        const found = await this.kill();
        if (!found) break;
        problems.push(...found);
        onKill?.();
      }
      await this.start().end();
    } catch (error) {
      problems.push(`a later call failed: ${(error as Error).message}`);
    }
    const { outcome } = this.undisturbed;
    const result = this.work.outcome(this.folder);
    for (const name of new Set([...Object.keys(outcome), ...Object.keys(result)])) {
      if (outcome[name] !== result[name]) problems.push(`${name} differs`);
    }
    const left = leftIn(this.folder);
    if (left.length > 0) problems.push(`left: ${left.join(', ')}`);
    tally.comparisons++;
    tally.filesLeft += left.length;
    tally.orphans += processesOf(this.folder).length;
    tally.faults.push(...problems);
    return problems;
  }

  /** Starts the work and kills it at a random moment. @returns What was wrong; undefined if it had ended by then. */
  private async kill(): Promise<string[] | undefined> {
    const { begin, end, training } = this.undisturbed!;
    const target: Target = this.random.uniform() < 0.5 ? 'group' : 'parent';
    const victim = this.start();
    // Programs and data take longer to load than a short training takes: most kills wait for the first epoch.
    if (training > 0 && this.random.uniform() < WITHIN_TRAINING) {
      await victim.untilSaid(EPOCH);
      await pause(this.random.uniform(0, training));
    } else {
      await pause(this.random.uniform(begin / 2, end));
    }
    if (!victim.isRunning) {
      await victim.end();
      return undefined;
    }
    const orphans = await victim.kill(target);
    const lost = this.lookAtEpochs(victim);
    const { tally } = this;
    tally.kills++;
    tally.ofParentAlone += target === 'parent' ? 1 : 0;
    tally.mostEpochsRepeated = Math.max(tally.mostEpochsRepeated, lost);
    tally.orphans += orphans;
    return [
      ...(orphans > 0 ? [`${orphans} processes outlived their parent`] : []),
      ...(lost > 1 ? [`${lost} epochs repeated`] : []),
    ];
  }

  /** Removes all that the work has written. */
  dispose(): void {
    rmSync(this.base, { recursive: true, force: true });
  }

  private start(onLine?: () => void): Victim {
    return new Victim(this.work.args(this.folder, this.address), this.folder, onLine);
  }

  private async runUndisturbed(): Promise<Undisturbed> {
    this.empty();
    const started = performance.now();
    let begin: number | undefined;
    let first: number | undefined;
    const victim: Victim = this.start(() => {
      const now = performance.now() - started;
      begin ??= now;
      if (victim.lines.some((line) => EPOCH.test(line))) first ??= now;
    });
    await victim.end();
    const end = performance.now() - started;
    return { outcome: this.work.outcome(this.folder), begin: begin ?? end, end, training: end - (first ?? end) };
  }

  /** The most finished epochs that a run has lost; notes when the kill struck. */
  private lookAtEpochs({ lines }: Victim): number {
    const seen = new Map<string, number>();
    for (const line of lines) {
      const epoch = EPOCH.exec(line);
      if (epoch) seen.set(epoch[1]!, Number(epoch[2]));
    }
    const isDone = isDeepStrictEqual(this.work.outcome(this.folder), this.undisturbed!.outcome);
    if (seen.size > 0 && !isDone) this.tally.whileTraining++;
    return Math.max(0, ...[...seen].map(([key, epoch]) => epochsLost(this.folder, key, epoch)));
  }

  private empty(): void {
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder);
  }
}
