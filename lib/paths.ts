import { dirname, join, resolve } from 'node:path';

/** The project's folder. It is found by this file's place in it, so that the library works in any current folder. */
export const root = (): string => dirname(__dirname);

/**
 * A path in the cache, which holds everything that can be computed again: generated faces, samples, runs, checkpoints.
 * The cache is the folder that the environment variable `FACES_CACHE` names, `.cache/` by default.
 */
export const cachePath = (...parts: string[]): string => join(named('FACES_CACHE') ?? join(root(), '.cache'), ...parts);

/**
 * A path in the folder that data sets are downloaded to: the one that the environment variable `FACES_DATA` names,
 * `data/` by default.
 */
export const dataPath = (...parts: string[]): string => join(dataFolders()[0]!, ...parts);

/** The modules that store and tell things, but compute nothing: no result depends on them. Patterns with `*`. */
export const storageModules = (): string[] =>
  ['system/*', 'files.ts', 'notices.ts', 'errors.ts', 'progress.ts'].map((name) => join(__dirname, name));

/** What Node.js is told to load first (`--require`) where it is to load TypeScript. */
export const typescriptLoader = (): string => join(__dirname, 'system', 'typescript.cjs');

/** The folder `lib/`. */
export const libraryFolder = (): string => __dirname;

/** A path in `lib/weights/`, which holds the best recipes' weights, records and cards. */
export const weightsPath = (...parts: string[]): string => join(__dirname, 'weights', ...parts);

/**
 * The folders in which data sets are looked for, in this order: `FACES_DATA` if it is set, then `data/`. Each holds data
 * sets under the folder names of their archives, such as `imm_face_db/`.
 */
export function dataFolders(): string[] {
  const own = join(root(), 'data');
  const given = named('FACES_DATA');
  return given === undefined ? [own] : [given, own];
}

/** The folder that an environment variable names; relative paths start in the project's folder. */
function named(variable: string): string | undefined {
  const folder = process.env[variable];
  return folder ? resolve(root(), folder) : undefined;
}
