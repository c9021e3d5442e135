import assert from 'node:assert/strict';
import { Random } from '../../lib/random';
import { SweepResult } from '../../lib/runs/result';
import type { RunResult } from '../../lib/runs/run';
import { confirmationPlan, ranked } from '../../lib/search/confirm';
import { searchPlan } from '../../lib/search/plan';
import { confirmationText, searchText } from '../../lib/search/text';
import { madeUpRun } from '../runs/made-up';
import { toy } from '../runs/toy';
import { matchSnapshot } from '../snapshot';

/** A search in which the error rises with the number of extra channels; the default is in the middle. */
function madeUpSearch(count: number): SweepResult {
  const random = new Random(2);
  const base = madeUpRun({ label: 'default', changes: {} }, 1, 0.004);
  const runs = Array.from({ length: count }, (_, i) => {
    const changes = { extraChannels: i, learningRate: random.uniform() };
    return madeUpRun({ label: `extra channels ${i}`, changes }, 1, 0.0025 + i * 0.0001);
  });
  return new SweepResult(toy, [base, ...runs], new Date(0));
}

const confirmation = (base: readonly number[], best: readonly number[], folds: readonly number[] = []): SweepResult => {
  const runs = ([label, values]: readonly [string, readonly number[]]): RunResult[] => {
    const variation = { label, changes: {} };
    return values.map((value, i) => {
      const run = madeUpRun(variation, i + 1, value);
      return { ...run, parameters: { ...run.parameters, fold: folds[i] ?? 0 } };
    });
  };
  return new SweepResult(toy, [...runs(['default', base]), ...runs(['wide', best])], new Date(0));
};

describe('what a search has found', () => {
  it('is listed with the default, with what each parameter explains', () => {
    matchSnapshot(searchText(madeUpSearch(30)), 'search.txt');
  });

  it('says nothing of parameters where there are few variations', () => {
    const text = searchText(madeUpSearch(3));
    assert.doesNotMatch(text, /explains|Not listed/);
    assert.match(text, /^4 +default/m);
  });

  it('puts what has diverged last', () => {
    const result = madeUpSearch(3);
    const diverged = madeUpRun({ label: 'fast', changes: { learningRate: 1 } }, 1, 5);
    const rows = ranked(new SweepResult(toy, [diverged, ...result.runs], new Date(0)));
    assert.deepEqual([rows[0]!.variation.label, rows.at(-1)!.variation.label], ['extra channels 0', 'fast']);
  });
});

describe('the best variation of a search', () => {
  const best = { label: 'wide', changes: { extraChannels: 4 } };
  const ranges = { extraChannels: { kind: 'values', values: [4] } } as const;

  it('is measured again on the other folds, with seeds that the search has not used', () => {
    const search = searchPlan(toy, { ranges, count: 1, repeats: 2, base: { epochs: 2 } });
    assert.deepEqual(confirmationPlan(toy, search, best), {
      base: { epochs: 2, fold: 1, seed: 3 },
      variations: { wide: { extraChannels: 4 } },
      repeats: 3,
      crossValidate: [2],
    });
  });

  it('is measured again with new seeds alone where there are no folds', () => {
    const { width, height, epochs, batchSize, learningRate, precision, seed, repeats } = toy.defaults;
    const defaults = { width, height, epochs, batchSize, learningRate, precision, seed, repeats, extraChannels: 0 };
    const search = searchPlan({ defaults }, { ranges, count: 1 });
    const plan = confirmationPlan({ defaults }, search, best);
    assert.deepEqual([plan.repeats, plan.crossValidate, plan.base?.seed], [5, undefined, 2]);
  });

  it('is judged by the second measurement', () => {
    const command = 'npm run report -- toy --extra-channels 4';
    const say = (result: SweepResult): string => confirmationText(result, { variations: 31, best: 0.002 }, command);
    const texts = [
      say(confirmation([0.004, 0.0041, 0.0042], [0.003, 0.0031, 0.0029])),
      say(confirmation([0.003, 0.0031, 0.0029], [0.004, 0.0041, 0.0042])),
      say(confirmation([0.004, 0.0031, 0.0042], [0.003, 0.0041, 0.0032])),
      say(confirmation([0.004, 0.0051, 0.0042], [0.003, 0.0041, 0.0033], [2, 3, 4])),
      say(confirmation([0.004], [0.003])),
      say(confirmation([0.004], [])),
    ];
    matchSnapshot(texts.join('\n\n'), 'confirmation.txt');
  });
});
