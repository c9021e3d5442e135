/**
 * Synthetic faces: a stand-in for the data sets where they cannot be downloaded, for tests and for screenshots.
 *
 * This folder is a small renderer of its own, and nobody needs to read it to understand the rest of the project, which
 * uses this file alone. The way of a photo: a person (`identity`), an expression and the plan of the face (`layout`), its
 * surface in three dimensions (`surface`, `parts`, `hair`, `glasses` into a `mesh`), what the camera sees of it
 * (`camera`, `raster`), color and light (`paint`, `shade`, `light`), and the finished JPEG (`photo`). The exact landmarks
 * (`landmarks`) come from the same plan. `photo-files` writes both in the data sets' own formats.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../errors';
import { makeWhole } from '../files';
import { generatePhotos } from './jobs';
import { PHOTO_SIZE, writeLabels } from './photo-files';
import type { PhotoJob } from './photo-files';

/** Increase this when the drawings change, so that existing ones are drawn again. */
const VERSION = 3;

/** The file that tells a folder of synthetic faces from one of real photos. */
const MARK = 'generated.json';

/** Called after every photo with how many are done and how many there are. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Generates faces in the files and formats of the IMM Face Database, unless the folder holds them already.
 *
 * @param folder The folder to make.
 * @param options.seed The same seed gives the same files, byte by byte.
 * @param options.people Number of people, each in the six poses.
 * @throws DataError when the folder holds anything but synthetic faces.
 */
export async function generateImm(
  folder: string,
  { seed, people }: { seed: number; people: number },
  onProgress?: OnProgress,
): Promise<void> {
  await intoFolder(folder, { seed, people }, async (temporary) => {
    const jobs = Array.from({ length: 6 * people }, (_, index): PhotoJob => ({ folder: temporary, seed, index }));
    await generatePhotos(jobs, onProgress);
  });
}

/** A part of 300-W to generate. */
export interface PartSpec {
  readonly name: string;
  /** Name of its annotation file. */
  readonly labels: string;
  /** Number of photos, each of another person and each with a mirrored twin. */
  readonly photos: number;
}

/**
 * Generates faces in the files and formats of iBUG 300-W in dlib's archive, unless the folder holds them already.
 *
 * @param folder The folder to make.
 * @param options.seed The same seed gives the same files, byte by byte.
 * @param options.parts The parts of the data set.
 * @throws DataError when the folder holds anything but synthetic faces.
 */
export async function generate300W(
  folder: string,
  { seed, parts }: { seed: number; parts: readonly PartSpec[] },
  onProgress?: OnProgress,
): Promise<void> {
  await intoFolder(folder, { seed, parts, photoSize: PHOTO_SIZE }, async (temporary) => {
    await mkdir(join(temporary, 'generated'));
    const jobs = parts.flatMap(({ name: part, photos }) =>
      Array.from({ length: photos }, (_, index): PhotoJob => ({ folder: temporary, seed, part, index })),
    );
    const annotations = await generatePhotos(jobs, onProgress);
    for (const { name, labels } of parts) {
      const own = annotations.filter((_, i) => jobs[i]!.part === name).flat();
      await writeLabels(join(temporary, labels), name, own);
    }
  });
}

/** Whether a folder holds synthetic faces. */
export const isGenerated = (folder: string): boolean => existsSync(join(folder, MARK));

/** Writes into a temporary folder, then renames it: a folder with the final name is complete. */
async function intoFolder(
  folder: string,
  description: object,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  const mark = JSON.stringify({ version: VERSION, ...description });
  if ((await readFile(join(folder, MARK), 'utf8').catch(() => '')) === mark) return;
  if (existsSync(folder) && !isGenerated(folder)) {
    throw new DataError(
      `${folder} holds something other than synthetic faces. Move it away, or choose another folder.`,
    );
  }
  await makeWhole(folder, async (temporary) => {
    await write(temporary);
    await writeFile(join(temporary, MARK), mark);
  });
}
