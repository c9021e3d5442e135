import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { bundleForNode } from '../bundle';
import { writeWhole } from '../files';
import { cachePath } from '../paths';
import { runInProcess } from '../processes/pool';
import { writePhoto } from './photo-files';
import type { Annotation, PhotoJob } from './photo-files';
import type { PhotoDone, Share } from './worker';

/** Fewer photos than these are drawn sooner than processes start. */
const WORTH_PROCESSES = 12;

/**
 * Draws photos and writes their files, in one process per core if there are many.
 *
 * @param onProgress Called after every photo with how many are done and how many there are.
 * @returns What each job gave, in the jobs' order.
 * @throws ProcessError when a process fails; then the others are stopped.
 */
export async function generatePhotos(
  jobs: readonly PhotoJob[],
  onProgress?: (done: number, total: number) => void,
): Promise<Annotation[][]> {
  const results = new Array<Annotation[]>(jobs.length);
  let done = 0;
  const finish = ({ index, annotations }: PhotoDone) => {
    results[index] = annotations;
    onProgress?.(++done, jobs.length);
  };
  if (jobs.length < WORTH_PROCESSES) {
    for (const [index, job] of jobs.entries()) finish({ index, annotations: await writePhoto(job) });
  } else {
    await inProcesses(jobs, finish);
  }
  return results;
}

async function inProcesses(jobs: readonly PhotoJob[], onMessage: (message: PhotoDone) => void): Promise<void> {
  const program = workerProgram();
  const cores = availableParallelism();
  const shares = Array.from({ length: cores }, (_, core): Share =>
    [...jobs.entries()].filter(([index]) => index % cores === core),
  );
  const stop = new AbortController();
  const runs = shares.map((share) =>
    runInProcess<Share, void, PhotoDone>(program, share, { onMessage, signal: stop.signal }),
  );
  try {
    await Promise.all(runs);
  } finally {
    stop.abort();
    await Promise.allSettled(runs);
  }
}

/**
 * The worker as one file of JavaScript: the inner loops run nearly twice as fast as they do module by module, where
 * every imported function is looked up at every call.
 */
function workerProgram(): string {
  const file = cachePath('generated', 'worker.cjs');
  writeWhole(file, bundleForNode(join(__dirname, 'worker.ts')));
  return file;
}
