import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Part300W } from '../datasets/ibug300w';
import { photoSize, writeLabels } from './ibug-files';
import { drawJobs, type Job } from './jobs';

/** Raise this when the drawings change, so that old ones are drawn anew. */
const version = 3;

/** The file that tells a folder of generated faces from one of photos. */
const mark = 'generated.json';

/** What is drawn. The same values always give the same faces. */
export interface GeneratedParameters {
  readonly seed: number;
  /** IMM: people, each in the six poses. */
  readonly people?: number;
  /** 300-W: photos of either part, each of another person and each with a mirrored twin. */
  readonly training?: number;
  readonly test?: number;
}

type Progress = (done: number, total: number) => void;

/** Draws faces in the files and the format of the IMM Face Database, unless the folder has them already. */
export async function generateImm(
  folder: string,
  parameters: GeneratedParameters,
  onProgress?: Progress,
): Promise<void> {
  const { seed, people = 40 } = parameters;
  await inFolder(folder, { seed, people }, async (fresh) => {
    const jobs = Array.from({ length: 6 * people }, (_, index): Job => ({ folder: fresh, seed, set: 'imm', index }));
    await drawJobs(jobs, onProgress);
  });
}

/** Draws faces in the files and the format of dlib's iBUG 300-W, unless the folder has them already. */
export async function generate300W(
  folder: string,
  parameters: GeneratedParameters,
  onProgress?: Progress,
): Promise<void> {
  const { seed, training = 300, test = 60 } = parameters;
  await inFolder(folder, { seed, training, test, photoSize }, async (fresh) => {
    await mkdir(join(fresh, 'generated'));
    const jobs = (set: Part300W, count: number) =>
      Array.from({ length: count }, (_, index): Job => ({ folder: fresh, seed, set, index }));
    const entries = await drawJobs([...jobs('training', training), ...jobs('test', test)], onProgress);
    await writeLabels(fresh, 'training', entries.slice(0, 2 * training));
    await writeLabels(fresh, 'test', entries.slice(2 * training));
  });
}

/** Whether a folder holds generated faces. */
export const isGenerated = (folder: string): boolean => existsSync(join(folder, mark));

/** Draws beside, then renames: an interrupted drawing leaves nothing that could be taken for a whole one. */
async function inFolder(folder: string, description: object, draw: (fresh: string) => Promise<void>): Promise<void> {
  const text = JSON.stringify({ version, ...description });
  if ((await readFile(join(folder, mark), 'utf8').catch(() => '')) === text) return;
  if (existsSync(folder) && !isGenerated(folder)) {
    throw new Error(`${folder} holds something else than generated faces; it will not be written over.`);
  }
  const fresh = `${folder}.${process.pid}.part`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  try {
    await draw(fresh);
    await writeFile(join(fresh, mark), text);
    await mkdir(dirname(folder), { recursive: true });
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
