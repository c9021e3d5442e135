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
