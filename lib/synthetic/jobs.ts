import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { bundleForNode } from '../bundle';
import { writeWhole } from '../files';
import { cachePath, root } from '../paths';
import type { Part300W } from '../datasets/ibug300w';
import { writeIbugFace, type Entry } from './ibug-files';
import { writeImmFace } from './imm-files';

/** One photo to be drawn. */
export interface Job {
  readonly folder: string;
  readonly seed: number;
  readonly set: 'imm' | Part300W;
  readonly index: number;
}

/** Draws one photo; gives the entries for the annotation file where the set has one. */
export async function drawJob({ folder, seed, set, index }: Job): Promise<Entry[]> {
  if (set !== 'imm') return writeIbugFace(folder, seed, set, index);
  await writeImmFace(folder, seed, index);
  return [];
}

/** Fewer photos than these are sooner drawn than processes started. */
const worthProcesses = 12;

/** Draws photos, many of them in a process for each core; gives the entries in the jobs' order. */
export async function drawJobs(
  jobs: readonly Job[],
  onProgress?: (done: number, total: number) => void,
): Promise<Entry[]> {
  const results: Entry[][] = new Array<Entry[]>(jobs.length);
  let done = 0;
  const finish = (i: number, entries: Entry[]) => {
    results[i] = entries;
    onProgress?.(++done, jobs.length);
  };
  if (jobs.length < worthProcesses) {
    for (const [i, job] of jobs.entries()) finish(i, await drawJob(job));
  } else {
    const program = await workerProgram();
    let next = 0;
    const take = () => (next < jobs.length ? next++ : null);
    await Promise.all(Array.from({ length: availableParallelism() }, () => inProcess(program, jobs, take, finish)));
  }
  return results.flat();
}

/**
 * The worker as one file of JavaScript: the drawing's inner loops run nearly twice as fast as module by module, where
 * every imported function is looked up at every call.
 */
async function workerProgram(): Promise<string> {
  const outfile = cachePath('generated', 'worker.cjs');
  await writeWhole(outfile, bundleForNode(join(__dirname, 'worker.ts')));
  return outfile;
}

/** Feeds jobs to a process of its own until there are none left. */
function inProcess(
  program: string,
  jobs: readonly Job[],
  take: () => number | null,
  finish: (i: number, entries: Entry[]) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker: ChildProcess = fork(program, [], { execArgv: [], cwd: root() });
    let current = take();
    const feed = () => (current === null ? worker.disconnect() : worker.send(jobs[current]!));
    worker.on('message', (entries: Entry[] | { error: string }) => {
      if ('error' in entries) {
        reject(new Error(entries.error));
        worker.disconnect();
        return;
      }
      finish(current!, entries);
      current = take();
      feed();
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      current === null ? resolve() : reject(new Error(`Drawing faces ended with ${code}.`)),
    );
    feed();
  });
}
