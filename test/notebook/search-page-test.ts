import assert from 'node:assert/strict';
import { searchCard, searchPage } from '../../lib/notebook/search-page';
import { Random } from '../../lib/random';
import { figurePage } from '../../lib/report/figure-page';
import { SweepResult } from '../../lib/runs/result';
import type { RunResult } from '../../lib/runs/run';
import { ranked } from '../../lib/search/confirm';
import type { SearchOutcome } from '../../lib/search/search';
import { madeUpRun } from '../runs/made-up';
import { toy } from '../runs/toy';

/** A search in which the error falls with the learning rate, and the default is in the middle. */
function madeUpOutcome(count: number, again: readonly number[] = [0.0029, 0.0031, 0.003]): SearchOutcome {
  const random = new Random(2);
  const base = madeUpRun({ label: 'default', changes: {} }, 1, 0.004);
  const varied = (i: number): RunResult => {
    const learningRate = Number((10 ** random.uniform(-5, -2)).toPrecision(3));
    const changes = { learningRate, batchSize: [8, 16][i % 2], precision: ['float32', 'bfloat16'][i % 2] };
    const run = madeUpRun(
      { label: `learning rate ${learningRate}`, changes },
      1,
      0.004 - 0.0006 * Math.log10(learningRate * 1e3) + random.uniform(0, 0.001),
    );
    return { ...run, parameters: { ...run.parameters, ...changes } as never };
  };
  const runs = Array.from({ length: count }, (_, i) => varied(i));
  const stopped = [0, 1].map((i) => ({ ...varied(i), stop: { epoch: 2, error: 0.01 } }));
  const result = new SweepResult(toy, [base, ...runs], new Date(0), [], stopped);
  const best = ranked(result)[0]!;
  const measured = [0.004, 0.0041, 0.0042].map((value, i) =>
    madeUpRun({ label: 'default', changes: {} }, i + 2, value),
  );
  const better = again.map((value, i) => ({ ...madeUpRun(best.variation, i + 2, value), variation: best.variation }));
  const same = measured.map((run) => ({ ...run, variation: measured[0]!.variation }));
  const confirmation = new SweepResult(toy, [...same, ...better], new Date(0));
  return { result, best, confirmation, tried: count + 3 };
}

const commands = { command: 'npm run sweep -- toy --search random:30', given: { epochs: 3, learningRate: 1e-2 } };

describe('the page of a search', () => {
  it('has the best measured again with its command line, importance, parallel coordinates, slices and ranks', () => {
    const outcome = madeUpOutcome(30);
    const { sections, summary, title } = searchPage(outcome, commands);
    assert.match(title, /^Search: .* \(learning rate, batch size, and precision\)$/);
    assert.deepEqual(
      sections.map(({ heading, content }) => [heading, content.length]),
      [
        ['Best variation', 1],
        ['Importance of each parameter', 1],
        ['Parallel coordinates', 1],
        ['Error against each parameter', 3],
        ['All variations', 1],
        ['Stopped early', 1],
      ],
    );
    assert.match(summary, /^33 variations tried, 31 of them to the end\. Best in the search: learning rate/);
    assert.match(summary, /Measured again, it is significantly better than the default\./);
    const page = figurePage(searchPage(outcome, commands));
    assert.match(page, /<code[^>]*>npm run report -- toy --epochs 3 --learning-rate 2\.71e-3/);
    assert.match(page, /looks better than it is, because chance helped to choose it/);
    assert.match(page, /learning rate[^]*Share of the variance/);
    // Each of the six headings, and eight figures and texts.
    assert.equal(searchCard(outcome).length, 14);
  });

  it('says first what the second measurement says', () => {
    const summaryOf = (again: number[]): string => searchPage(madeUpOutcome(30, again), commands).summary;
    assert.match(summaryOf([0.0069, 0.0071, 0.007]), /it is significantly worse than the default: keep the default\./);
    assert.match(summaryOf([0.002, 0.0063, 0.0041]), /its difference from the default may be chance\./);
  });

  it('says so where there are too few variations, or none is better', () => {
    const outcome = madeUpOutcome(4);
    const few = figurePage(searchPage(outcome, commands));
    assert.match(few, /20 finished variations are needed/);
    const none = figurePage(searchPage({ ...outcome, best: undefined, confirmation: undefined }, commands));
    assert.match(none, /No variation is better than the default/);
    assert.doesNotMatch(none, /npm run report/);
  });
});
