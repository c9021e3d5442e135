import assert from 'node:assert/strict';
import { z } from 'zod';
import { checkParameters, ParameterError, readValue } from '../../lib/parameters/validation';

const shape = {
  epochs: z.number().int().min(1).max(100),
  learningRate: z.number().min(1e-6).max(1),
  loss: z.enum(['mse', 'wing']),
  augment: z.boolean(),
  channels: z.array(z.number().int().min(1)),
};

const messageOf = (given: Record<string, unknown>): string => {
  try {
    checkParameters(shape, given);
  } catch (error) {
    assert.ok(error instanceof ParameterError);
    return error.message;
  }
  return '';
};

describe('experiments/validation', () => {
  it('takes what is possible', () => {
    assert.equal(messageOf({ epochs: 3, learningRate: 1e-3, loss: 'wing', augment: false, channels: [8, 16] }), '');
  });

  it('names an unknown parameter and the nearest one', () => {
    assert.equal(messageOf({ epoch: 3 }), "There is no parameter 'epoch'. The nearest one is 'epochs'.");
  });

  it('names an impossible value and the nearest possible one', () => {
    assert.match(messageOf({ epochs: 0 }), /^epochs cannot be 0: .* at least 1\. The nearest valid value is 1\.$/);
    assert.match(messageOf({ epochs: 1000 }), /at most 100\. The nearest valid value is 100\.$/);
    assert.match(messageOf({ epochs: 2.7 }), /a whole number\. The nearest valid value is 3\.$/);
    assert.match(messageOf({ loss: 'wings' }), /one of mse, wing\. The nearest valid value is wing\.$/);
    assert.match(messageOf({ augment: 'maybe' }), /^augment cannot be 'maybe': it has to be true or false\.$/);
    assert.match(messageOf({ learningRate: 'fast' }), /^learningRate cannot be 'fast': it has to be a number\.$/);
    assert.match(messageOf({ channels: [8, 0] }), /^channels \(element 2\) cannot be 0: .* at least 1/);
  });

  it('lists every problem at once', () => {
    assert.equal(messageOf({ epochs: 0, los: 'mse' }).split('\n').length, 2);
  });

  it('reads values as they are typed', () => {
    assert.equal(readValue(shape.learningRate, '5e-4'), 0.0005);
    assert.equal(readValue(shape.augment, 'false'), false);
    assert.deepEqual(readValue(shape.channels, '8,16'), [8, 16]);
    assert.equal(readValue(shape.learningRate, ''), '');
    assert.equal(readValue(shape.epochs, '15x'), '15x');
  });
});
