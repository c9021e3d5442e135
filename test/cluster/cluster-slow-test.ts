import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rayPackages } from '../../lib/cluster/driver';
import { RayRunner } from '../../lib/cluster/runner';
import { withCluster } from '../../lib/cluster/with-cluster';
import { root } from '../../lib/paths';
import { isStored, readStopped } from '../../lib/runs/store';
import { sweep } from '../../lib/runs/sweep';
import { temporaryFolders, withEnvironment } from '../environment';
import { collectNotices } from '../notices';
import { SILENT } from '../runs/silent';
import { FATAL_RATE, toy } from '../runs/toy';
import { disturbedSweep } from './cluster';
import { whyNoNetwork } from './network';

describe('a Ray cluster', () => {
  const notices = collectNotices();
  const newFolder = temporaryFolders();

  it('that loses nodes and drivers does each run once, with the results of one machine', async function () {
    const why = whyNoNetwork();
    if (why !== undefined) {
      console.log(why);
      this.skip();
    }
    const plan = { runs: 20, epochs: 12 };
    // On a busy machine, some process of Ray's may not start in time, which is no fault of the sweep.
    const { faults, startedAgain } = await disturbedSweep(plan).catch((error: Error) => {
      console.log(`Tried once more after: ${error.message}`);
      return disturbedSweep(plan);
    });
    assert.deepEqual(faults, []);
    assert.ok(startedAgain >= 1);
  });

  it('on this machine does runs, says which have failed, and leaves checkpoints of stopped ones', async () => {
    const folder = newFolder();
    const vary = { learningRate: [1e-3, FATAL_RATE] };
    const told: number[] = [];
    const display = { ...SILENT, epoch: (_: unknown, { epoch }: { epoch: number }) => void told.push(epoch) };
    await withCluster(toy, { on: 'local', folder, display }, async (options) => {
      const result = await sweep(toy, { vary, repeats: 1 }, options);
      assert.equal(result.runs.length, 1);
      assert.deepEqual(told, [1, 2, 3]);
      assert.match(result.failures[0]!.reason, /^Node [\d.]+ \(.+\): This learning rate is fatal\./);
      const here = await sweep(toy, { repeats: 1 }, { folder: newFolder(), display: SILENT });
      const weights = [result, here].map(({ runs }) => readFileSync(runs[0]!.weights));
      assert.ok(weights[0]!.equals(weights[1]!), 'as in a process of this machine');

      const stop = new AbortController();
      const long = { base: { epochs: 300 }, repeats: 3 };
      const stopping = { ...SILENT, epoch: (_: unknown, { epoch }: { epoch: number }) => epoch > 3 && stop.abort() };
      const stopped = { ...options, display: stopping, signal: stop.signal };
      await assert.rejects(sweep(toy, long, stopped), { name: 'AbortError' });
      const few = { base: { epochs: 9 }, vary: { learningRate: [1e-3, 1e-4, 1e-5, 1e-6] }, repeats: 1 };
      const pruned = await sweep(toy, few, { ...options, prune: 1 });
      assert.equal(pruned.runs.length + pruned.stopped.length, 4);
      // A short run may have ended before it is asked to stop.
      for (const run of pruned.stopped) assert.ok(isStored(run) || readStopped(run).length > 0);
    });
    assert.match(notices.join('\n'), /Starting Ray on this machine\.\nRay: 1 node, \d+ runs? at a time\./);
  });

  it('that cannot be used is named, with what to do', async () => {
    const connect = (on: string, memory = 300) => RayRunner.connect(on, { threads: 1, memory });
    await assert.rejects(
      connect('ray://127.0.0.1:1'),
      /Cannot connect to .* ray:\/\/127\.0\.0\.1:1\. Is the address right.*refused/s,
    );
    await assert.rejects(connect('ray://no.such.host'), /ray:\/\/no\.such\.host:10001\. Is the address right/);
    await assert.rejects(connect('auto'), /Is this machine a node of one, begun with `ray start`\?/);
    await assert.rejects(connect('local', 1e9), /No node of the cluster is large enough: a run needs 1 core and/);
  });

  it('that is being started is not waited for after an interrupt', async () => {
    const stop = new AbortController();
    const connecting = RayRunner.connect('local', toy, stop.signal);
    setTimeout(() => stop.abort(), 1000);
    await assert.rejects(connecting, { name: 'AbortError' });
  });

  describe('without packages', () => {
    withEnvironment(() => ({ FACES_CACHE: newFolder(), PIP_INDEX_URL: 'http://localhost:1/', PIP_RETRIES: '0' }));

    it('says what to do when Ray cannot be installed', async () => {
      await assert.rejects(rayPackages(), /Ray could not be installed[^]*leave out --on/);
    });
  });

  it('sets a node up once, also for several processes at a time, and says so', async () => {
    const { python, packages } = await rayPackages();
    const work = newFolder();
    mkdirSync(join(work, 'scripts'));
    const script = [
      "import fs from 'node:fs';",
      "fs.appendFileSync('../../count.txt', 'x');",
      "for (const name of ['.cache', 'node_modules']) fs.mkdirSync(name);",
      "fs.writeFileSync('.cache/set-up.json', '{}');",
    ];
    writeFileSync(join(work, 'scripts', 'set-up.mjs'), script.join('\n'));
    const cache = newFolder();
    const setUp = JSON.stringify({ root: '/nowhere', stamp: 'other', cache: '/nowhere', key: '0123' });
    const code = `import json, slot; print(json.dumps(slot.prepare(json.loads('${setUp}'), print)))`;
    const env = { ...process.env, PYTHONPATH: `${packages}:${join(root(), 'lib', 'cluster')}`, FACES_CACHE: cache };
    const once = () => promisify(execFile)(python, ['-B', '-c', code], { cwd: work, env });
    const said = (await Promise.all([once(), once()])).map(({ stdout }) => stdout);
    assert.equal(readFileSync(join(cache, 'count.txt'), 'utf8'), 'x');
    assert.equal(said.filter((text) => /setting up, once .*\nset up in \d+ s, in .*0123\.\n/.test(text)).length, 1);
    for (const text of said) assert.match(text, /\{"FACES_CACHE": ".*"\}\n$/);
  });
});
