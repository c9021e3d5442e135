import { count } from '../format';
import { notice } from '../notices';
import type { Experiment } from '../runs/experiment';
import type { SweepOptions } from '../runs/sweep';
import { RayRunner } from './runner';

/** Where the runs of a sweep are done. */
export interface ClusterOptions {
  /**
   * Does the runs on a Ray cluster: `local` starts one on this machine, `auto` is the one that this machine is a node of,
   * `ray://HOST:10001` is one elsewhere. By default, they are done in processes of this machine.
   */
  readonly on?: string | undefined;
}

/**
 * Does a sweep or search, on a cluster if one is named. It is left afterwards.
 *
 * @param experiment What is trained.
 * @param options Of the sweep, and where its runs are done.
 * @param work Is given the options for `sweep`. On a cluster, twice as many runs are handed out as fit its nodes, so that
 *   none waits, and nodes that are added have something to do.
 * @throws ParameterError for an address of another form; UserError when the cluster cannot be used.
 * @example await withCluster(nose, { on: 'ray://head:10001' }, (options) => sweep(nose, plan, options));
 */
export async function withCluster<T>(
  experiment: Pick<Experiment, 'threads' | 'memory'>,
  { on, ...options }: SweepOptions & ClusterOptions,
  work: (options: SweepOptions) => Promise<T>,
): Promise<T> {
  if (on === undefined) return work(options);
  notice(on === 'local' ? 'Starting Ray on this machine.' : `Connecting to the Ray cluster (${on}).`);
  const runner = await RayRunner.connect(on, experiment, options.signal);
  notice(`Ray: ${count(runner.nodes, 'node')}, ${count(runner.slots, 'run')} at a time.`);
  try {
    return await work({ processes: 2 * runner.slots, ...options, runner });
  } finally {
    await runner.end();
  }
}
