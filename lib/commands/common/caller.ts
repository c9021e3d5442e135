import { resolve } from 'node:path';

/**
 * A path that a person typed: relative ones begin where they typed it. npm runs commands in the project's folder and keeps
 * the caller's in `INIT_CWD`.
 *
 * @param path As typed.
 * @returns The path as typed where that is enough, otherwise an absolute one.
 * @example fromCaller('me.jpg') // '/home/me/photos/me.jpg', after `npm --prefix ../faces run predict -- me.jpg`
 */
export function fromCaller(path: string): string {
  const { INIT_CWD: folder } = process.env;
  return folder === undefined || resolve(folder) === process.cwd() ? path : resolve(folder, path);
}
