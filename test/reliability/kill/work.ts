// Work that is to be killed, as a process of its own: work.ts NAME [ADDRESS]. All of it goes to the folder FACES_CACHE.
import { obtain } from '../../../lib/datasets/download/obtain';
import { readImm } from '../../../lib/datasets/imm';
import { writeCache } from '../../../lib/files';
import { cachePath } from '../../../lib/paths';
import type { SweepDisplay } from '../../../lib/runs/progress';
import { sweep } from '../../../lib/runs/sweep';
import { makeDataset } from '../../../lib/samples/make';
import { generateImm } from '../../../lib/synthetic/generate';
import { toy } from '../../runs/toy';
import { bytesOf } from '../../samples/bytes';
import { ARCHIVE_SIGN } from './archive';

/** One line of progress for the process that kills this one: JSON. */
const tell = (line: object): void => console.log(JSON.stringify(line));

const display: SweepDisplay = {
  begin: () => tell({ begin: true }),
  epoch: ({ key }, { epoch }) => tell({ key, epoch }),
  batch: () => undefined,
  end: () => undefined,
  fail: (_, reason) => console.error(reason),
  close: () => undefined,
};

const works: Readonly<Record<string, (address: string) => Promise<unknown>>> = {
  training: () => sweep(toy, { base: { epochs: 200 }, repeats: 1 }, { display }),
  sweep: () =>
    sweep(toy, { vary: { extraChannels: [0, 4, 8] }, base: { epochs: 40 }, repeats: 1 }, { processes: 2, display }),
  async samples() {
    tell({ begin: true });
    const folder = cachePath('generated', 'imm');
    await generateImm(folder, { seed: 1, people: 2 });
    const set = await readImm(folder, { generated: true });
    for (const width of [80, 120]) {
      const { images, landmarks } = await makeDataset(set, { width, height: (width * 3) / 4 });
      writeCache(cachePath('outcome', `${width}.json`), [[...bytesOf(images)], [...landmarks]]);
    }
  },
  async download(address) {
    tell({ begin: true });
    await obtain(
      {
        title: 'test set',
        folder: 'set',
        sign: ARCHIVE_SIGN,
        addresses: [address],
        archive: 'zip',
        megabytes: 1,
        generate: () => Promise.reject(new Error('nothing stands in for it')),
        verify: () => Promise.resolve(),
      },
      cachePath('data'),
    );
  },
};

const [name = '', address = ''] = process.argv.slice(2);
works[name]!(address).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
