import { existsSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { listFolder } from '../../datasets/own/files';
import { DataError } from '../../errors';
import { isResult } from './result-names';

/**
 * The photos that a person means by files, folders (with all folders in them) and patterns such as `photos/*.jpg`. What a
 * command has written beside them is left out of folders and patterns.
 *
 * @param given Paths and patterns.
 * @returns Paths of photos, each once; a file that is missing stays, so that it is named later.
 * @throws DataError for a folder without photos, and for a pattern that no photo matches.
 */
export async function photosGiven(given: readonly string[]): Promise<string[]> {
  const all: string[] = [];
  for (const one of given) all.push(...(await photosOf(one)));
  return [...new Set(all)];
}

async function photosOf(given: string): Promise<string[]> {
  if (existsSync(given)) {
    if (!statSync(given).isDirectory()) return [given];
    const { photos } = await listFolder(given);
    return someOf(
      photos.map((photo) => join(given, photo)),
      `${given}: no photos in this folder.`,
    );
  }
  if (!isDynamicPattern(given)) return [given];
  const matching = await glob(given, { absolute: isAbsolute(given), expandDirectories: false });
  return someOf(matching.sort(), `${given}: no file matches this pattern.`);
}

function someOf(files: readonly string[], none: string): string[] {
  const photos = files.filter((file) => !isResult(file));
  if (photos.length === 0) throw new DataError(`${none} Check the path, or give the photos themselves.`);
  return photos;
}
