import assert from 'node:assert/strict';
import { comparePage } from '../../lib/notebook/compare-page';
import { Random } from '../../lib/random';
import { figurePage } from '../../lib/report/figure-page';
import { compareGroups } from '../../lib/runs/group-comparison';
import { groupText } from '../../lib/runs/group-text';
import type { RunGroup } from '../../lib/runs/groups';
import type { RunResult } from '../../lib/runs/run';
import { matchSnapshot } from '../snapshot';
import { madeUpRun } from './made-up';
import { toy } from './toy';

/** A run whose predictions miss by about this much on every face of the toy's validation data. */
async function runWith(batchSize: number, seed: number, miss: number): Promise<RunResult> {
  const run = madeUpRun({ label: `batch size ${batchSize}`, changes: { batchSize } }, seed, 0);
  const parameters = { ...run.parameters, batchSize };
  const { validation } = await toy.load({ ...toy.defaults, batchSize });
  const random = new Random(seed).split(String(batchSize));
  const predictions = Array.from(validation.landmarks, (value) => value + miss * (0.8 + 0.4 * random.uniform()));
  const metrics = toy.metrics(predictions, validation);
  const key = `${batchSize}${seed}`.padEnd(16, '0');
  return { ...run, key, parameters, metrics, training: { ...run.training, predictions } };
}

const groupOf = async (batchSize: number, seeds: readonly number[], miss: number): Promise<RunGroup> =>
  (await Promise.all(seeds.map((seed) => runWith(batchSize, seed, miss)))) as unknown as RunGroup;

const find = () => toy;

describe('a comparison of groups of runs', () => {
  it('is paired by face where seeds and faces are the same, and else by run', async () => {
    const groups = [
      await groupOf(16, [1, 2, 3], 0.1),
      await groupOf(32, [1, 2, 3], 0.05),
      await groupOf(8, [4, 5], 0.2),
    ];
    const { rows, parameters } = await compareGroups(groups, find);
    assert.deepEqual(
      rows.map(({ verdict, difference }) => [verdict, difference?.isPaired]),
      [
        [undefined, undefined],
        ['better', true],
        ['worse', false],
      ],
    );
    assert.deepEqual(parameters, [
      { name: 'batchSize', values: ['16', '32', '8'] },
      { name: 'seed', values: ['1, 2, 3', '1, 2, 3', '4, 5'] },
    ]);
    // The paired difference is that of the groups' errors, and Holm's correction doubles the smaller p-value at least.
    const { difference, value } = rows[1]!;
    assert.ok(Math.abs(difference!.mean - (value.mean - rows[0]!.value.mean)) < 1e-9);
    assert.ok(difference!.corrected >= difference!.p);
  });

  it('is told in the terminal and as a page', async () => {
    const comparison = await compareGroups([await groupOf(16, [1], 0.1), await groupOf(32, [1], 0.05)], find);
    matchSnapshot(groupText(comparison), 'groups.txt');
    const page = figurePage(comparePage(comparison, 'npm run compare -- 1610 3210'));
    assert.match(page, /<h1>Comparison of toy runs<\/h1>/);
    assert.match(page, /lower error/);
  });

  it('lists the runs of groups by their seeds', async () => {
    const comparison = await compareGroups([await groupOf(16, [1, 2], 0.1), await groupOf(32, [2, 3], 0.05)], find);
    assert.match(groupText(comparison), /^Seed +A +B\n1 +[\d.]+ +–\n2 +[\d.]+ +[\d.]+\n3 +– +[\d.]+$/m);
    assert.match(
      figurePage(comparePage(comparison, 'npm run compare -- 1610 3210 --seeds')),
      /MSE of each run, by its seed/,
    );
  });

  it('says that single runs of other seeds cannot be tested', async () => {
    const comparison = await compareGroups([await groupOf(16, [1], 0.1), await groupOf(32, [2], 0.05)], find);
    assert.match(groupText(comparison), /cannot be tested[^]*needs two runs or more/);
  });

  it('calls equal runs identical', async () => {
    const [run] = await groupOf(16, [1], 0.1);
    const other = { ...run, key: 'f'.repeat(16) };
    const comparison = await compareGroups([[run], [other]], find);
    assert.match(groupText(comparison), /All parameters are the same[^]*identical/);
  });

  it('refuses runs of different landmarks and of unknown experiments', async () => {
    const [run] = await groupOf(16, [1], 0.1);
    const other = { ...run, landmarkSet: { ...run.landmarkSet, count: 68 } };
    await assert.rejects(compareGroups([[run], [other]], find), /cannot be compared/);
    await assert.rejects(
      compareGroups([[run], [run]], () => undefined),
      /does not know/,
    );
  });
});
