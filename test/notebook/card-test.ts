import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { recipes } from '../../lib/recipes/all';
import { weightsCard } from '../../lib/notebook/card';
import { bestFiles, readBest } from '../../lib/recipes/record';

describe("the cards of the best recipes' weights", () => {
  for (const { name } of recipes) {
    it(`of ${name} tells what its record says, and that the weights are for research only`, function () {
      const record = readBest(name) ?? this.skip();
      const { card, weights } = bestFiles(record);
      assert.ok(existsSync(weights));
      if (process.env.UPDATE_SNAPSHOTS) writeFileSync(card, weightsCard(record));
      assert.equal(readFileSync(card, 'utf8'), weightsCard(record));
      assert.match(weightsCard(record), /for research only/);
      assert.match(weightsCard({ ...record, provenance: generated(record) }), /faces are drawn/);
    });
  }
});

const generated = ({ provenance }: NonNullable<ReturnType<typeof readBest>>) => ({
  ...provenance,
  dataset: { ...provenance.dataset, generated: true },
});
