import { Presets, SingleBar } from 'cli-progress';
import { duration, fixed } from './format';

/** Shows the progress of one piece of work. */
export interface Progress {
  /** @param done How much is done, in the units given at the start. */
  update(done: number): void;
  /** To call at the end, also after a failure. */
  stop(): void;
}

/**
 * Starts to show the progress of some work.
 *
 * @param title What is going on, e.g. `Generating faces`.
 * @param total How much there is of it, in units.
 * @param unit What is counted, e.g. `photos` or `MB`.
 */
export type ProgressDisplay = (title: string, total: number, unit: string) => Progress;

let display: ProgressDisplay = terminalProgress;

/** Shows progress where it belongs: in the terminal, or where `setProgressDisplay` has put it. */
export const showProgress: ProgressDisplay = (title, total, unit) => display(title, total, unit);

/** Puts all later progress elsewhere, such as below a notebook's running cell. */
export function setProgressDisplay(other: ProgressDisplay): void {
  display = other;
}

/** Progress is written no more often than this where it cannot be overwritten, in milliseconds. */
const LOG_INTERVAL = 10_000;

/** A bar in a terminal; in a log, a line every ten seconds with the time to go. */
export function terminalProgress(title: string, total: number, unit: string): Progress {
  const output = process.stderr;
  const begin = performance.now();
  if (output.isTTY) {
    const format = `${title} {bar} {percentage}%, {value} of {total} ${unit}{left}`;
    const bar = new SingleBar({ format, stopOnComplete: false }, Presets.shades_classic);
    bar.start(Math.ceil(total), 0, { left: '' });
    return {
      update: (done) => bar.update(Math.floor(done), { left: timeToGo(begin, done / total) }),
      stop: () => bar.stop(),
    };
  }
  let last = begin;
  return {
    update(done) {
      if (performance.now() - last < LOG_INTERVAL) return;
      last = performance.now();
      output.write(
        `${title}: ${fixed(Math.floor(done), 0)} of ${fixed(Math.ceil(total), 0)} ${unit}${timeToGo(begin, done / total)}\n`,
      );
    },
    stop: () => undefined,
  };
}

/**
 * `, 3 min 20 s to go` for work that began at a moment and whose done part is known; empty before anything is done.
 *
 * @param begin As `performance.now()` gave it.
 * @param part Done part of the work, 0..1.
 */
export function timeToGo(begin: number, part: number): string {
  const seconds = (performance.now() - begin) / 1000;
  return part > 0 && part < 1 ? `, ${duration((seconds * (1 - part)) / part)} to go` : '';
}
