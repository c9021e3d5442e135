import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpack } from '../../../../lib/datasets/download/unpack';
import { checksumOf } from '../../../../lib/files';
import { tarOf, zipOf } from '../../../datasets/download/archives';
import type { Loader } from '../judge';

const entries = [
  { name: 'set/labels.xml', content: '<dataset/>'.repeat(40) },
  { name: 'set/photos/1.jpg', content: 'pixels '.repeat(200) },
  { name: 'set/photos/2.jpg', content: 'others '.repeat(200) },
];

/** What an archive may hold beside its own folder: nothing. */
const SENTINEL = 'beside';

/** An archive of a data set as a download leaves it. */
function archiveLoader(folder: string, kind: 'zip' | 'tar.gz', content: Buffer): Promise<Loader> {
  const file = join(folder, `set.${kind}`);
  const target = join(folder, 'deep', 'unpacked');
  return Promise.resolve({
    content,
    isText: false,
    file,
    async read(changed) {
      rmSync(join(folder, 'deep'), { recursive: true, force: true });
      writeFileSync(file, changed);
      await unpack(file, kind, target);
      const names = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const isOutside = existsSync(join(folder, SENTINEL)) || readdirSync(join(folder, 'deep')).length > 1;
      return {
        value: names.map(({ parentPath, name }) => [
          join(parentPath, name),
          checksumOf(readFileSync(join(parentPath, name))),
        ]),
        doubts: 0,
        impossible: isOutside ? 'files were written outside the folder' : undefined,
      };
    },
  });
}

/** Archives, by name; each makes its loader in an empty folder. */
export const archiveLoaders: Readonly<Record<string, (folder: string) => Promise<Loader>>> = {
  zip: (folder) => archiveLoader(folder, 'zip', zipOf(entries)),
  'tar.gz': (folder) => archiveLoader(folder, 'tar.gz', tarOf(entries)),
};
