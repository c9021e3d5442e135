import { existsSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { DataError } from '../errors';
import { writeWholeSync } from '../files';
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

const metadataSchema = z.object({ identity: z.string(), progress: z.string().transform(parseJson) });

/**
 * Writes a checkpoint as a safetensors file: the arrays, flat, under names such as `network/conv1.weight`, and identity
 * and progress in its metadata. A process that is killed while it writes leaves the previous checkpoint.
 */
export function writeCheckpoint(file: string, { identity, progress, arrays }: Checkpoint): void {
  const tensors = new Map<string, StoredTensor>();
  for (const [group, weights] of Object.entries(arrays)) {
    for (const [name, values] of Object.entries(weights)) {
      tensors.set(`${group}/${name}`, { shape: [values.length], values });
    }
  }
  writeWholeSync(file, encodeSafetensors(tensors, 'F32', { identity, progress: JSON.stringify(progress) }));
}

/**
 * Reads a checkpoint.
 *
 * @param file The file.
 * @param identity That of the training that is to resume.
 * @returns The checkpoint, or undefined if there is no such file.
 * @throws DataError when it belongs to another training or is damaged.
 */
export function readCheckpoint(file: string, identity: string): Checkpoint | undefined {
  if (!existsSync(file)) return undefined;
  const advice = 'Delete the file to train from the beginning, or name another file.';
  const { tensors, metadata } = decodeSafetensors(readFileSync(file), file);
  const parsed = metadataSchema.safeParse(metadata);
  if (!parsed.success) throw new DataError(`${file} is not a checkpoint. ${advice}`);
  if (parsed.data.identity !== identity) {
    throw new DataError(`${file} is the checkpoint of a training with other parameters or data. ${advice}`);
  }
  const arrays: Record<string, Weights> = {};
  for (const [path, { values }] of tensors) {
    const [group = '', name = ''] = path.split(/\/(.*)/s);
    (arrays[group] ??= {})[name] = values;
  }
  return { identity, progress: parsed.data.progress, arrays };
}

function parseJson(text: string, { issues }: z.core.$RefinementCtx<string>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    issues.push({ code: 'custom', message: 'Not JSON', input: text });
    return z.NEVER;
  }
}

/** Removes a checkpoint that is no longer needed. */
export function removeCheckpoint(file: string): void {
  rmSync(file, { force: true });
}
