import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { tensorBoard } from '../../lib/training/tensorboard';
import { temporaryFolder } from '../environment';

/** Prints what TensorBoard itself reads: for each name the pairs of step and value. */
const READ = `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator(sys.argv[1])
events.Reload()
print(json.dumps({tag: [[one.step, one.value] for one in events.Scalars(tag)] for tag in events.Tags()["scalars"]}))
`;

describe('TensorBoard', () => {
  const folder = temporaryFolder();

  /** A Python of its own with TensorBoard in it; undefined where that cannot be downloaded. */
  function python(): string | undefined {
    const environment = join(folder(), 'venv');
    const own = join(environment, 'bin/python');
    const steps = [
      ['.venv/bin/python', '-m', 'venv', environment],
      [own, '-m', 'pip', 'install', '--quiet', 'tensorboard==2.20.0', 'setuptools<81'],
    ] as const;
    const isMade = steps.every(([program, ...options]) => spawnSync(program, options).status === 0);
    return isMade ? own : undefined;
  }

  it('opens the event files and finds the figures of every epoch', function () {
    const own = python();
    if (own === undefined) return this.skip();
    const write = tensorBoard(join(folder(), 'run'));
    for (const epoch of [1, 2]) {
      write({
        epoch,
        learningRate: 1e-3,
        trainingLoss: 0.5 / epoch,
        validationLoss: 0.25 / epoch,
        trainingMse: 0.125 / epoch,
        validationMse: 0.0625 / epoch,
        seconds: 1,
        samplesPerSecond: 10,
      });
    }
    const { stdout, stderr } = spawnSync(own, ['-c', READ, join(folder(), 'run')], { encoding: 'utf8' });
    assert.ok(stdout, stderr);
    const scalars = JSON.parse(stdout) as Record<string, [step: number, value: number][]>;
    assert.deepEqual(scalars['mse/validation'], [
      [1, 0.0625],
      [2, 0.03125],
    ]);
    assert.deepEqual(Object.keys(scalars).sort(), [
      'learning rate',
      'loss/training',
      'loss/validation',
      'mse/training',
      'mse/validation',
      'samples per second',
    ]);
  });
});
