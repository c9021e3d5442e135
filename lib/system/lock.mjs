import fs from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { removeParts } from './files.mjs';
import { identityOf, isRunning } from './identity.mjs';

/** Milliseconds between two looks at a lock that another process holds. */
const PAUSE = 200;

/**
 * Runs work that only one process at a time may do; waits for its turn.
 * @template T
 * @param {string} file The lock: a file with the identity of the process that is working. The lock of a process that has
 *   ended is not held, nor is one that is empty or holds anything else.
 * @param {() => Promise<T>} work
 * @param {{ onWait?: (pid: number) => void, signal?: AbortSignal }} [options] `onWait` is told once whom it waits for; the
 *   signal ends the waiting.
 * @returns {Promise<T>}
 * @throws The signal's reason.
 */
export async function alone(file, work, { onWait, signal } = {}) {
  fs.mkdirSync(dirname(file), { recursive: true });
  for (let told = false; !take(file); told = true) {
    const holder = holderOf(file);
    if (!told && holder !== undefined) onWait?.(holder);
    await pause(signal);
  }
  removeRemains(file);
  if (held.size === 0) process.on('exit', letGoOfAll);
  held.add(file);
  try {
    return await work();
  } finally {
    held.delete(file);
    if (held.size === 0) process.off('exit', letGoOfAll);
    letGo(file);
  }
}

/** The locks that this process holds. @type {Set<string>} */
const held = new Set();

const letGoOfAll = () => held.forEach(letGo);

/**
 * Waits until nobody holds a lock.
 * @param {string} file
 * @param {AbortSignal} [signal] Ends the waiting.
 * @throws The signal's reason.
 */
export async function untilFree(file, signal) {
  while (holderOf(file) !== undefined) await pause(signal);
}

/**
 * The process that holds a lock.
 * @param {string} file
 * @returns {number | undefined} Its number; undefined if nobody holds the lock.
 */
export function holderOf(file) {
  const identity = contentOf(file);
  return isRunning(identity) ? Number(identity.split('-')[0]) : undefined;
}

/**
 * @param {string} file
 * @returns {boolean} Whether this process holds the lock now.
 */
function take(file) {
  if (create(file)) return true;
  if (holderOf(file) !== undefined || !fs.existsSync(file)) return false;
  // Two processes may find the lock of a dead one at the same time. The one that holds the second lock removes the first,
  // after another look: by then it may belong to a living process.
  const second = `${file}.break`;
  if (!create(second)) {
    if (holderOf(second) === undefined) fs.rmSync(second, { force: true });
    return false;
  }
  if (holderOf(file) === undefined) fs.rmSync(file, { force: true, recursive: true });
  const taken = create(file);
  fs.rmSync(second, { force: true });
  return taken;
}

/**
 * Makes the lock with its content at once, so that no other process ever sees it empty.
 * @param {string} file
 * @returns {boolean} Whether it was not there before.
 */
function create(file) {
  const identity = identityOf() ?? String(process.pid);
  const own = `${file}.${identity}.part`;
  try {
    fs.writeFileSync(own, identity);
    fs.linkSync(own, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    // A full disk does not say which file it was for.
    throw Object.assign(/** @type {Error} */ (error), { path: file });
  } finally {
    fs.rmSync(own, { force: true });
  }
}

/**
 * Removes what processes that were killed while they took a lock have left beside it.
 * @param {string} file The lock, which this process holds.
 */
function removeRemains(file) {
  const second = `${file}.break`;
  if (fs.existsSync(second) && holderOf(second) === undefined) fs.rmSync(second, { force: true });
  removeParts(dirname(file), (name) => name.startsWith(`${basename(file)}.`));
}

/** @param {AbortSignal} [signal] */
async function pause(signal) {
  await wait(PAUSE, undefined, { signal }).catch((error) => {
    throw signal?.reason ?? error;
  });
}

/** @param {string} file */
function letGo(file) {
  if (contentOf(file) === identityOf()) fs.rmSync(file, { force: true });
}

/** @param {string} file */
function contentOf(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
