import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JOB_VARIABLE, writeJob } from '../../lib/parameters/job';
import { experiment, withParameters } from '../../lib/runs/experiment';
import type { Experiment } from '../../lib/runs/experiment';
import { toy } from './toy';

describe('runs/experiment', () => {
  it('takes the defaults, then the changes', () => {
    assert.deepEqual(toy.parameters(), toy.defaults);
    assert.deepEqual(toy.parameters({ epochs: 7 }), { ...toy.defaults, epochs: 7 });
  });

  it('refuses unknown names and invalid values', () => {
    assert.throws(() => withParameters(toy, { epoch: 7 }), { name: 'ParameterError' });
    assert.throws(() => toy.parameters({ epochs: 0 }), { name: 'ParameterError' });
    // A parameter of other experiments is none of this one.
    assert.throws(() => withParameters(toy, { rotation: 15 }), { name: 'ParameterError' });
  });

  it('is checked by the compiler', () => {
    const typed: { epochs: number; extraChannels: number } = toy.parameters({ epochs: 7 });
    assert.equal(typed.epochs, 7);
    // @ts-expect-error There is no such parameter.
    assert.throws(() => toy.parameters({ epoch: 7 }));
    // @ts-expect-error The value has the wrong type.
    assert.throws(() => toy.parameters({ epochs: '7' }));
    // @ts-expect-error Other experiments have this parameter.
    assert.throws(() => toy.parameters({ rotation: 15 }));
    // @ts-expect-error Nothing rotates in this experiment.
    assert.equal(toy.defaults.rotation, undefined);
  });

  it('is an experiment like any other, without casts', () => {
    const any: Experiment = experiment(toy);
    assert.equal(any.defaults.rotation, undefined);
    assert.equal(any.network({ ...any.defaults, seed: 2 }).inputShape[1], 16);
  });

  it('lets the command line have the last word', () => {
    const folder = mkdtempSync(join(tmpdir(), 'experiment-'));
    const file = join(folder, 'job.json');
    writeJob(file, { parameters: { epochs: 9 }, force: false, tensorBoard: false });
    process.env[JOB_VARIABLE] = file;
    try {
      assert.deepEqual(toy.parameters({ epochs: 7, seed: 3 }), { ...toy.defaults, epochs: 9, seed: 3 });
      assert.equal(withParameters(toy, {}).epochs, toy.defaults.epochs);
    } finally {
      Reflect.deleteProperty(process.env, JOB_VARIABLE);
      rmSync(folder, { recursive: true });
    }
  });
});
