import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSealed, writeSealed, writeWhole } from '../../../../lib/files';
import { cachePath } from '../../../../lib/paths';
import { readRun, writeRun } from '../../../../lib/runs/store';
import { cachedImages, makeImages } from '../../../../lib/samples/cache';
import { readCheckpoint, writeCheckpoint } from '../../../../lib/training/checkpoint';
import { madeUpRun } from '../../../runs/made-up';
import type { Loader } from '../judge';

/** A file with a checksum: what is damaged counts as missing, which the reader tells by an undefined value. */
function sealedLoader(file: string, read: () => unknown, isText: boolean): Loader {
  return {
    content: readFileSync(file),
    isText,
    head: 600,
    file,
    isSealed: true,
    async read(content) {
      writeFileSync(file, content);
      const value = await read();
      return { value, doubts: value === undefined || value === null ? 1 : 0 };
    },
  };
}

function storedRun(folder: string) {
  const own = join(folder, 'key');
  const weights = join(own, 'weights.safetensors');
  const result = { ...madeUpRun({ label: 'default', changes: {} }, 1, 0.003), folder: own, weights };
  writeWhole(weights, 'w'.repeat(4000));
  writeRun(result);
  return result;
}

/** What the project itself keeps, by name; each makes its loader in an empty folder. */
export const storedLoaders: Readonly<Record<string, (folder: string) => Promise<Loader>>> = {
  'a stored run'(folder) {
    const result = storedRun(folder);
    return Promise.resolve(sealedLoader(join(result.folder, 'result.json'), () => readRun(result), true));
  },
  'weights of a stored run'(folder) {
    const result = storedRun(folder);
    return Promise.resolve(sealedLoader(result.weights, () => readRun(result), false));
  },
  'a checkpoint'(folder) {
    const file = join(folder, 'checkpoint');
    const network = { 'conv.weight': Float32Array.from({ length: 200 }, (_, i) => i / 7) };
    writeCheckpoint(file, { identity: 'a training', progress: { epochs: [{ epoch: 1 }] }, arrays: { network } });
    return Promise.resolve(sealedLoader(file, () => readCheckpoint(file, 'a training'), false));
  },
  async 'cached samples'() {
    const key = `fuzz-${process.pid}`;
    await makeImages(key, {
      count: 4,
      pixels: 1000,
      make: (store) => {
        for (let i = 0; i < 4; i++)
          store(
            i,
            Uint8Array.from({ length: 1000 }, (_, j) => (1000 * i + j) % 251),
          );
        return Promise.resolve();
      },
      description: { title: 'samples' },
    });
    const read = async (): Promise<Uint8Array | undefined> => (await cachedImages(key, 1000))?.read([0, 1, 2, 3]);
    return sealedLoader(cachePath('samples', `${key}.gray`), read, false);
  },
  'a sealed file'(folder) {
    const file = join(folder, 'sealed.json');
    writeSealed(file, { version: 1, records: { 'photo.jpg': { sha256: 'ab', width: 640 } } });
    return Promise.resolve(sealedLoader(file, () => readSealed(file), true));
  },
};
