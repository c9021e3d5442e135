import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWholeSync } from '../files';
import { cachePath } from '../paths';
import { weightsFile } from './run';
import type { RunResult, RunSpec } from './run';

/** The folder of all runs, shared by commands and notebooks; each run has a folder of its own, named by its key. */
export const runsFolder = (): string => cachePath('runs');

/** The file with the result of a run. It is written last and atomically, so a run is either complete or missing. */
const resultFile = ({ folder }: Pick<RunSpec, 'folder'>): string => join(folder, 'result.json');

/** The stored result of a run; undefined if it has not finished. */
export function readRun(spec: RunSpec): RunResult | undefined {
  const file = resultFile(spec);
  if (!existsSync(file)) return undefined;
  const stored = JSON.parse(readFileSync(file, 'utf8')) as RunResult;
  // Another sweep may have labeled the same run differently.
  return { ...stored, ...spec, weights: weightsFile(spec) };
}

/** Stores a finished run, beside its weights. */
export function writeRun(result: RunResult): void {
  writeWholeSync(resultFile(result), JSON.stringify(result));
}

/** Deletes a run with its weights and its checkpoint. */
export function removeRun({ folder }: Pick<RunSpec, 'folder'>): void {
  rmSync(folder, { recursive: true, force: true });
}
