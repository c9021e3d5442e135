import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checksumOf, readSealed } from '../../../lib/files';
import { decodeSafetensors } from '../../../lib/networks/safetensors';
import type { RunResult } from '../../../lib/runs/run';

/** What a piece of work has left, by name: texts, or checksums of files. */
export type Outcome = Readonly<Record<string, string>>;

/** All files in a folder, by their paths in it. */
const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
        .sort()
    : [];

/** The content of all files in some folders of the cache. */
export const filesOutcome =
  (...folders: string[]) =>
  (cache: string): Outcome =>
    Object.fromEntries(
      folders.flatMap((folder) =>
        filesIn(join(cache, folder)).map((name): [string, string] => [
          join(folder, name),
          checksumOf(readFileSync(join(cache, folder, name))),
        ]),
      ),
    );

/** Weights, curves, figures and predictions of all runs, without times and places. */
export function runsOutcome(cache: string): Outcome {
  const runs = join(cache, 'runs');
  const keys = existsSync(runs) ? readdirSync(runs).filter((name) => /^[\da-f]+$/.test(name)) : [];
  return Object.fromEntries(
    keys.flatMap((key): [string, string][] => {
      const weights = join(runs, key, 'weights.safetensors');
      const { result } = (readSealed(join(runs, key, 'result.json')) ?? {}) as { result?: RunResult };
      return [
        [`${key} weights`, existsSync(weights) ? checksumOf(readFileSync(weights)) : 'missing'],
        [`${key} record`, result ? JSON.stringify(timeless(result)) : 'missing'],
      ];
    }),
  );
}

function timeless({ training, ...result }: RunResult): object {
  const epochs = training.epochs.map((epoch) => ({ ...epoch, seconds: 0, samplesPerSecond: 0 }));
  return { ...result, started: '', seconds: 0, weights: '', folder: '', training: { ...training, epochs } };
}

/** Locks, checkpoints and half-written files. */
export const leftIn = (cache: string): string[] =>
  filesIn(cache).filter((name) => /\.(lock|break|part)\b|(^|\/)checkpoint$/.test(name));

/**
 * How many finished epochs a run has lost by being killed.
 *
 * @param seen The last epoch that it said it had finished.
 */
export function epochsLost(cache: string, key: string, seen: number): number {
  const folder = join(cache, 'runs', key);
  if (readSealed(join(folder, 'result.json'))) return 0;
  const file = join(folder, 'checkpoint');
  if (!existsSync(file)) return seen;
  const { progress = '' } = decodeSafetensors(readFileSync(file), file).metadata;
  return Math.max(0, seen - (JSON.parse(progress) as { epochs: unknown[] }).epochs.length);
}
