import assert from 'node:assert/strict';
import { join } from 'node:path';
import { nose } from '../../lib/experiments/nose';
import { imm58 } from '../../lib/landmarks/imm58';
import { copyWeights, saveWeights } from '../../lib/networks/weights';
import { openNetwork } from '../../lib/recipes/open-network';
import { metadataOf } from '../../lib/runs/description';
import { temporaryFolder } from '../environment';
import { isDataError } from '../errors';

describe('recipes/open-network', () => {
  const folder = temporaryFolder();
  const parameters = { ...nose.defaults, width: 30, height: 30 };
  const landmarkSet = { ...imm58, count: 1, parts: [], mirror: [0], noseTip: 0 };

  const save = (described: object): string => {
    const file = join(folder(), 'nose.safetensors');
    const network = nose.network(parameters, landmarkSet);
    const metadata = metadataOf({
      ...{ experiment: 'nose', parameters, landmarkSet, input: { width: 30, height: 30 }, crop: 'photo' },
      ...{ box: null, testTimeAugmentation: false },
      data: { title: 'drawn faces', generated: true, checksum: 'none', faces: 1 },
      ...described,
    });
    saveWeights(network, file, { metadata });
    network.dispose();
    return file;
  };

  it('makes the network that the file describes', async () => {
    const { network, description } = await openNetwork(save({}));
    assert.equal(description.experiment, 'nose');
    assert.equal(Object.keys(copyWeights(network)).length, network.parameters.length);
    network.dispose();
  });

  it('names the file whose network cannot be made', async () => {
    const wrong: Record<string, object> = {
      'is not known here': { experiment: 'noze' },
      learningRate: { parameters: { ...parameters, 'learningR!te': 1 } },
      '30x30': { parameters: { ...parameters, width: 16 } },
    };
    for (const [part, described] of Object.entries(wrong)) {
      const file = save(described);
      await assert.rejects(openNetwork(file), isDataError(file, part));
    }
  });
});
