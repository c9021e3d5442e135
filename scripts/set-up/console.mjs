// What the set-up says, on stderr: commands keep stdout for their results.

const terminal = process.stderr.isTTY;
const QUIET_SECONDS = 10;

/** A failure that its message explains in full: what is missing, and what to do. */
export class SetUpError extends Error {
  /** @override */
  name = 'SetUpError';
}

/** @param {string} text */
export function say(text) {
  clear();
  process.stderr.write(`${text}\n`);
}

let spoken = Date.now();

/**
 * How far a step is: one line that is written over; without a terminal, a line every ten seconds.
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

/** Takes the line of progress away. */
export function clear() {
  if (terminal) process.stderr.write('\r\x1b[K');
  spoken = Date.now();
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
