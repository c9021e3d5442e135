import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** What is wrong and what to do, by the code of a failure of the file system. */
const PROBLEMS = /** @type {Readonly<Record<string, [problem: string, remedy: string]>>} */ ({
  ENOENT: ['no such file or folder', 'Check the path.'],
  ENOTDIR: ['a part of this path is a file, not a folder', 'Check the path.'],
  EISDIR: ['this is a folder, not a file', 'Give the path of a file.'],
  EEXIST: ['this exists already', 'Remove it or choose another path.'],
  ENOTEMPTY: ['this folder is not empty', 'Remove it or choose another path.'],
  ENAMETOOLONG: ['this name is too long', 'Choose a shorter one.'],
  ELOOP: ['this link leads back to itself', 'Remove it or choose another path.'],
  EACCES: ['permission denied', 'Change its permissions or choose another path.'],
  EPERM: ['permission denied', 'Change its permissions or choose another path.'],
  EROFS: ['this file system is read-only', 'Choose another folder.'],
  ENOSPC: ['no space left on the disk', 'Free some space and run the command again.'],
  EDQUOT: ['your disk quota is exceeded', 'Free some space and run the command again.'],
  EFBIG: ['files of this size are not allowed here', 'Raise the limit (`ulimit -f`) and run the command again.'],
  EIO: ['the disk reports an error', 'Check the disk, or choose a folder on another one.'],
  EBUSY: ['it is in use', 'End the program that uses it and run the command again.'],
  EMFILE: ['too many open files', 'Raise the limit (`ulimit -n`) and run the command again.'],
  ENFILE: ['too many open files on this machine', 'End other programs and run the command again.'],
});

/** The same while a folder is made: not where there is a file; on a read-only disk Node calls that `ENOENT`. */
const FOLDER_PROBLEMS = /** @type {typeof PROBLEMS} */ ({
  EEXIST: PROBLEMS.ENOTDIR,
  ENOENT: ['this folder cannot be made', 'Choose another place.'],
});

/** Codes of failures because of which a file does not get written in full. */
const FULL = ['ENOSPC', 'EDQUOT'];

/**
 * A failure of the file system as one or two sentences: where, what is wrong, what to do.
 * @param {unknown} error Anything thrown.
 * @param {{ file?: string, bytes?: number }} [about] The file that was meant (default: the one that the error names), and
 *   how many bytes were to be written to it.
 * @returns {string | undefined} Undefined for any other kind of error.
 * @example describeFileError(error) // 'reports/nose.html: permission denied. Change its permissions or choose ...'
 */
export function describeFileError(error, { file, bytes } = {}) {
  if (!(error instanceof Error)) return undefined;
  const { code = '', path, syscall = '' } = /** @type {NodeJS.ErrnoException} */ (error);
  if (syscall.startsWith('spawn')) return `${path ?? syscall}: this program cannot be started. Check its path.`;
  const known = (syscall === 'mkdir' && FOLDER_PROBLEMS[code]) || PROBLEMS[code];
  if (!known || !syscall) return undefined;
  const [problem, remedy] = known;
  const place = file ?? path;
  const free = FULL.includes(code) && place !== undefined && bytes !== undefined ? freeBytes(place) : undefined;
  const sizes = free === undefined ? '' : ` (${readableSize(bytes ?? 0)} needed, ${readableSize(free)} free)`;
  const text = `${problem}${sizes}. ${remedy}`;
  return place ? `${place}: ${text}` : text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * What is wrong with a file that could not be read, as a clause; undefined for other errors.
 * @param {unknown} error
 */
export function fileProblem(error) {
  const { code = '', syscall } = /** @type {NodeJS.ErrnoException} */ (error);
  return syscall === undefined ? undefined : PROBLEMS[code]?.[0];
}

/**
 * Bytes that this user may still write to the disk of a file, which need not exist.
 * @param {string} file
 * @returns {number | undefined} Undefined if the system does not tell.
 */
export function freeBytes(file) {
  for (let place = file; ; place = dirname(place)) {
    try {
      const { bavail, bsize } = statfsSync(place);
      return bavail * bsize;
    } catch {
      if (place === dirname(place)) return undefined;
    }
  }
}

/**
 * Formats a size, for example `12 MB`.
 * @param {number} bytes
 */
export function readableSize(bytes) {
  const [unit, size] =
    bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : bytes >= 1e3 ? ['kB', 1e3] : ['bytes', 1];
  const value = bytes / Number(size);
  return `${value < 10 && size !== 1 ? value.toFixed(1) : value.toFixed(0)} ${unit}`;
}
