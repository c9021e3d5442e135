// Usage: npm run test:cluster [-- --runs NUMBER --epochs NUMBER]
// A sweep on three Ray nodes, each in a network namespace of its own: one node is killed, one is added, the driver is stopped
// in the middle of its work, killed and called again. The results are compared with an undisturbed sweep, and the starts
// are counted. Without options, the figures go into reports/measured/reliability.json. The exit status is 1 after any fault.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rayPackages } from '../../lib/cluster/driver';
import { showProgress } from '../../lib/progress';
import { generateImm } from '../../lib/synthetic/generate';
import { keepFigures } from '../reliability/figures';
import { faultsOf, startsOf } from './judge';
import { ClusterNetwork, whyNoNetwork } from './network';
import type { ClusterNode } from './network';
import { SweepProcess } from './sweep-process';

/** Runs that nodes finish, and begin others after, before the driver is killed. */
const ALONE = 2;

/** How large the sweep is. */
export interface ClusterPlan {
  readonly runs: number;
  readonly epochs: number;
}

/** What came of it. */
export interface ClusterTally {
  /** Starts of runs on all nodes. */
  readonly starts: number;
  /** Processes that did runs. */
  readonly processes: number;
  /** Runs that were under way at one of the kills, and so began twice. */
  readonly startedAgain: number;
  readonly mostEpochsRepeated: number;
  readonly seconds: number;
  readonly faults: readonly string[];
}

/**
 * Does a sweep on a cluster that loses and gains nodes and drivers.
 *
 * @returns What came of it.
 */
export async function disturbedSweep({ runs, epochs }: ClusterPlan): Promise<ClusterTally> {
  const network = new ClusterNetwork(await rayPackages());
  const dispose = () => void network.dispose().then(() => process.exit(130));
  process.once('SIGINT', dispose).once('SIGTERM', dispose);
  const progress = showProgress('Cluster', 2 * runs, 'runs');
  let undisturbedEnds = 0;
  try {
    const data = join(network.folder, 'data');
    mkdirSync(data);
    await generateImm(join(data, 'imm_face_db'), { seed: 1, people: 8 });
    const start = (name: string, ...address: string[]) =>
      new SweepProcess([String(runs), String(epochs), ...address], {
        FACES_CACHE: join(network.folder, name),
        FACES_DATA: data,
      });
    const undisturbed = start('undisturbed');
    await undisturbed.until(() => (progress.update(undisturbed.ended.size), false));
    undisturbedEnds = undisturbed.ended.size;

    const nodes: ClusterNode[] = [];
    for (let i = 0; i < 3; i++) nodes.push(await network.addNode(data));
    const began = performance.now();
    const first = start('store', network.address);
    const reach = (sweep: SweepProcess, share: number, before: number) =>
      sweep.until(() => {
        progress.update(undisturbedEnds + before + sweep.ended.size);
        return before + sweep.ended.size >= share * runs;
      });
    await reach(first, 1 / 4, 0);
    // A run that has told of two epochs, so that there is a checkpoint to go on from.
    const victim = nodes[2]!;
    await first.until(() => {
      const seed = startsOf([victim]).at(-1);
      return seed !== undefined && !first.ended.has(seed) && (first.epochs.get(seed)?.size ?? 0) >= 2;
    });
    const killed = startsOf([victim]).at(-1)!;
    network.kill(victim);
    await reach(first, 1 / 2, 0);
    nodes.push(await network.addNode(data));
    await reach(first, 3 / 4, 0);
    // The nodes go on alone: what they finish is on its way to the driver when it is killed.
    const atLeast = startsOf(nodes).length + Math.min(ALONE, runs - first.ended.size - nodes.length + 1);
    first.freeze();
    await first.until(() => startsOf(nodes).length >= atLeast);
    first.kill();
    const startsThen = startsOf(nodes).length;
    const second = start('store', network.address);
    await reach(second, 2, first.ended.size);
    const seconds = (performance.now() - began) / 1000;
    const left = await network.lastingRunners();
    const stores = { store: join(network.folder, 'store'), undisturbed: join(network.folder, 'undisturbed') };
    return { ...faultsOf({ runs, nodes, killed, startsThen, first, second, left, ...stores }), seconds };
  } finally {
    progress.stop();
    process.off('SIGINT', dispose).off('SIGTERM', dispose);
    await network.dispose();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string' }, epochs: { type: 'string' } } });
  const why = whyNoNetwork();
  if (why !== undefined) return console.log(`Skipped. ${why}`);
  const plan = { runs: Number(values.runs ?? 1000), epochs: Number(values.epochs ?? 6) };
  const { faults, ...counts } = await disturbedSweep(plan);
  console.log(JSON.stringify({ ...plan, ...counts }));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  if (values.runs === undefined && values.epochs === undefined) keepFigures('cluster', { ...plan, ...counts, faults });
}

if (require.main === module) void main();
