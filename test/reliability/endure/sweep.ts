import { readdirSync } from 'node:fs';
import type { SweepDisplay } from '../../../lib/runs/progress';
import { sweep } from '../../../lib/runs/sweep';
import { toy } from '../../runs/toy';
import { processesOf } from '../kill/victim';
import { slopeOf } from './slope';

/** What a long sweep has done to the process that called it. */
export interface SweepEndurance {
  readonly runs: number;
  /** Processes and open files before the sweep, the most during it, and after it. */
  readonly processes: readonly [before: number, most: number, after: number];
  readonly openFiles: readonly [before: number, most: number, after: number];
  /** Resident memory of the calling process after a tenth of the runs, and after all of them, in MB. */
  readonly memory: readonly [early: number, end: number];
  /** Its growth over the second half: MB per 100 runs. */
  readonly memorySlope: number;
}

const openFiles = (): number => readdirSync('/proc/self/fd').length;

/**
 * Does a sweep of many short runs, two at a time.
 *
 * @param cache The folder FACES_CACHE, by which the processes of the sweep are told from others.
 * @param onRun Called after each run.
 */
export async function longSweep(runs: number, cache: string, onRun?: (done: number) => void): Promise<SweepEndurance> {
  // The compiler of the runs' fingerprint is a process that stays.
  await sweep(toy, { base: { epochs: 1, seed: 1000 }, repeats: 1 }, { processes: 1, display: silent() });
  const count = (): [number, number] => [processesOf(cache).length, openFiles()];
  const before = count();
  const most = [...before];
  const rows: [number, number][] = [];
  const end = (): void => {
    globalThis.gc!();
    rows.push([rows.length + 1, process.memoryUsage().rss / 1e6]);
    count().forEach((value, i) => (most[i] = Math.max(most[i]!, value)));
    onRun?.(rows.length);
  };
  await sweep(toy, { base: { epochs: 1 }, repeats: runs }, { processes: 2, display: silent(end) });
  const after = count();
  const later = rows.slice(rows.length >> 1).map(([run, memory]): [number, number] => [run / 100, memory]);
  return {
    runs: rows.length,
    processes: [before[0], most[0]!, after[0]],
    openFiles: [before[1], most[1]!, after[1]],
    memory: [rows[Math.floor(rows.length / 10)]![1], rows.at(-1)![1]].map(Math.round) as [number, number],
    memorySlope: Math.round(slopeOf(later) * 100) / 100,
  };
}

const silent = (end: () => void = () => undefined): SweepDisplay => ({
  begin: () => undefined,
  batch: () => undefined,
  epoch: () => undefined,
  end,
  fail(_, reason) {
    throw new Error(reason);
  },
  close: () => undefined,
});
