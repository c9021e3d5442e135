import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { checksumOf } from '../../lib/files';
import type { RunResult } from '../../lib/runs/run';
import { readResult } from '../../lib/runs/store';
import { startsFile } from './drawn';
import type { ClusterNode } from './network';
import type { SweepProcess } from './sweep-process';

/** All that is known of a disturbed sweep. */
interface Evidence {
  readonly runs: number;
  readonly nodes: readonly ClusterNode[];
  /** Seed of the run that was under way on the node that was killed. */
  readonly killed: number;
  /** Number of starts when the driver was killed. */
  readonly startsThen: number;
  readonly first: SweepProcess;
  readonly second: SweepProcess;
  /** Processes that still do runs. */
  readonly left: readonly number[];
  /** The caches with the runs. */
  readonly store: string;
  readonly undisturbed: string;
}

type Nodes = readonly Pick<ClusterNode, 'cache'>[];

/** Seeds of the runs that have been started on some nodes, in the order of each. */
export const startsOf = (nodes: Nodes): number[] => notedStarts(nodes).map(([seed]) => Number(seed));

/** Number of processes that have done runs on some nodes. */
const processesOf = (nodes: Nodes): number =>
  nodes.reduce((sum, node) => sum + new Set(notedStarts([node]).map(([, pid]) => pid)).size, 0);

const notedStarts = (nodes: Nodes): string[][] =>
  nodes.flatMap(({ cache }) => {
    const file = startsFile(cache);
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => line.split(' '));
  });

/** An epoch of these runs takes a third of a second, less than its checkpoint's way; of longer epochs, one is repeated. */
const MOST_REPEATED = 3;

/** One run was on the node that was killed, and one on each of the three nodes when the driver was. */
const MOST_UNDER_WAY = 4;

/** Each slot keeps its process: four nodes have one, and the three that are left have another for the second driver. */
const MOST_PROCESSES = 7;

/** What is wrong, one line each, and the figures of it. */
export function faultsOf({ runs, nodes, killed, startsThen, first, second, left, store, undisturbed }: Evidence) {
  const faults: string[] = [];
  const starts = startsOf(nodes);
  const counts = new Map<number, number>();
  for (const seed of starts) counts.set(seed, (counts.get(seed) ?? 0) + 1);
  const again = [...counts].filter(([, count]) => count > 1);
  if (again.length > MOST_UNDER_WAY) {
    faults.push(`${again.length} runs were started again, and at most ${MOST_UNDER_WAY} were under way at a kill`);
  }
  if (counts.get(killed) === 1 && !first.ended.has(killed)) faults.push(`run ${killed} was not started again`);
  for (const seed of first.ended) {
    // The run of the node that was killed may have ended just before.
    const most = seed === killed ? 2 : 1;
    if (counts.get(seed)! > most) faults.push(`run ${seed} had ended and was started ${counts.get(seed)} times`);
    if (second.ended.has(seed)) faults.push(`run ${seed} has ended twice`);
  }
  const got = resultsIn(store);
  const wanted = resultsIn(undisturbed);
  if (got.size !== runs) faults.push(`${got.size} results of ${runs}`);
  let mostEpochsRepeated = 0;
  for (const [seed, result] of wanted) {
    const other = got.get(seed);
    if (!other || !isDeepStrictEqual(outcomeOf(other), outcomeOf(result))) faults.push(`run ${seed} differs`);
    const told = first.epochs.get(seed);
    const repeated = other?.training.epochs.filter(({ epoch, seconds }) => (told?.get(epoch) ?? seconds) !== seconds);
    mostEpochsRepeated = Math.max(mostEpochsRepeated, repeated?.length ?? 0);
  }
  if (mostEpochsRepeated > MOST_REPEATED) faults.push(`${mostEpochsRepeated} epochs of a run were repeated`);
  const remains = filesLeft(store);
  if (remains.length > 0) faults.push(`left: ${remains.join(', ')}`);
  if (left.length > 0) faults.push(`${left.length} processes still do runs`);
  const processes = processesOf(nodes);
  if (processes > MOST_PROCESSES)
    faults.push(`${processes} processes, not at most ${MOST_PROCESSES}, have done the runs`);
  const startsAfter = starts.length - startsThen;
  return { starts: starts.length, startsAfter, processes, startedAgain: again.length, mostEpochsRepeated, faults };
}

const runsIn = (cache: string): string => join(cache, 'runs');

function resultsIn(cache: string): Map<number, RunResult> {
  const results = new Map<number, RunResult>();
  for (const name of readdirSync(runsIn(cache))) {
    const result = readResult(join(runsIn(cache), name), `${name} is damaged`);
    if (result) results.set(result.parameters.seed, result);
  }
  return results;
}

/** All of a result that does not depend on when and where it was made. */
const outcomeOf = ({ key, metrics, training, weights }: RunResult) => [
  key,
  metrics,
  training.predictions,
  training.bestEpoch,
  training.epochs.map(({ seconds: _, samplesPerSecond: __, ...errors }) => errors),
  checksumOf(readFileSync(weights)),
];

/** Locks, checkpoints and files half written. */
const filesLeft = (cache: string): string[] =>
  readdirSync(runsIn(cache), { recursive: true })
    .map(String)
    .filter((name) => /\.lock|\.part|checkpoint|stopped/.test(name));
