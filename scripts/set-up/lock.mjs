import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './console.mjs';

/**
 * Runs work that only one process at a time may do in this checkout; waits for its turn.
 * @template T
 * @param {string} file The lock file. It holds the id of the process that is working.
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    const holder = holderOf(file);
    if (holder !== undefined && !isAlive(holder)) {
      // Moved, not deleted: if two processes find the lock of a dead one, only one of them gets it.
      const moved = `${file}.${process.pid}`;
      renameQuietly(file, moved);
      if (holderOf(moved) !== undefined && isAlive(holderOf(moved) ?? 0)) renameQuietly(moved, file);
      rmSync(moved, { force: true });
      continue;
    }
    if (!told) say(`Waiting for another set-up to finish (process ${holder ?? 'unknown'}).`);
    told = true;
    await wait(300);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
function renameQuietly(from, to) {
  try {
    renameSync(from, to);
  } catch {
    // Another process was faster.
  }
}
