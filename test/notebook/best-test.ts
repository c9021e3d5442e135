import assert from 'node:assert/strict';
import { Figure } from '../../lib/figures/figure';
import { bestRecipe, missingSection, recipeParameters, sectionOf } from '../../lib/notebook/best';
import { bestFullFaceExperiment } from '../../lib/recipes/full-face';
import { bestResnetExperiment } from '../../lib/recipes/resnet';
import type { ExperimentData, ExperimentParameters } from '../../lib/runs/experiment';
import { madeUpSamples } from '../figures/made-up';
import { toy } from '../runs/toy';
import { matchSnapshot } from '../snapshot';
import { mseRecord, nmeRecord } from './made-up-record';

const data = (checksum: string, count = 6) =>
  ({ set: { checksum }, validation: madeUpSamples(count) }) as unknown as ExperimentData;
const parameters: ExperimentParameters = { ...toy.defaults, precision: 'float32', height: 16 };

describe('notebook/best', () => {
  it('gives results, headline and errors for the same photos', () => {
    const nose = sectionOf(mseRecord, parameters, data('made-up'));
    assert.equal(nose.findings!.value.count, 2);
    assert.deepEqual(Object.keys(nose.headline), ['bestMse', 'bestMseSd', 'bestPixels']);
    assert.equal(nose.errors, undefined);
    assert.ok(nose.ablation() instanceof Figure);
    assert.ok(nose.curves() instanceof Figure);
    assert.match(nose.heading().markdown, /^## The best recipe: [\d.]+\u00a0px off$/);
    assert.ok(nose.network() instanceof Figure);
    const wild = sectionOf(nmeRecord, parameters, data('made-up'));
    assert.match(wild.heading().markdown, /^## The best recipe: NME [\d.]+%$/);
    assert.deepEqual(wild.errors, [3, 4, 5, 6, 7, 8]);
    assert.equal(sectionOf(nmeRecord, parameters, data('made-up', 7)).errors, undefined);
  });

  it('shows results for other photos with a warning only', async () => {
    const other = sectionOf(nmeRecord, parameters, data('others'));
    assert.equal(other.findings, undefined);
    assert.deepEqual(other.headline, {});
    assert.equal(other.errors, undefined);
    const gallery = await other.gallery();
    assert.ok(!(gallery instanceof Figure));
    assert.notEqual(other.describe().markdown, sectionOf(nmeRecord, parameters, data('made-up')).describe().markdown);
  });

  it('says how to make what is missing', async () => {
    const missing = missingSection('nose');
    const bare = sectionOf({ ...mseRecord, ablation: [] }, parameters, data('made-up'));
    const texts = [
      missing.heading(),
      missing.network(),
      missing.describe(),
      missing.ablation(),
      missing.curves(),
      await missing.gallery(),
      bare.ablation(),
    ];
    const captions = [mseRecord, nmeRecord].map((record) => {
      const curves = sectionOf(record, parameters, data('made-up')).curves();
      return curves instanceof Figure ? curves.caption : '';
    });
    const other = await sectionOf(nmeRecord, parameters, data('made-up', 7)).gallery();
    assert.ok(!(other instanceof Figure));
    matchSnapshot(
      [...texts.map((text) => (text instanceof Figure ? '' : text.markdown)), other.markdown, ...captions].join('\n\n'),
      'best-section.md',
    );
    assert.deepEqual(bestRecipe({ name: 'no-such-recipe' }, parameters, data('made-up')).headline, {});
  });

  it('crops the faces of the notebook in the way of the recipe', () => {
    const own = { ...parameters, split: 'photo', fold: 2, width: 16, data: 'generated' } as const;
    const cropped = recipeParameters(bestFullFaceExperiment, mseRecord, own);
    assert.deepEqual(
      [cropped.split, cropped.fold, cropped.data, cropped.width, cropped.epochs],
      ['photo', 2, 'generated', 160, 150],
    );
    assert.equal(recipeParameters(bestResnetExperiment, { parameters: {} }, own).subset, 16);
  });
});
