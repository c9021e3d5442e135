import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checksumOf, readSealed, writeSealed } from '../files';
import { notice } from '../notices';
import { cachePath } from '../paths';
import { alone, holderOf } from '../system/lock.mjs';
import { removeCheckpoint } from '../training/checkpoint';
import type { EpochRecord } from '../training/record';
import { checkpointFile, weightsFile } from './run';
import type { RunResult, RunSpec } from './run';

/** The folder of all runs, shared by commands and notebooks; each run has a folder of its own, named by its key. */
export const runsFolder = (): string => cachePath('runs');

/** The file with the result of a run. It is written last and atomically, so a run is either complete or missing. */
const resultFile = ({ folder }: Pick<RunSpec, 'folder'>): string => join(folder, 'result.json');

/** The lock of a run, see `alone`: the process that trains the run holds it. */
export const lockOf = ({ folder }: Pick<RunSpec, 'folder'>): string => `${folder}.lock`;

/** A run's file: the result, and the checksum of the weights beside it. */
interface StoredRun {
  readonly result: RunResult;
  readonly weightsSha256: string;
}

/**
 * The stored result of a run.
 *
 * @param spec Which run.
 * @returns Undefined if the run has not finished, or if its result or its weights are damaged or missing, as after a loss
 *   of power; a notice says so.
 */
export function readRun(spec: RunSpec): RunResult | undefined {
  const result = readResult(
    spec.folder,
    `${spec.folder}: this stored run (${spec.label}) is damaged. It is trained again.`,
  );
  // Another sweep may have labeled the same run differently.
  return result && { ...result, ...spec };
}

/**
 * The stored result in a run's folder, with the label that it was stored under.
 *
 * @param folder The run's.
 * @param ifDamaged What to tell when the result or its weights are damaged.
 * @returns Undefined if there is none, or if it is damaged.
 */
export function readResult(folder: string, ifDamaged: string): RunResult | undefined {
  const stored = readSealed(resultFile({ folder }), () => notice(ifDamaged)) as StoredRun | undefined;
  if (!stored) return undefined;
  const weights = weightsFile({ folder });
  if (checksumOfFile(weights) === stored.weightsSha256) return { ...stored.result, folder, weights };
  notice(ifDamaged);
  return undefined;
}

/** Whether a run is finished, by its file alone: quick, for lists of many runs. `readRun` finds out whether it is whole. */
export const isStored = (spec: Pick<RunSpec, 'folder'>): boolean => existsSync(resultFile(spec));

/**
 * Stores a finished run, beside its weights, and removes its checkpoint.
 *
 * @throws UserError when the file cannot be written.
 */
export function writeRun(result: RunResult): void {
  const stored: StoredRun = { result, weightsSha256: checksumOfFile(result.weights) ?? '' };
  writeSealed(resultFile(result), stored);
  removeCheckpoint(checkpointFile(result));
  rmSync(stoppedFile(result), { force: true });
}

/** The file with the epochs of a run that was stopped early. It is no result; the checkpoint is beside it. */
const stoppedFile = ({ folder }: Pick<RunSpec, 'folder'>): string => join(folder, 'stopped.json');

/**
 * Keeps the epochs of a run that was stopped early, so that it can be judged again without being trained again. The run
 * counts as missing; it is resumed from its checkpoint.
 *
 * @throws UserError when the file cannot be written.
 */
export const writeStopped = (spec: Pick<RunSpec, 'folder'>, epochs: readonly EpochRecord[]): void =>
  writeSealed(stoppedFile(spec), epochs);

/** The epochs that `writeStopped` has kept; none for other runs. */
export const readStopped = (spec: Pick<RunSpec, 'folder'>): readonly EpochRecord[] =>
  (readSealed(stoppedFile(spec)) as EpochRecord[] | undefined) ?? [];

/** Removes what a process that was killed just after it had stored a run has left: its lock and its checkpoint. */
export async function tidyRun(spec: Pick<RunSpec, 'folder'>): Promise<void> {
  const lock = lockOf(spec);
  if (![lock, checkpointFile(spec)].some((file) => existsSync(file)) || holderOf(lock) !== undefined) return;
  await alone(lock, () => Promise.resolve(removeCheckpoint(checkpointFile(spec))));
}

/** Deletes a run with its weights and its checkpoint. */
export function removeRun({ folder }: Pick<RunSpec, 'folder'>): void {
  rmSync(folder, { recursive: true, force: true });
}

function checksumOfFile(file: string): string | undefined {
  try {
    return checksumOf(readFileSync(file));
  } catch {
    return undefined;
  }
}
