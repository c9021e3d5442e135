import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decodeMessage, specForNodes } from '../../lib/cluster/node-task';
import type { NodeAnswer, NodeTask } from '../../lib/cluster/node-task';
import { root } from '../../lib/paths';
import { ProcessPool } from '../../lib/processes/pool';
import { codeFingerprint } from '../../lib/runs/key';
import { planRuns } from '../../lib/runs/plan';
import type { RunSpec } from '../../lib/runs/run';
import { temporaryFolders } from '../environment';
import { toy } from '../runs/toy';

describe('the process of a node', () => {
  const newFolder = temporaryFolders();
  const pool = new ProcessPool<NodeTask, NodeAnswer, string>(join(root(), 'lib/cluster/node-worker.ts'));
  after(() => pool.end());

  it('does a run with its own paths, and gives back the result', async () => {
    const [spec] = await planRuns(toy, { repeats: 1 }, newFolder());
    const folder = newFolder();
    const epochs: number[] = [];
    const onMessage = (text: string): void => {
      const message = decodeMessage(text);
      if (message.kind === 'epoch') epochs.push(message.record.epoch);
    };
    const task = { spec: specForNodes(spec!), code: codeFingerprint(spec!.source), folder };
    const answer = await pool.run(task, { onMessage });
    assert.ok('result' in answer);
    const { result, weightsSha256 } = answer;
    assert.deepEqual(epochs, [1, 2, 3]);
    assert.equal(result.key, spec!.key);
    assert.equal(dirname(result.weights), folder);
    assert.match(weightsSha256, /^[\da-f]{64}$/);
    assert.ok(!existsSync(spec!.folder), 'the folder of the other machine is left alone');
  });

  it('refuses a run with other data than its own', async () => {
    const [spec] = await planRuns(toy, { repeats: 1 }, newFolder());
    const other: RunSpec = { ...specForNodes(spec!), key: '0000000000000000' };
    const answer = await pool.run({ spec: other, code: codeFingerprint(spec!.source), folder: newFolder() });
    assert.ok('unfit' in answer);
    assert.match(
      answer.unfit,
      /This node has other data than .*: Bright pixels, synthetic\. It looked in .*\. Put the data sets there, or .*FACES_DATA/,
    );
  });
});
