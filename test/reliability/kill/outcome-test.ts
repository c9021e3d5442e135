import assert from 'node:assert/strict';
import { join } from 'node:path';
import { writeSealed, writeWhole } from '../../../lib/files';
import { writeCheckpoint } from '../../../lib/training/checkpoint';
import { temporaryFolder } from '../../environment';
import { madeUpRun } from '../../runs/made-up';
import { epochsLost, filesOutcome, leftIn, runsOutcome } from './outcome';
import { processesOf, Victim } from './victim';

// A harness that notices nothing finds no faults either.
describe('the kill harness', () => {
  const folder = temporaryFolder();
  const write = (name: string, content = ''): void => writeWhole(join(folder(), name), content);

  it('finds what is left and what is not the same', () => {
    write('runs/ab/checkpoint');
    write('runs/ab.lock');
    write('runs/ab.lock.break');
    write('out/model.json', 'a model');
    write('out/model.json.1-2-x.part');
    assert.deepEqual(leftIn(folder()), [
      'out/model.json.1-2-x.part',
      'runs/ab.lock',
      'runs/ab.lock.break',
      'runs/ab/checkpoint',
    ]);
    const before = filesOutcome('out')(folder());
    write('out/model.json', 'another');
    assert.notDeepEqual(filesOutcome('out')(folder()), before);
  });

  it('compares weights and every number of a record but the times', () => {
    const result = madeUpRun({ label: 'default', changes: {} }, 1, 0.003);
    const keep = (metrics: object, seconds: number): void => {
      write('runs/ab/weights.safetensors', 'weights');
      writeSealed(join(folder(), 'runs/ab/result.json'), { result: { ...result, metrics, seconds } });
    };
    keep({ validationMse: 0.003 }, 1);
    const before = runsOutcome(folder());
    assert.equal(Object.keys(before).length, 2);
    keep({ validationMse: 0.003 }, 2);
    assert.deepEqual(runsOutcome(folder()), before);
    keep({ validationMse: 0.003 + 1e-12 }, 1);
    assert.notDeepEqual(runsOutcome(folder()), before);
    keep({ validationMse: 0.003 }, 1);
    write('runs/ab/weights.safetensors', 'weightz');
    assert.notDeepEqual(runsOutcome(folder()), before);
  });

  it('counts the epochs that a run has lost', () => {
    assert.equal(epochsLost(folder(), 'ab', 5), 5);
    const progress = { epochs: [{}, {}, {}] };
    writeCheckpoint(join(folder(), 'runs/ab/checkpoint'), { identity: '', progress, arrays: {} });
    assert.equal(epochsLost(folder(), 'ab', 5), 2);
    writeSealed(join(folder(), 'runs/ab/result.json'), {});
    assert.equal(epochsLost(folder(), 'ab', 5), 0);
  });

  it('finds processes that outlive their parent, and ends them', async function () {
    this.timeout(40_000);
    const script = `
      require('node:child_process').spawn('sleep', ['60'], { stdio: 'ignore' });
      console.log('started');
      setInterval(() => 0, 1000);`;
    let isStarted: () => void;
    const started = new Promise<void>((resolve) => (isStarted = resolve));
    const victim = new Victim(['-e', script], folder(), () => isStarted(), 500);
    await started;
    assert.equal(processesOf(folder()).length, 2);
    assert.equal(await victim.kill('parent'), 1);
    assert.equal(await new Victim(['-e', script], folder(), undefined, 500).kill('group'), 0);
  });
});
