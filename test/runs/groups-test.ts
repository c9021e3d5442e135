import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRuns, withOtherSeeds } from '../../lib/runs/groups';
import { codeFingerprint, runKey } from '../../lib/runs/key';
import type { RunResult } from '../../lib/runs/run';
import { writeRun } from '../../lib/runs/store';
import { temporaryFolder } from '../set-up/temporary-folder';
import { madeUpRun } from './made-up';

describe('stored runs by their keys', () => {
  const folder = temporaryFolder();
  const store = (key: string, seed = 1): RunResult => {
    const own = join(folder(), key);
    mkdirSync(own, { recursive: true });
    const weights = join(own, 'weights.safetensors');
    writeFileSync(weights, key);
    const run = { ...madeUpRun({ label: 'default', changes: {} }, seed, 0.004), key, folder: own, weights };
    writeRun(run);
    return run;
  };

  it('are found by their first digits', () => {
    const { key } = store('0123456789abcdef');
    store('0123ffff89abcdef');
    assert.deepEqual(
      findRuns(['01234', '0123FFFF'], folder()).map((run) => run.key),
      [key, '0123ffff89abcdef'],
    );
    assert.throws(() => findRuns(['0123'], folder()), /2 runs begin with 0123: .*Give more digits/);
    assert.throws(
      () => findRuns(['0143'], folder()),
      /No run has the key 0143\. Did you mean 0123456789abcdef\? .* --list/,
    );
    assert.throws(() => findRuns(['012'], folder()), /too short/);
    assert.throws(() => findRuns(['01234', '012345'], folder()), /named twice/);
    mkdirSync(join(folder(), 'ffff456789abcdef'));
    assert.throws(() => findRuns(['ffff'], folder()), /has not finished/);
    assert.throws(() => findRuns(['0123'], join(folder(), 'none')), /No run is stored yet/);
  });

  it('come with all seeds of their parameters', () => {
    const { source, experiment, parameters, dataChecksum } = madeUpRun({ label: 'default', changes: {} }, 1, 0.004);
    const code = codeFingerprint(source);
    const keyOf = (seed: number): string => runKey(experiment, code, { ...parameters, seed }, dataChecksum);
    const [, second] = [3, 1, 7].map((seed) => store(keyOf(seed), seed));
    assert.deepEqual(
      withOtherSeeds(second!, folder()).map((run) => run.parameters.seed),
      [1, 3, 7],
    );
    const old = store('aaaa456789abcdef');
    assert.throws(() => withOtherSeeds(old, folder()), /made by an earlier version of the code/);
  });
});
