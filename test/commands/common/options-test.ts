import assert from 'node:assert/strict';
import { Command } from 'commander';
import { addParameterOptions, optionsFor, parametersFrom } from '../../../lib/commands/common/options';
import { fullFace } from '../../../lib/experiments/full-face';
import { ParameterError } from '../../../lib/parameters/validation';

describe('commands/common/options', () => {
  /** The parameters that these options give. */
  const given = (...options: string[]): object => {
    const command = addParameterOptions(new Command(), fullFace).parse(['node', 'test', ...options]);
    return parametersFrom(fullFace, command.opts());
  };

  it('gives only the parameters on the command line, as their types', () => {
    assert.deepEqual(given(), {});
    assert.deepEqual(given('--learning-rate', '5e-4', '--seed', '7', '--split', 'photo', '--augment', 'false'), {
      learningRate: 5e-4,
      seed: 7,
      split: 'photo',
      augment: false,
    });
  });

  it('takes a folder from where it was typed', () => {
    const before = process.env.INIT_CWD;
    try {
      process.env.INIT_CWD = '/somewhere else';
      assert.deepEqual(given('--data', '../my photos'), { data: '/my photos' });
      assert.deepEqual(given('--data', '/abs'), { data: '/abs' });
      assert.deepEqual(given('--data', 'generated'), { data: 'generated' });
      process.env.INIT_CWD = process.cwd();
      assert.deepEqual(given('--data', 'mine'), { data: 'mine' });
    } finally {
      process.env.INIT_CWD = before;
      if (before === undefined) delete process.env.INIT_CWD;
    }
  });

  it('turns a switch on by its bare name', () => {
    assert.deepEqual(given('--augment'), { augment: true });
  });

  it('refuses impossible values', () => {
    assert.throws(() => given('--epochs', '0', '--learning-rate', 'fast'), ParameterError);
  });

  it('writes parameters as options again', () => {
    const options = optionsFor({ learningRate: 5e-4, seed: 7, augment: false });
    assert.equal(options, '--learning-rate 5e-4 --seed 7 --augment false');
    assert.deepEqual(given(...options.split(' ')), { learningRate: 5e-4, seed: 7, augment: false });
  });
});
