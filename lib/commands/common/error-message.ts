import { UserError } from '../../errors';

/** What to tell a person about a failure of the file system, by its code. */
const FILE_SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder. Check the path.',
  ENOTDIR: 'a part of this path is a file, not a folder. Check the path.',
  EISDIR: 'this is a folder, not a file. Give the path of a file.',
  EEXIST: 'this exists already. Remove it or choose another path.',
  EACCES: 'permission denied. Change its permissions or choose another path.',
  EPERM: 'permission denied. Change its permissions or choose another path.',
  EROFS: 'this file system is read-only. Choose another folder.',
  ENOSPC: 'no space left on the disk. Free some space and run the command again.',
  EDQUOT: 'your disk quota is exceeded. Free some space and run the command again.',
  EMFILE: 'too many open files. Raise the limit (`ulimit -n`) and run the command again.',
};

/**
 * What a command prints about a failure: the message alone if a person can cause and cure it, such as a bad parameter
 * or a full disk; for a defect also the stack, which shows where it comes from.
 *
 * @param error Whatever was thrown.
 * @returns One or several lines.
 * @example console.error(errorMessage(error));
 */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UserError || error.name === 'AbortError') return error.message;
  return fileSystemMessage(error) ?? error.stack ?? error.message;
}

function fileSystemMessage({ code, path, syscall }: NodeJS.ErrnoException): string | undefined {
  if (!code || !syscall) return undefined;
  if (syscall.startsWith('spawn')) return `${path ?? syscall}: this program cannot be started. Check its path.`;
  const problem = FILE_SYSTEM[code];
  if (!problem) return undefined;
  return path ? `${path}: ${problem}` : problem[0]!.toUpperCase() + problem.slice(1);
}
