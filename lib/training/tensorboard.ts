import { mkdirSync } from 'node:fs';
import { tf } from '../ops/tensorflow';
import type { EpochRecord } from './record';

/** The fields of an epoch that are written, by their names in TensorBoard. */
const SCALARS = {
  'loss/training': 'trainingLoss',
  'loss/validation': 'validationLoss',
  'mse/training': 'trainingMse',
  'mse/validation': 'validationMse',
  'learning rate': 'learningRate',
  'samples per second': 'samplesPerSecond',
} as const satisfies Record<string, keyof EpochRecord>;

/**
 * Writes each epoch's figures as TensorBoard event files. View them with `tensorboard --logdir <folder>`.
 *
 * @param folder The run's folder; it is created if it does not exist.
 * @returns A callback for `fit`.
 * @example await fit(network, data, parameters, { onEpoch: tensorBoard('.cache/tensorboard/nose') });
 */
export function tensorBoard(folder: string): (record: EpochRecord) => void {
  mkdirSync(folder, { recursive: true });
  const writer = tf.node.summaryFileWriter(folder);
  return (record) => {
    for (const [name, key] of Object.entries(SCALARS)) writer.scalar(name, record[key], record.epoch);
    writer.flush();
  };
}
