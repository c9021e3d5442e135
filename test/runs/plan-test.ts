import assert from 'node:assert/strict';
import { fullFace } from '../../lib/experiments/full-face';
import { planRuns } from '../../lib/runs/plan';
import type { SweepPlan } from '../../lib/runs/plan';
import { toy } from './toy';

const labelsOf = async (plan: SweepPlan<typeof toy.defaults>): Promise<string[]> =>
  (await planRuns(toy, plan, 'runs')).map(({ label }) => label);

describe('runs/plan', () => {
  it('repeats every variation with consecutive seeds', async () => {
    assert.deepEqual(await labelsOf({ vary: { extraChannels: [4, 0] }, base: { seed: 5 }, repeats: 2 }), [
      'extra channels 0, seed 5',
      'extra channels 0, seed 6',
      'extra channels 4, seed 5',
      'extra channels 4, seed 6',
    ]);
    assert.equal((await planRuns(toy, {}, 'runs')).length, 3);
  });

  it('goes through all folds of a cross-validation', async () => {
    assert.deepEqual(await labelsOf({ crossValidate: true, repeats: 1 }), [
      'default, fold 1, seed 1',
      'default, fold 2, seed 1',
    ]);
  });

  it('gives equal runs equal keys, whatever they are called and however many there are', async () => {
    const [one] = await planRuns(toy, { repeats: 1 }, 'runs');
    const runs = await planRuns(
      toy,
      { variations: { same: { epochs: 3 }, longer: { epochs: 4 } }, base: { repeats: 5 }, repeats: 1 },
      'runs',
    );
    assert.deepEqual(
      runs.map(({ key }) => key === one!.key),
      [true, true, false],
    );
    assert.equal('repeats' in one!.parameters, false);
  });

  it('refuses invalid parameters before anything is trained', async () => {
    await assert.rejects(planRuns(toy, { vary: { epochs: [3, 0] } }, 'runs'), { name: 'ParameterError' });
    // Each of these once failed in the worker, or after a training.
    const refused: [object, RegExp][] = [
      [{ vary: { kernelSize: [3, 4, 5] } }, /Invalid value 4 for kernelSize: must be odd/],
      [{ base: { fold: 9, folds: 5 } }, /Invalid value 9 for fold: must be at most 5, the number of folds/],
      [{ base: { learningRate: NaN } }, /learningRate/],
      [{ base: { width: 1e6 } }, /Invalid value 1000000 for width: must be at most 640/],
    ];
    for (const [plan, message] of refused) {
      await assert.rejects(planRuns(fullFace, plan, 'runs'), { name: 'ParameterError', message });
    }
  });
});
