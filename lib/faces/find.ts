import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolders } from '../paths';

/** Where a data set lies, and whether its faces are drawn rather than photographed. */
export interface FoundFaces {
  readonly folder: string;
  readonly generated: boolean;
}

/** Finds a data set. */
export async function findFaces(name: 'imm'): Promise<FoundFaces> {
  for (const data of dataFolders()) {
    const folder = join(data, 'imm_face_db');
    if (existsSync(folder)) return { folder, generated: false };
  }
  throw new Error(`No ${name} faces in ${dataFolders().join(', ')}.`);
}
