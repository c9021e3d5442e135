import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'mocha';
import { dataFolders } from '../../lib/paths';

const isComplete: Record<string, string> = {
  imm_face_db: '40-6m.asf',
  ibug_300W_large_face_landmark_dataset: 'labels_ibug_300W_test.xml',
};

/** The folder of a real data set; the calling test is skipped where there is none. */
export function realData(test: Context, name: 'imm_face_db' | 'ibug_300W_large_face_landmark_dataset'): string {
  const folders = dataFolders().map((folder) => join(folder, name));
  const found = folders.find((folder) => existsSync(join(folder, isComplete[name]!)));
  return found ?? test.skip();
}
