import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'mocha';
import { LABEL_FILES } from '../../lib/datasets/ibug300w';
import { ibug300WSource, immSource } from '../../lib/datasets/sources';
import { cachePath, dataFolders } from '../../lib/paths';
import { generate300W, generateImm } from '../../lib/synthetic/generate';

/** A file that only the complete data set has. */
const LAST_FILES: Readonly<Record<string, string>> = {
  [immSource.folder]: '40-6m.asf',
  [ibug300WSource.folder]: LABEL_FILES.test,
};

/** The folder of a real data set; the calling test is skipped where there is none. */
export function realData(test: Context, name: 'imm_face_db' | 'ibug_300W_large_face_landmark_dataset'): string {
  const folders = dataFolders().map((folder) => join(folder, name));
  return folders.find((folder) => existsSync(join(folder, LAST_FILES[name]!))) ?? test.skip();
}

/** Two synthetic people in the six poses of the IMM Face Database, drawn once and kept in the cache. */
export async function syntheticImm(): Promise<string> {
  const folder = cachePath('test', 'imm');
  await generateImm(folder, { seed: 5, people: 2 });
  return folder;
}

/** A synthetic 300-W with five photos for training and two for testing, each with its twin, kept in the cache. */
export async function synthetic300W(): Promise<string> {
  const folder = cachePath('test', '300w');
  const parts = [
    { name: 'training', labels: LABEL_FILES.training, photos: 5 },
    { name: 'test', labels: LABEL_FILES.test, photos: 2 },
  ];
  await generate300W(folder, { seed: 5, parts });
  return folder;
}
