// The set-up writes to stderr: commands keep stdout for their results.

const terminal = process.stderr.isTTY;
const QUIET_SECONDS = 10;

/** A failure whose message says everything: what is missing, and what to do. */
export class SetUpError extends Error {
  /** @override */
  name = 'SetUpError';
}

/**
 * Prints a line.
 * @param {string} text
 */
export function say(text) {
  clear();
  process.stderr.write(`${text}\n`);
}

let spoken = Date.now();

/**
 * Shows the progress of a step: on a terminal in one line that is overwritten, elsewhere in a line every ten seconds.
 * @param {string} text
 */
export function progress(text) {
  if (terminal) {
    process.stderr.write(`\r\x1b[K  ${text}`);
  } else if (Date.now() - spoken > QUIET_SECONDS * 1000) {
    spoken = Date.now();
    process.stderr.write(`  ${text}\n`);
  }
}

/** Removes the progress line. */
export function clear() {
  if (terminal) process.stderr.write('\r\x1b[K');
  spoken = Date.now();
}

/**
 * Formats a size, for example `12 MB`.
 * @param {number} bytes
 */
export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
