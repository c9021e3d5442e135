import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { DataError } from '../errors';
import { writeWhole } from '../files';
import { decodeSafetensors, encodeSafetensors } from '../networks/safetensors';
import type { StoredTensor } from '../networks/safetensors';
import type { Weights } from '../networks/weights';

/** All that a stopped training needs to resume as if it had not been stopped. */
export interface Checkpoint {
  /** Identifies the training: another network, other parameters or other data must not resume from it. */
  readonly identity: string;
  /** The training's progress, plain JSON. */
  readonly progress: unknown;
  /** Groups of arrays, such as `network` and `optimizer`. */
  readonly arrays: Readonly<Record<string, Weights>>;
}

const metadataSchema = z.object({ identity: z.string(), progress: z.string(), sha256: z.string() });

/**
 * Writes a checkpoint as a safetensors file: the arrays, flat, under names such as `network/conv1.weight`, and identity,
 * progress and a checksum in its metadata. A process that is killed while it writes leaves the previous checkpoint.
 *
 * @throws UserError when the file cannot be written, such as on a full disk; the previous checkpoint is kept.
 */
export function writeCheckpoint(file: string, { identity, progress, arrays }: Checkpoint): void {
  const tensors = new Map<string, StoredTensor>();
  for (const [group, weights] of Object.entries(arrays)) {
    for (const [name, values] of Object.entries(weights)) {
      tensors.set(`${group}/${name}`, { shape: [values.length], values });
    }
  }
  const text = JSON.stringify(progress);
  const sha256 = checksumOf(identity, text, tensors);
  writeWhole(file, encodeSafetensors(tensors, 'F32', { identity, progress: text, sha256 }));
}

/**
 * Reads a checkpoint.
 *
 * @param file The file.
 * @param identity That of the training that is to resume.
 * @param ifDamaged Called if the file is there but empty, cut off or changed, as after a loss of power.
 * @returns The checkpoint, or undefined if there is no such file or it is damaged.
 * @throws DataError when it belongs to another training.
 */
export function readCheckpoint(file: string, identity: string, ifDamaged?: () => void): Checkpoint | undefined {
  if (!existsSync(file)) return undefined;
  const stored = readIntact(file);
  if (!stored) {
    ifDamaged?.();
    return undefined;
  }
  if (stored.identity !== identity) {
    throw new DataError(
      `${file} is the checkpoint of a training with other parameters or data. ` +
        'Delete the file to train from the beginning, or name another file.',
    );
  }
  return stored;
}

function readIntact(file: string): Checkpoint | undefined {
  try {
    const { tensors, metadata } = decodeSafetensors(readFileSync(file), file);
    const { identity, progress, sha256 } = metadataSchema.parse(metadata);
    if (checksumOf(identity, progress, tensors) !== sha256) return undefined;
    const groups = new Map<string, [string, Float32Array][]>();
    for (const [path, { values }] of tensors) {
      const [group = '', name = ''] = path.split(/\/(.*)/s);
      groups.set(group, [...(groups.get(group) ?? []), [name, values]]);
    }
    const arrays = [...groups].map(([group, entries]): [string, Weights] => [group, Object.fromEntries(entries)]);
    return { identity, progress: JSON.parse(progress) as unknown, arrays: Object.fromEntries(arrays) };
  } catch (error) {
    if (error instanceof DataError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

function checksumOf(identity: string, progress: string, tensors: ReadonlyMap<string, StoredTensor>): string {
  const shapes = [...tensors].map(([name, { shape }]) => [name, shape]);
  const hash = createHash('sha256').update(JSON.stringify([identity, progress, shapes]));
  for (const { values } of tensors.values()) {
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}

/** Removes a checkpoint that is no longer needed. */
export function removeCheckpoint(file: string): void {
  rmSync(file, { force: true });
}
