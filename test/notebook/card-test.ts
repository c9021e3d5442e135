import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { weightsCard } from '../../lib/notebook/card';
import { recipes } from '../../lib/recipes/all';
import { bestFiles, readBest } from '../../lib/recipes/record';
import { matchSnapshot } from '../snapshot';
import { mseRecord } from './made-up-record';

describe('notebook/card', () => {
  for (const { name } of recipes) {
    it(`is kept beside the weights for ${name}`, () => {
      const record = readBest(name);
      assert.ok(record);
      const { card, weights } = bestFiles(record);
      assert.ok(existsSync(weights));
      if (process.env.UPDATE_SNAPSHOTS) writeFileSync(card, weightsCard(record));
      assert.equal(readFileSync(card, 'utf8'), weightsCard(record));
    });
  }

  it('says what the weights are, what they reach and what they may be used for', () => {
    const { provenance } = mseRecord;
    const generated = {
      ...mseRecord,
      provenance: { ...provenance, dataset: { ...provenance.dataset, generated: true } },
    };
    matchSnapshot([mseRecord, generated].map(weightsCard).join('\n---\n\n'), 'card.md');
  });
});
