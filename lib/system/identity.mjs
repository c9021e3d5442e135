import { readFileSync } from 'node:fs';

// Which process is meant? Its number alone is not enough: numbers are used again, soon where there are few.

/**
 * Identifies a running process: its number, its start and this boot of the machine.
 * @param {number} [pid] Default: this process.
 * @returns {string | undefined} Such as `4711-81230-0f3c...`, which can stand in a file's name; undefined if there is no such process, or if it has ended and
 *   only waits for its parent to notice.
 */
export function identityOf(pid = process.pid) {
  const stat = readQuietly(`/proc/${pid}/stat`);
  // The name of the program, in parentheses, may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = '', start = ''] = [fields[0], fields[19]];
  if (stat === '' || 'ZX'.includes(state)) return undefined;
  return [pid, start, readQuietly('/proc/sys/kernel/random/boot_id').trim()].join('-');
}

/**
 * Whether the process that an identity names is still running.
 * @param {string} identity As `identityOf` gave it, also if that was before the machine's last start; any other text is
 *   nobody's identity.
 */
export function isRunning(identity) {
  const pid = Number(identity.split('-')[0]);
  return Number.isInteger(pid) && pid > 0 && identityOf(pid) === identity;
}

/**
 * The process that started another one.
 * @param {number} pid
 * @returns {number} 0 if there is none.
 */
export function parentOf(pid) {
  return Number(/^PPid:\s*(\d+)/m.exec(readQuietly(`/proc/${pid}/status`))?.[1] ?? 0);
}

/**
 * The words that a process was started with; none if it has ended.
 * @param {number} pid
 */
export function commandLineOf(pid) {
  return readQuietly(`/proc/${pid}/cmdline`).split('\0').filter(Boolean);
}

/** @param {string} file */
function readQuietly(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
