import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { DataError, UserError } from '../errors';
import type { FaceSet } from '../landmarks/face';
import { notice } from '../notices';
import { cachePath, dataFolders, dataPath } from '../paths';
import { showProgress } from '../progress';
import type { Progress } from '../progress';
import { isGenerated } from '../synthetic/generate';
import { obtain } from './download/obtain';
import { read300W } from './ibug300w';
import type { Part300W } from './ibug300w';
import { readImm } from './imm';
import { ibug300WSource, immSource } from './sources';
import type { DataSource } from './sources';

/** Where a data set is taken from; wherever `findDataSet` finds it by default. */
export interface LoadOptions {
  /** Takes this folder and looks no further. */
  readonly folder?: string;
  /** Takes synthetic faces even where the real data set is available. */
  readonly generated?: boolean;
}

/**
 * Loads the IMM Face Database, or its synthetic stand-in: 240 faces with 58 landmarks each.
 *
 * @throws DataError naming a file of it that is missing or malformed.
 * @example const faces = await loadImm();
 */
export async function loadImm(options: LoadOptions = {}): Promise<FaceSet> {
  const { folder, generated } = await findDataSet(immSource, options);
  return readImm(folder, { generated });
}

/**
 * Loads one part of iBUG 300-W, or its synthetic stand-in: photos and their mirrored twins with 68 landmarks each.
 *
 * @throws DataError naming a file of it that is missing or malformed.
 * @example const faces = await load300W({ part: 'test' });
 */
export async function load300W(options: LoadOptions & { part: Part300W }): Promise<FaceSet> {
  const { folder, generated } = await findDataSet(ibug300WSource, options);
  return read300W(folder, options.part, { generated });
}

/** The folder of a data set, and whether its faces are synthetic. */
export interface FoundDataSet {
  readonly folder: string;
  readonly generated: boolean;
}

/**
 * Finds a data set: in the folder that `FACES_DATA` names, then in `data/`. If it is in neither, it is downloaded; if
 * that fails, or `FACES_DOWNLOAD=0` is set, synthetic faces stand in, generated into the cache on first use, and a notice
 * says so.
 *
 * @throws DataError when a folder has the data set's name but none of its annotations.
 */
export async function findDataSet(source: DataSource, options: LoadOptions = {}): Promise<FoundDataSet> {
  if (options.folder) return { folder: options.folder, generated: isGenerated(options.folder) };
  if (options.generated) return generatedSet(source);
  for (const data of dataFolders()) {
    const folder = join(data, source.folder);
    if (!existsSync(folder)) continue;
    if (hasAnnotations(folder, source)) return { folder, generated: isGenerated(folder) };
    throw new DataError(
      `${folder}: there are no annotations of the ${source.title} in this folder. Unpack its archive into ${data} ` +
        '(see data/README.md), or remove the folder.',
    );
  }
  const problems = [`The ${source.title} is not in ${dataFolders().join(' or ')}.`];
  if (process.env.FACES_DOWNLOAD === '0') {
    problems.push('It is not downloaded, because FACES_DOWNLOAD is 0.');
  } else {
    try {
      await obtain(source, dataPath());
      return { folder: dataPath(source.folder), generated: false };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
    }
  }
  notice([...problems, 'SYNTHETIC FACES stand in for it: no figure says anything about real faces.'].join('\n'));
  return generatedSet(source);
}

/** One file of the sign's kind is enough: what is missing is found by reading the set. */
function hasAnnotations(folder: string, { sign }: DataSource): boolean {
  return readdirSync(folder).some((name) => extname(name).toLowerCase() === extname(sign));
}

async function generatedSet(source: DataSource): Promise<FoundDataSet> {
  const folder = cachePath('generated', source.folder);
  let progress: Progress | undefined;
  try {
    await source.generate(folder, (done, total) => {
      progress ??= showProgress('Generating faces', total, 'photos');
      progress.update(done);
    });
  } finally {
    progress?.stop();
  }
  return { folder, generated: true };
}
