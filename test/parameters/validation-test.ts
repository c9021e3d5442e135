import assert from 'node:assert/strict';
import { z } from 'zod';
import { UserError } from '../../lib/errors';
import { checkParameters, readValue, unknownName } from '../../lib/parameters/validation';

const shape = {
  epochs: z.number().int().min(1).max(100),
  learningRate: z.number().min(1e-6).max(1),
  stride: z.literal([4, 8]),
  loss: z.enum(['mse', 'l1', 'wing']),
  augment: z.boolean(),
};

const messageOf = (given: Record<string, unknown>): string => {
  try {
    checkParameters(shape, given);
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.message;
  }
  return '';
};

describe('parameters/validation', () => {
  it('accepts valid values', () => {
    assert.equal(messageOf({ epochs: 3, learningRate: 1e-3, stride: 8, loss: 'wing', augment: false }), '');
  });

  it('suggests the nearest name', () => {
    assert.equal(messageOf({ epoch: 3 }), "Unknown parameter 'epoch'. Did you mean 'epochs'?");
    assert.equal(unknownName('epoch', []), "Unknown parameter 'epoch'.");
  });

  it('says what a value must be, with the nearest valid one', () => {
    assert.equal(messageOf({ epochs: 0 }), 'Invalid value 0 for epochs: must be at least 1.');
    assert.equal(messageOf({ epochs: 1000 }), 'Invalid value 1000 for epochs: must be at most 100.');
    assert.equal(messageOf({ epochs: 2.7 }), 'Invalid value 2.7 for epochs: must be an integer (nearest: 3).');
    assert.equal(messageOf({ learningRate: 'fast' }), "Invalid value 'fast' for learningRate: must be a number.");
    assert.equal(messageOf({ epochs: Infinity }), 'Invalid value Infinity for epochs: must be a finite number.');
    assert.equal(messageOf({ stride: 7 }), 'Invalid value 7 for stride: must be 4 or 8 (nearest: 4).');
    assert.equal(
      messageOf({ loss: 'wings' }),
      "Invalid value 'wings' for loss: must be mse, l1 or wing (nearest: wing).",
    );
    assert.equal(messageOf({ augment: 'maybe' }), "Invalid value 'maybe' for augment: must be true or false.");
  });

  it('lists every problem at once', () => {
    assert.equal(messageOf({ epochs: 0, los: 'mse' }).split('\n').length, 2);
  });

  it('reads values from the command line', () => {
    assert.equal(readValue(shape.learningRate, '5e-4'), 0.0005);
    assert.equal(readValue(shape.stride, '8'), 8);
    assert.equal(readValue(shape.augment, 'false'), false);
    assert.equal(readValue(shape.loss, 'l1'), 'l1');
  });

  it('leaves alone what it cannot read', () => {
    assert.equal(readValue(shape.learningRate, ''), '');
    assert.equal(readValue(shape.epochs, '15x'), '15x');
    assert.equal(readValue(shape.augment, 'maybe'), 'maybe');
  });
});
