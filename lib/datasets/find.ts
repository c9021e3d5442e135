import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolders, dataPath } from '../paths';
import { dataSources, type DataSource, type DataSourceName } from './sources';
import { generate300W, generateImm, isGenerated } from '../synthetic/generate';
import { obtain } from './download/obtain';
import { showProgress } from '../progress';

/** Where a data set lies, and whether its faces are drawn rather than photographed. */
export interface FoundFaces {
  readonly folder: string;
  readonly generated: boolean;
}

/**
 * Finds a data set: in `FACES_DATA`, then in `data/`; else downloads it into `data/`; else takes generated faces in its
 * place, drawn now if need be. `FACES_DOWNLOAD=0` in the environment keeps it from downloading.
 *
 * @param options.folder take this folder and look no further
 * @param options.generated take generated faces, even where there are real ones
 */
export async function findFaces(
  name: DataSourceName,
  options: { folder?: string; generated?: boolean } = {},
): Promise<FoundFaces> {
  if (options.folder) return { folder: options.folder, generated: isGenerated(options.folder) };
  if (options.generated) return generatedFaces(name);
  for (const data of dataFolders()) {
    const folder = join(data, dataSources[name].folder);
    if (existsSync(join(folder, dataSources[name].sign))) return { folder, generated: isGenerated(folder) };
  }
  if (process.env.FACES_DOWNLOAD !== '0' && (await obtained(dataSources[name]))) {
    return { folder: dataPath(dataSources[name].folder), generated: false };
  }
  return generatedFaces(name);
}

async function obtained(set: DataSource): Promise<boolean> {
  console.error(`The ${set.title} is not in ${dataFolders().join(' or ')}: downloading about ${set.megabytes} MB.`);
  try {
    await obtain(set, dataPath());
    return true;
  } catch (error) {
    console.error(`${(error as Error).message}\nGenerated faces take its place.`);
    return false;
  }
}

async function generatedFaces(name: DataSourceName): Promise<FoundFaces> {
  const folder = dataPath('generated', dataSources[name].folder);
  const generate = name === 'imm' ? generateImm : generate300W;
  let progress: ReturnType<typeof showProgress> | undefined;
  await generate(folder, { seed: 1 }, (done, total) => {
    progress ??= showProgress('Drawing faces', total, 'photos');
    progress.update(done);
  });
  progress?.stop();
  return { folder, generated: true };
}
