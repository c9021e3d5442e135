import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError, UserError } from './errors';
import { notice } from './notices';
import { freeBytes, readableSize } from './system/file-errors.mjs';
import * as system from './system/files.mjs';

/**
 * Writes a file whole or not at all: beside it under a temporary name, flushed to disk, then renamed. A reader sees the
 * old content or the new one, never half of it. Makes the folder if it is missing.
 *
 * @throws StorageError naming the file, what is wrong (a full disk, no permission, a folder in its place, ...) and what to
 *   do; then the old content is still there, and nothing half written is left.
 * @example writeWhole('reports/nose.json', JSON.stringify(record));
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  try {
    system.writeWhole(file, content);
  } catch (error) {
    throw toUserError(error);
  }
}

/**
 * Writes a file whole or not at all, piece by piece, in any order; for content that is larger than the memory.
 *
 * @param file Its path.
 * @param bytes Its size.
 * @param work Writes the pieces, each at its position in bytes.
 * @throws StorageError as `writeWhole` does; whatever the work throws.
 * @example await writeInPieces('a.bin', 4, async (write) => write(Uint8Array.of(1, 2, 3, 4), 0));
 */
export async function writeInPieces(
  file: string,
  bytes: number,
  work: (write: (content: Uint8Array, position: number) => void) => Promise<void>,
): Promise<void> {
  try {
    await system.writeInPieces(file, bytes, work);
  } catch (error) {
    throw toUserError(error);
  }
}

const toUserError = (error: unknown): unknown =>
  error instanceof system.FileError ? new StorageError(error.message, { cause: error }) : error;

/**
 * Makes a folder whole or not at all: it replaces what was there once the work is done. What an earlier process that was
 * killed has left of it is removed.
 *
 * @param folder The folder.
 * @param work Fills a new, empty folder, which is moved to its place afterwards.
 * @throws UserError naming the folder and the problem; whatever the work throws. Then everything is as before.
 */
export async function makeWhole(folder: string, work: (part: string) => Promise<void>): Promise<void> {
  try {
    await system.makeFolder(folder, work);
  } catch (error) {
    throw toUserError(error);
  }
}

/**
 * Finds out before long work whether its result can be written: makes the folder, writes a little and removes it again.
 *
 * @param folder Where the result will go.
 * @param bytes About how much that will be.
 * @throws UserError naming the folder, what is wrong and what to do.
 */
export function checkWritable(folder: string, bytes: number): void {
  const probe = join(folder, '.probe');
  try {
    writeWhole(probe, 'written to see whether this folder can be written to');
  } catch (error) {
    if (error instanceof UserError) error.message = error.message.replace(probe, folder);
    throw error;
  }
  rmSync(probe, { force: true });
  const free = freeBytes(folder);
  if (free === undefined || free >= bytes) return;
  const sizes = `about ${readableSize(bytes)} needed, ${readableSize(free)} free`;
  throw new UserError(`${folder}: not enough space on the disk (${sizes}). Free some space and run the command again.`);
}

/** SHA-256 of some content, as 64 hexadecimal digits. */
export const checksumOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** A sealed file's text before its JSON, and after it. The checksum has 64 digits. */
const BEFORE = (checksum: string): string => `{"sha256":"${checksum}","content":`;
const AFTER = '}\n';

/**
 * Writes a value as JSON with a checksum inside, whole or not at all.
 *
 * @param file Read it with `readSealed`.
 * @param value Plain JSON.
 * @throws UserError as `writeWhole` does.
 */
export function writeSealed(file: string, value: unknown): void {
  const json = JSON.stringify(value);
  writeWhole(file, BEFORE(checksumOf(json)) + json + AFTER);
}

/**
 * Reads a value that `writeSealed` wrote.
 *
 * @param file Path of the file.
 * @param ifDamaged Called if the file is there but empty, cut off or changed, as after a loss of power.
 * @returns The value; undefined if the file is missing or damaged, so that it is made again.
 */
export function readSealed(file: string, ifDamaged?: () => void): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') ifDamaged?.();
    return undefined;
  }
  const json = text.slice(BEFORE('0'.repeat(64)).length, -AFTER.length);
  if (text === BEFORE(checksumOf(json)) + json + AFTER) return JSON.parse(json) as unknown;
  ifDamaged?.();
  return undefined;
}

/**
 * Keeps a value that can be computed again, sealed. Where that is not possible, on a full disk or in a folder that cannot be
 * written to, a notice says so and everything goes on.
 *
 * @param file Read it with `readSealed`.
 * @param value Plain JSON.
 */
export const writeCache = (file: string, value: unknown): void => optionally(() => writeSealed(file, value));

/** Writes what can be computed again; see `writeCache`. @param write Calls `writeWhole` or `writeSealed`. */
export function optionally(write: () => void): void {
  try {
    write();
  } catch (error) {
    goOnWithout(error);
  }
}

/** Says that everything goes on without a file that could not be written; throws every other error. */
export function goOnWithout(error: unknown): void {
  if (!(error instanceof StorageError)) throw error;
  notice(`${error.message} Going on without this file: the next run computes it again.`);
}
