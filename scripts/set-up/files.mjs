import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Everything is made beside its place and moved there when it is whole, so that an interruption leaves nothing half done.

/**
 * A new empty folder for making something in.
 * @param {string} target Where the result will be moved to.
 */
export function beside(target) {
  const folder = `${target}.part`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Puts what was made in `beside(target)` into its place.
 * @param {string} target
 */
export function moveIntoPlace(target) {
  rmSync(target, { recursive: true, force: true });
  renameSync(`${target}.part`, target);
}

/**
 * @param {string} file
 * @param {string} text
 */
export function writeFile(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

/**
 * The text of a file, '' where there is none.
 * @param {string} file
 */
export function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/**
 * Makes `link` a symbolic link to `target`, in place of whatever is there.
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
 * What the files in a folder take, in bytes; files that go away meanwhile count nothing.
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
