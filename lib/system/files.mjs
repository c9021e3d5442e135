import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describeFileError } from './file-errors.mjs';
import { identityOf, isRunning } from './identity.mjs';

// Everything is made beside its final place under a name that ends with .part, flushed to the disk and moved there once it
// is complete. So an interruption, a full disk or a loss of power leaves the old content or the new one, never half of it.

/** The file system has refused something; the message says what, and what to do. */
export class FileError extends Error {
  /** @override */
  name = 'FileError';
}

/**
 * Writes a file whole or not at all, and makes the folders it needs.
 * @param {string} file
 * @param {string | Uint8Array} content
 * @throws FileError naming the file, the problem, and for a full disk the bytes needed and free. The old content is still
 *   there then, and nothing else is left.
 */
export function writeWhole(file, content) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const part = partOf(file);
  try {
    fs.mkdirSync(dirname(file), { recursive: true });
    removeParts(dirname(file), (name) => name.startsWith(`${basename(file)}.`));
    writeFlushed(part, bytes);
    fs.renameSync(part, file);
    flush(dirname(file));
  } catch (error) {
    removeQuietly(part);
    const message = describeFileError(error, { file, bytes: bytes.byteLength });
    throw message === undefined ? error : new FileError(message, { cause: error });
  }
}

/**
 * Writes a file whole or not at all, piece by piece, in any order; for content that is larger than the memory.
 * @param {string} file
 * @param {number} bytes Its size.
 * @param {(write: (content: Uint8Array, position: number) => void) => Promise<void>} work Writes the pieces.
 * @throws FileError as `writeWhole` does, without the old content being touched; whatever the work throws.
 */
export async function writeInPieces(file, bytes, work) {
  const part = partOf(file);
  try {
    fs.mkdirSync(dirname(file), { recursive: true });
    removeParts(dirname(file), (name) => name.startsWith(`${basename(file)}.`));
    const handle = fs.openSync(part, 'w');
    try {
      await work((content, position) => {
        for (let done = 0; done < content.byteLength;) {
          done += fs.writeSync(handle, content, done, content.byteLength - done, position + done);
        }
      });
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(part, file);
    flush(dirname(file));
  } catch (error) {
    removeQuietly(part);
    const message =
      error instanceof Error && 'syscall' in error ? describeFileError(error, { file, bytes }) : undefined;
    throw message === undefined ? error : new FileError(message, { cause: error });
  }
}

/**
 * Removes what processes that were killed have left half written in a folder.
 * @param {string} folder May be missing.
 * @param {(name: string) => boolean} [isMeant] Default: all such files and folders.
 */
export function removeParts(folder, isMeant = () => true) {
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    const owner = /\.(\d+-\d+-[-\w]*)\.part$/.exec(name)?.[1];
    if (owner === undefined || isRunning(owner) || !isMeant(name)) continue;
    removeQuietly(join(folder, name));
  }
}

/**
 * Makes a folder whole or not at all: it replaces what was there once the work is done. If the work fails, everything is
 * as before.
 * @template T
 * @param {string} target
 * @param {(part: string) => Promise<T>} work Fills a new empty folder, which is moved to the target afterwards.
 * @returns {Promise<T>}
 * @throws FileError naming the folder and the problem; whatever the work throws.
 */
export async function makeFolder(target, work) {
  const part = partOf(target);
  try {
    fs.mkdirSync(dirname(target), { recursive: true });
    removeParts(dirname(target), (name) => name.startsWith(`${basename(target)}.`));
    fs.rmSync(part, { recursive: true, force: true });
    fs.mkdirSync(part);
    const result = await work(part);
    for (const entry of fs.readdirSync(part, { withFileTypes: true, recursive: true })) {
      if (entry.isFile() || entry.isDirectory()) flush(join(entry.parentPath, entry.name));
    }
    flush(part);
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(part, target);
    flush(dirname(target));
    return result;
  } catch (error) {
    removeQuietly(part);
    const message = describeFileError(error, { file: target });
    throw message === undefined ? error : new FileError(message, { cause: error });
  }
}

/**
 * Makes an empty folder in the system's folder for temporary files, for this process alone. Those that processes which were
 * killed have left are removed.
 * @param {string} purpose A word of the folder's name.
 * @returns {string} Its path; the caller removes it.
 */
export function temporaryFolder(purpose) {
  const base = `faces-${purpose}`;
  removeParts(tmpdir(), (name) => name.startsWith(`${base}.`));
  for (let n = 1; ; n++) {
    const folder = partOf(join(tmpdir(), `${base}.${n}`));
    if (fs.mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) return folder;
  }
}

/**
 * The text of a file; empty if there is no such file.
 * @param {string} file
 */
export function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

/**
 * Makes `link` a symbolic link to `target`, replacing whatever is at that path.
 * @param {string} target
 * @param {string} link
 */
export function pointTo(target, link) {
  fs.mkdirSync(dirname(link), { recursive: true });
  removeParts(dirname(link), (name) => name.startsWith(`${basename(link)}.`));
  const part = partOf(link);
  fs.rmSync(part, { force: true });
  fs.symlinkSync(target, part);
  const present = fs.lstatSync(link, { throwIfNoEntry: false });
  if (present?.isDirectory()) fs.rmSync(link, { recursive: true });
  fs.renameSync(part, link);
  flush(dirname(link));
}

/**
 * The size of all files in a folder, in bytes. Files and folders deleted meanwhile count as empty.
 * @param {string} folder
 * @returns {number}
 */
export function sizeOf(folder) {
  let sum = 0;
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sum += sizeOf(path);
    else if (entry.isFile()) sum += fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }
  return sum;
}

/**
 * What a folder holds: nothing if it is missing.
 * @param {string} folder
 */
function entriesOf(folder) {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * The name under which this process makes a file or folder. The next process that makes it finds out by the name whether
 * this one has left it behind.
 * @param {string} target
 */
function partOf(target) {
  return `${target}.${identityOf() ?? `${process.pid}-0-`}.part`;
}

/**
 * Where even this fails, the reason why the part was not finished is the one to tell.
 * @param {string} part
 */
function removeQuietly(part) {
  try {
    fs.rmSync(part, { recursive: true, force: true });
  } catch {
    // The next process that makes the same file or folder tries again.
  }
}

/**
 * @param {string} file
 * @param {Uint8Array} bytes
 */
function writeFlushed(file, bytes) {
  const handle = fs.openSync(file, 'w');
  try {
    for (let done = 0; done < bytes.byteLength;) done += fs.writeSync(handle, bytes, done);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/**
 * Flushes a file's content, or a folder's list of names, to the disk.
 * @param {string} path
 */
function flush(path) {
  const handle = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(handle);
  } catch (error) {
    // Some network file systems cannot flush folders.
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EBADF'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? ''))
      throw error;
  } finally {
    fs.closeSync(handle);
  }
}
