import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath } from '../paths';
import type { EpochRecord } from '../training/record';
import { tensorBoard } from '../training/tensorboard';
import type { RunResult, RunSpec } from './run';
import type { SweepDisplay } from './progress';

/** Where `tensorboard --logdir` looks for the runs of all experiments. */
export const eventFolder = (): string => cachePath('tensorboard');

/** The folder of one run's event files, e.g. `nose/default, seed 1 (0f3c)`; with a time it is the name in TensorBoard. */
export function eventPlace({ experiment, label, key }: RunSpec, folder = eventFolder()): string {
  return join(folder, experiment, `${label.replaceAll('/', '-')} (${key.slice(0, 4)})`);
}

/** Writes the epochs of runs as TensorBoard event files, while they are trained. */
export function eventFiles(folder = eventFolder()): Pick<SweepDisplay, 'epoch'> {
  const writers = new Map<RunSpec, (record: EpochRecord) => void>();
  return {
    epoch(run, record) {
      let write = writers.get(run);
      if (!write) {
        const place = eventPlace(run, folder);
        // A run that goes on from a checkpoint tells of its earlier epochs again. TensorFlow has one writer a folder
        // as long as the process lasts, so what is written anew needs a new one.
        rmSync(place, { recursive: true, force: true });
        write = tensorBoard(join(place, new Date().toISOString().replaceAll(':', '-')));
        writers.set(run, write);
      }
      write(record);
    },
  };
}

/** Writes the event files of runs that are in the store already; those that are there are left as they are. */
export function writeStoredEvents(runs: readonly RunResult[], folder = eventFolder()): void {
  const files = eventFiles(folder);
  for (const run of runs) {
    if (!existsSync(eventPlace(run, folder))) for (const epoch of run.training.epochs) files.epoch(run, epoch);
  }
}
