import assert from 'node:assert/strict';
import { gatherProvenance, provenanceSchema, repositoryState } from '../../lib/runs/provenance';

describe('runs/provenance', () => {
  it('holds everything that its schema asks for', () => {
    const data = {
      set: { title: 'Bright pixels', generated: true, checksum: 'bright' },
      training: 64,
      validation: 16,
      split: 'at random',
    };
    const provenance = gatherProvenance(data, [1, 2]);
    assert.deepEqual(provenanceSchema.parse(JSON.parse(JSON.stringify(provenance))), provenance);
    assert.deepEqual(provenance.seeds, [1, 2]);
    assert.equal(provenance.dataset.title, 'Bright pixels');
    assert.ok(provenance.packages.sharp);
    assert.equal(
      Object.keys(provenance.packages).some((name) => name.startsWith('@types/')),
      false,
    );
  });

  it('names the commit, if there is a repository', () => {
    const { revision, dirty } = repositoryState();
    assert.ok(revision === null || /^[0-9a-f]{40}$/.test(revision));
    assert.equal(typeof dirty, 'boolean');
  });
});
