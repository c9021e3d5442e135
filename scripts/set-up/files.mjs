import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

// Everything is made beside its final place and moved there once complete, so an interruption leaves nothing half done.

/**
 * Makes a new empty folder to build something in.
 * @param {string} target Where `moveIntoPlace` will put the result.
 */
export function beside(target) {
  const folder = `${target}.part`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Moves the folder that `beside(target)` made to `target`.
 * @param {string} target
 */
export function moveIntoPlace(target) {
  rmSync(target, { recursive: true, force: true });
  renameSync(`${target}.part`, target);
}

/**
 * Writes a file, complete or not at all, and makes the folders it needs.
 * @param {string} file
 * @param {string} text
 */
export function writeFile(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

/**
 * The text of a file; empty if there is no such file.
 * @param {string} file
 */
export function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/**
 * Makes `link` a symbolic link to `target`, replacing whatever is at that path.
 * @param {string} target
 * @param {string} link
 */
export function pointTo(target, link) {
  mkdirSync(dirname(link), { recursive: true });
  rmSync(`${link}.part`, { force: true });
  symlinkSync(target, `${link}.part`);
  const present = lstatSync(link, { throwIfNoEntry: false });
  if (present?.isDirectory()) rmSync(link, { recursive: true });
  renameSync(`${link}.part`, link);
}

/**
 * The size of all files in a folder, in bytes. Files deleted meanwhile count as empty.
 * @param {string} folder
 * @returns {number}
 */
export function sizeOf(folder) {
  let sum = 0;
  for (const entry of existsSync(folder) ? readdirSync(folder, { withFileTypes: true, recursive: true }) : []) {
    if (entry.isFile()) sum += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return sum;
}
