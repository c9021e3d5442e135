import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nose } from '../../../../lib/experiments/nose';
import { checksumOf } from '../../../../lib/files';
import { imm58 } from '../../../../lib/landmarks/imm58';
import { noseNetwork } from '../../../../lib/networks/models/nose';
import { copyWeights, saveWeights } from '../../../../lib/networks/weights';
import type { Weights } from '../../../../lib/networks/weights';
import { openNetwork } from '../../../../lib/recipes/open-network';
import { metadataOf } from '../../../../lib/runs/description';
import type { Loader } from '../judge';

const SIZE = 30;

const parameters = { ...nose.defaults, width: SIZE, height: SIZE, epochs: 1 };

const metadata = metadataOf({
  experiment: 'nose',
  parameters,
  landmarkSet: { ...imm58, count: 1, parts: [], mirror: [0], noseTip: 0 },
  input: { width: SIZE, height: SIZE },
  crop: 'photo',
  box: null,
  testTimeAugmentation: false,
  data: { title: 'drawn faces', generated: true, checksum: 'none', faces: 1 },
});

const digest = (weights: Weights): string =>
  checksumOf(
    Object.values(weights)
      .map((values) => checksumOf(new Uint8Array(values.buffer)))
      .join(' '),
  );

const isFinite = (weights: Weights): boolean => Object.values(weights).every((values) => values.every(Number.isFinite));

/** Weights, as commands that are given a file open them, by name; each makes its loader in an empty folder. */
export const weightsLoaders: Readonly<Record<string, (folder: string) => Promise<Loader>>> = {
  'weights (safetensors)'(folder) {
    const file = join(folder, 'nose.safetensors');
    const network = noseNetwork({ width: SIZE, height: SIZE, extraChannels: 0, seed: 1 });
    saveWeights(network, file, { half: true, metadata });
    network.dispose();
    const content = readFileSync(file);
    return Promise.resolve({
      content,
      isText: false,
      head: 8 + Number(content.readBigUInt64LE(0)),
      file,
      async read(changed) {
        writeFileSync(file, changed);
        const opened = await openNetwork(file);
        const weights = copyWeights(opened.network);
        opened.network.dispose();
        return {
          value: [digest(weights), opened.description],
          doubts: 0,
          impossible: isFinite(weights) ? undefined : 'weights are not finite',
        };
      },
    });
  },
};
