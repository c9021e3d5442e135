import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { imm58 } from '../../lib/landmarks/imm58';
import { recipes } from '../../lib/recipes/all';
import { bestFiles, readBest, writeBest } from '../../lib/recipes/record';
import type { BestRecord } from '../../lib/recipes/record';

/** The record of a recipe, which the repository holds. */
function recordOf(name: string): BestRecord {
  const record = readBest(name);
  assert.ok(record, name);
  return record;
}

describe('recipes/record', () => {
  it('is there for every recipe, with its weights and its card', () => {
    for (const recipe of recipes) {
      const { name, title, metric, network } = recordOf(recipe.name);
      assert.deepEqual(
        { name, title, metric: metric.key, network },
        {
          name: recipe.name,
          title: recipe.title,
          metric: recipe.metric.key,
          network: recipe.network,
        },
      );
      for (const file of Object.values(bestFiles(recipe))) assert.ok(existsSync(file), file);
    }
  });

  it("holds the recipe's parameters and the steps that lead to them", () => {
    for (const { name, experiment, start, steps } of recipes) {
      const { parameters, ablation } = recordOf(name);
      assert.deepEqual(parameters, experiment.defaults, name);
      assert.deepEqual(
        Object.assign({}, experiment.defaults, start.changes, ...steps.map(({ changes }) => changes)),
        parameters,
        name,
      );
      const measured = [start, ...steps].slice(0, ablation.length);
      assert.ok(ablation.length >= steps.length, name);
      for (const [i, { title, changes }] of measured.entries()) {
        assert.ok(ablation[i]!.title.startsWith(title), ablation[i]!.title);
        assert.deepEqual(ablation[i]!.changes, changes);
        assert.equal(ablation[i]!.change === undefined, i === 0);
        assert.ok(i === 0 || Number.isFinite(ablation[i]!.change!.margin));
      }
    }
  });

  it('begins with the results, the mean over its runs', () => {
    for (const { name, metric } of recipes) {
      const file = JSON.parse(readFileSync(bestFiles({ name, network: name }).record, 'utf8')) as {
        results: Record<string, number>;
      };
      const values = recordOf(name).runs.map(({ metrics }) => metrics[metric.key]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      assert.equal(file.results[metric.key], Number(mean.toPrecision(3)), name);
    }
    assert.match(readFileSync(bestFiles({ name: 'resnet', network: 'resnet' }).record, 'utf8'), /"nme": 3\.65,/);
  });

  it("takes the nose's predictions from the network for the whole face", () => {
    const [nose, face] = [recordOf('nose'), recordOf('full-face')];
    assert.deepEqual(nose.runs, face.runs);
    assert.deepEqual([nose.predictions.length, face.predictions.length], [2 * 48, 2 * 58 * 48]);
    for (const i of [0, 47]) {
      const at = 2 * (58 * i + imm58.noseTip);
      assert.deepEqual(nose.predictions.slice(2 * i, 2 * i + 2), face.predictions.slice(at, at + 2));
      assert.equal(nose.photos[i]!.id, face.photos[i]!.id);
    }
    assert.notEqual(nose.photos[0]!.error, face.photos[0]!.error);
  });

  it('is written as it was read', () => {
    for (const { name } of recipes) {
      const record = recordOf(name);
      const before = readFileSync(bestFiles(record).record, 'utf8');
      assert.equal(writeBest(record), bestFiles(record).record);
      assert.equal(readFileSync(bestFiles(record).record, 'utf8'), before);
    }
  });

  it('is undefined for a recipe that has not been trained', () => {
    assert.equal(readBest('none'), undefined);
  });
});
