import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Weights } from './weights';

/** Everything that a stopped training needs to go on as if it had not been stopped. */
export interface Checkpoint<State> {
  /** What the training is: one with other parameters, network or data must not go on from it. */
  readonly identity: string;
  /** Plain JSON. */
  readonly state: State;
  /** Groups of arrays, such as `network` and `optimizer`. */
  readonly arrays: Readonly<Record<string, Weights>>;
}

/**
 * Writes a checkpoint: a line of JSON, then the arrays as float32. The file is replaced in one step, so that a process
 * which is killed while it writes leaves the one before.
 */
export function writeCheckpoint<State>(file: string, { identity, state, arrays }: Checkpoint<State>): void {
  const lengths = Object.entries(arrays).map(([group, weights]) => [
    group,
    Object.entries(weights).map(([name, values]) => [name, values.length]),
  ]);
  const parts = Object.values(arrays).flatMap((weights) =>
    Object.values(weights).map((values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  );
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.part`;
  writeFileSync(
    unfinished,
    Buffer.concat([Buffer.from(`${JSON.stringify({ identity, state, lengths })}\n`), ...parts]),
  );
  renameSync(unfinished, file);
}

/**
 * Reads a checkpoint, if there is one.
 *
 * @throws Error when it belongs to another training or is damaged.
 */
export function readCheckpoint<State>(file: string, identity: string): Checkpoint<State> | undefined {
  if (!existsSync(file)) return undefined;
  const advice = `Delete the file to train from the beginning, or name another one.`;
  const bytes = readFileSync(file);
  const end = bytes.indexOf('\n');
  const header = parse(bytes.subarray(0, Math.max(0, end)).toString());
  if (!header) throw new Error(`${file} is not a checkpoint. ${advice}`);
  if (header.identity !== identity) {
    throw new Error(`${file} is the checkpoint of another training (${header.identity}, not ${identity}). ${advice}`);
  }
  let offset = end + 1;
  const arrays: Record<string, Weights> = {};
  for (const [group, entries] of header.lengths) {
    const weights: Weights = {};
    for (const [name, length] of entries) {
      weights[name] = new Float32Array(
        bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + offset + 4 * length),
      );
      offset += 4 * length;
    }
    arrays[group] = weights;
  }
  if (offset !== bytes.length) throw new Error(`${file} is cut short. ${advice}`);
  return { identity, state: header.state as State, arrays };
}

/** Removes a checkpoint that is no longer needed. */
export function removeCheckpoint(file: string): void {
  rmSync(file, { force: true });
}

interface Header {
  readonly identity: string;
  readonly state: unknown;
  readonly lengths: readonly [string, readonly [string, number][]][];
}

function parse(text: string): Header | undefined {
  try {
    const header = JSON.parse(text) as Partial<Header>;
    return typeof header.identity === 'string' && Array.isArray(header.lengths) ? (header as Header) : undefined;
  } catch {
    return undefined;
  }
}
