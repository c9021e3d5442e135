import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Face } from '../../../lib/landmarks/face';
import { imm58 } from '../../../lib/landmarks/imm58';
import { noseNetwork } from '../../../lib/networks/models/nose';
import { tf } from '../../../lib/ops/tensorflow';
import { Random } from '../../../lib/random';
import type { Dataset } from '../../../lib/samples/dataset';
import { imagesInMemory } from '../../../lib/samples/images';
import type { EpochRecord } from '../../../lib/training/record';
import { fit } from '../../../lib/training/trainer';
import { slopeOf } from './slope';

/** What a long training has done to its process. */
export interface TrainingEndurance {
  readonly epochs: number;
  /** Tensors after each tenth of the epochs. */
  readonly tensors: readonly number[];
  /** Resident memory after each tenth of the epochs, in MB. */
  readonly memory: readonly number[];
  /** Resident memory, and memory of JavaScript after a collection, over the second half: MB per 1,000 epochs. */
  readonly memorySlope: number;
  readonly heapSlope: number;
}

const SIZE = 30;

/** Gray noise with a point each: the data matter only for their size. */
function noise(count: number, seed: number): Dataset {
  const random = new Random(seed);
  const faces = Array.from({ length: count }, (_, i) => ({ id: String(i), labels: {} }) as Face);
  return {
    landmarkSet: { ...imm58, count: 1, parts: [], mirror: [0], noseTip: 0 },
    faces,
    width: SIZE,
    height: SIZE,
    images: imagesInMemory(
      Uint8Array.from({ length: count * SIZE * SIZE }, () => random.integer(256)),
      SIZE * SIZE,
    ),
    landmarks: Float32Array.from({ length: 2 * count }, () => random.uniform(0.3, 0.7)),
    crops: faces.map(() => ({ x: 0, y: 0, width: SIZE, height: SIZE })),
    crop: 'photo',
  };
}

/**
 * Trains the nose's network for many epochs of two steps.
 *
 * @param checkpoint Path of its checkpoint; the folder is removed at the end.
 * @param onEpoch Called after each epoch.
 */
export async function longTraining(
  epochs: number,
  checkpoint: string,
  onEpoch?: (epoch: number) => void,
): Promise<TrainingEndurance> {
  const network = noseNetwork({ width: SIZE, height: SIZE, extraChannels: 0, seed: 1 });
  const rows: { epoch: number; tensors: number; memory: number; heap: number }[] = [];
  const every = Math.max(1, Math.floor(epochs / 100));
  const look = ({ epoch }: EpochRecord): void => {
    onEpoch?.(epoch);
    if (epoch % every !== 0) return;
    globalThis.gc!();
    const { rss, heapUsed } = process.memoryUsage();
    rows.push({ epoch, tensors: tf.memory().numTensors, memory: rss / 1e6, heap: heapUsed / 1e6 });
  };
  try {
    await fit(
      network,
      { training: noise(16, 1), validation: noise(8, 2) },
      {
        ...{ epochs, batchSize: 8, learningRate: 1e-4, precision: 'float32', seed: 1 },
        ...{ loss: 'mse', schedule: 'constant', weightDecay: 0 },
      },
      { checkpoint, onEpoch: look },
    );
  } finally {
    network.dispose();
    rmSync(dirname(checkpoint), { recursive: true, force: true });
  }
  const tenths = rows.filter((_, i) => (i + 1) % Math.max(1, Math.floor(rows.length / 10)) === 0);
  const later = rows.slice(rows.length >> 1);
  const slope = (key: 'memory' | 'heap'): number => slopeOf(later.map((row) => [row.epoch / 1000, row[key]]));
  return {
    epochs,
    tensors: tenths.map(({ tensors }) => tensors),
    memory: tenths.map(({ memory }) => Math.round(memory)),
    memorySlope: rounded(slope('memory')),
    heapSlope: rounded(slope('heap')),
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
