import { join, resolve } from 'node:path';

/** The project's root. Every command and the notebooks' kernel start in it. */
export const root = (): string => process.cwd();

/** A path below `.cache/`, where everything lies that can be computed again: samples, runs, checkpoints. */
export const cachePath = (...parts: string[]): string => join(root(), '.cache', ...parts);

/** Where downloaded and generated data sets go. */
export const dataPath = (...parts: string[]): string => join(root(), 'data', ...parts);

/**
 * The folders in which data sets are looked for, first one first: `FACES_DATA` (where it is set), then `data/`.
 * Each holds data sets under the folder names of their archives, e.g. `imm_face_db/`.
 */
export function dataFolders(): string[] {
  const given = process.env.FACES_DATA;
  return given ? [resolve(root(), given), dataPath()] : [dataPath()];
}
