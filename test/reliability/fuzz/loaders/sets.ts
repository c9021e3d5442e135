import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LABEL_FILES, read300W } from '../../../../lib/datasets/ibug300w';
import { readImm } from '../../../../lib/datasets/imm';
import type { FaceSet } from '../../../../lib/landmarks/face';
import { synthetic300W, syntheticImm } from '../../../datasets/real-data';
import type { Loader } from '../judge';
import { readSet } from './faces';

/** A copy of a data set of which one file is changed. */
function copyWith(folder: string, source: string, name: string, load: () => Promise<FaceSet>, isText = true): Loader {
  cpSync(source, folder, { recursive: true });
  return {
    content: readFileSync(join(folder, name)),
    isText,
    file: folder,
    async read(content) {
      writeFileSync(join(folder, name), content);
      const set = await load();
      const { read, expected, findings } = set.reading!;
      return readSet(set, findings.length + expected - read);
    },
  };
}

const first = (folder: string, ending: string): string => readdirSync(folder).find((name) => name.endsWith(ending))!;

/** The data sets of the experiments, by name; each makes its loader in an empty folder. */
export const setLoaders: Readonly<Record<string, (folder: string) => Promise<Loader>>> = {
  async 'IMM, an annotation'(folder) {
    const source = await syntheticImm();
    return copyWith(folder, source, first(source, '.asf'), () => readImm(folder, { generated: true }));
  },
  async 'IMM, a photo'(folder) {
    const source = await syntheticImm();
    return copyWith(folder, source, first(source, '.jpg'), () => readImm(folder, { generated: true }), false);
  },
  async '300-W, the annotations'(folder) {
    const load = (): Promise<FaceSet> => read300W(folder, 'test', { generated: true });
    return copyWith(folder, await synthetic300W(), LABEL_FILES.test, load);
  },
};
