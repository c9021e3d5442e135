import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolders } from '../paths';

/** Where a data set lies, and whether its faces are drawn rather than photographed. */
export interface FoundFaces {
  readonly folder: string;
  readonly generated: boolean;
}

const folders = { imm: 'imm_face_db', '300w': 'ibug_300W_large_face_landmark_dataset' };

/** Finds a data set. */
export async function findFaces(name: 'imm' | '300w', given?: string): Promise<FoundFaces> {
  if (given) return { folder: given, generated: false };
  for (const data of dataFolders()) {
    const folder = join(data, folders[name]);
    if (existsSync(folder)) return { folder, generated: false };
  }
  throw new Error(`No ${name} faces in ${dataFolders().join(', ')}.`);
}
