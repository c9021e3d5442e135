import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath } from '../paths';
import type { EpochRecord } from '../training/record';
import { tensorBoard } from '../training/tensorboard';
import type { SweepDisplay } from './progress';
import type { RunResult, RunSpec } from './run';

/** The folder for `tensorboard --logdir`, with the runs of all experiments. */
export const eventFolder = (): string => cachePath('tensorboard');

/** The folder of one run's event files, e.g. `nose/default, seed 1 (0f3c)`; TensorBoard shows this name. */
export const runEventFolder = ({ experiment, label, key }: RunSpec, folder: string): string =>
  join(folder, experiment, `${label.replaceAll('/', '-')} (${key.slice(0, 4)})`);

/**
 * Writes the epochs of runs as TensorBoard event files during the training.
 *
 * @param folder Where to, see `eventFolder`.
 */
export function eventFiles(folder: string): Pick<SweepDisplay, 'epoch'> {
  const writers = new Map<RunSpec, (record: EpochRecord) => void>();
  return {
    epoch(run, record) {
      let write = writers.get(run);
      if (!write) {
        const own = runEventFolder(run, folder);
        // A resumed run reports its earlier epochs again, so its files are written anew. TensorFlow keeps one writer
        // per folder as long as the process lasts, hence the new subfolder.
        rmSync(own, { recursive: true, force: true });
        write = tensorBoard(join(own, new Date().toISOString().replaceAll(':', '-')));
        writers.set(run, write);
      }
      write(record);
    },
  };
}

/** Writes the event files of finished runs; existing ones are kept. */
export function writeStoredEvents(runs: readonly RunResult[], folder: string): void {
  const files = eventFiles(folder);
  for (const run of runs) {
    if (!existsSync(runEventFolder(run, folder))) for (const epoch of run.training.epochs) files.epoch(run, epoch);
  }
}
