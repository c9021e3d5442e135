import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

/** Runs a command as npm's scripts do, after the set-up. */
function run(command: string, ...options: string[]): { status: number | null; output: string; errors: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', 'tsx/cjs', `lib/commands/${command}.ts`, ...options],
    { encoding: 'utf8' },
  );
  return { status, output: stdout, errors: stderr };
}

describe('commands', function () {
  this.timeout(60_000);

  it('lists every parameter with its meaning and default', () => {
    const { status, output } = run('report', 'nose', '--help');
    assert.equal(status, 0);
    assert.match(output, /Training:\n.*--epochs <number>\s+Passes over the training photos\. \[15\]/);
    assert.match(output, /--learning-rate <number>\s+Adam's step size/);
    assert.match(output, /--smoke/);
    assert.match(output, /--tensorboard/);
  });

  it('names an unknown parameter and the nearest one', () => {
    const { status, errors } = run('report', 'nose', '--epoch', '3');
    assert.equal(status, 1);
    assert.match(errors, /unknown option '--epoch'\n\(Did you mean --epochs\?\)/);
  });

  it('names an impossible value and the nearest possible one, before anything is run', () => {
    const { status, errors } = run('report', 'nose', '--epochs', '0', '--learning-rate', 'fast');
    assert.equal(status, 1);
    assert.equal(
      errors.trim(),
      'epochs cannot be 0: it has to be at least 1. The nearest valid value is 1.\n' +
        "learningRate cannot be 'fast': it has to be a number.",
    );
  });

  it('names an unknown experiment and the nearest one', () => {
    const { status, errors } = run('report', 'noses');
    assert.equal(status, 1);
    assert.match(errors, /unknown command 'noses'\n\(Did you mean nose\?\)/);
  });

  it('refuses to vary what the experiment does not have', () => {
    const { status, errors } = run('sweep', 'nose', '--vary', 'kernels=3,5');
    assert.equal(status, 1);
    assert.match(errors, /^There is no parameter 'kernels'\. The nearest one is '\w+'\./);
  });
});
