import assert from 'node:assert/strict';
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
  });
});
