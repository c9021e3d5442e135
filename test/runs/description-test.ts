import assert from 'node:assert/strict';
import { imm58 } from '../../lib/landmarks/imm58';
import { describeNetwork, descriptionIn, metadataOf } from '../../lib/runs/description';
import { isDataError } from '../errors';
import { toy } from './toy';

const without = (object: object, key: string): object =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));

const describeToy = async () => describeNetwork(toy, toy.defaults, await toy.load(toy.defaults));

describe('runs/description', () => {
  it('says everything that the use of a network takes, and comes back from a file', async () => {
    const description = await describeToy();
    const parameters = without(toy.defaults, 'repeats');
    assert.deepEqual(description, {
      experiment: 'toy',
      parameters,
      landmarkSet: toy.landmarkSet,
      input: { width: 16, height: 16 },
      crop: 'photo',
      box: null,
      testTimeAugmentation: false,
      data: { title: 'Bright pixels', generated: true, checksum: 'bright', faces: 64 },
    });
    const metadata = metadataOf(description);
    assert.ok(Object.values(metadata).every((text) => typeof text === 'string'));
    assert.deepEqual(descriptionIn(metadata, 'file'), description);
    const other = {
      ...description,
      landmarkSet: imm58,
      crop: { scale: 1.5 },
      box: { width: 3, height: 3, x: 0, y: 0 },
    };
    assert.deepEqual(descriptionIn(metadataOf(other), 'file'), other);
  });

  it('is missing in files of other programs', () => {
    assert.equal(descriptionIn({ format: 'pt' }, 'file'), undefined);
  });

  it('is refused when it is damaged, naming the file and the place', async () => {
    const metadata = metadataOf(await describeToy());
    assert.throws(
      () => descriptionIn({ ...metadata, crop: '{"scale":0}' }, 'a.safetensors'),
      isDataError('a.safetensors', 'crop'),
    );
    assert.throws(
      () => descriptionIn({ ...metadata, input: '{' }, 'a.safetensors'),
      isDataError('a.safetensors', 'input', 'not JSON'),
    );
    const rest = without(metadata, 'landmarkSet') as Record<string, string>;
    assert.throws(() => descriptionIn(rest, 'a.safetensors'), isDataError('a.safetensors', 'landmarkSet'));
  });
});
