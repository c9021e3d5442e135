import { Presets, SingleBar } from 'cli-progress';

/** Shows how far something is. */
export interface Progress {
  update(done: number): void;
  stop(): void;
}

/**
 * A bar in a terminal; elsewhere (a notebook, a log) a line for each tenth, unless it is done in two seconds.
 *
 * @param title what is going on, e.g. `Drawing faces`
 * @param total how much there is of it, in units
 * @param unit what is counted, e.g. `photos` or `MB`
 */
export function showProgress(title: string, total: number, unit: string): Progress {
  const format = `${title} {bar} {percentage} %, {value} of {total} ${unit}, {eta_formatted} to go`;
  if (process.stderr.isTTY) {
    const bar = new SingleBar({ format, stopOnComplete: false }, Presets.shades_classic);
    bar.start(Math.ceil(total), 0);
    return { update: (done) => bar.update(Math.floor(done)), stop: () => bar.stop() };
  }
  const begin = Date.now();
  let tenths = 0;
  return {
    update(done) {
      const reached = Math.floor((10 * done) / total);
      if (reached <= tenths || Date.now() - begin < 2000) return;
      tenths = reached;
      console.error(`${title}: ${Math.floor(done)} of ${Math.ceil(total)} ${unit}`);
    },
    stop: () => undefined,
  };
}
