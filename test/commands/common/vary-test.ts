import assert from 'node:assert/strict';
import { readVary } from '../../../lib/commands/common/vary';

describe('commands/vary', () => {
  const names = ['learningRate', 'augment'];

  it('reads values with the type of the parameter, by either name', () => {
    assert.deepEqual(readVary(['learning-rate=1e-3,1e-4', 'augment=true,false'], names), {
      learningRate: [1e-3, 1e-4],
      augment: [true, false],
    });
    assert.deepEqual(readVary(['learningRate=1e-3'], names), { learningRate: [1e-3] });
  });

  it('adds up values of the same parameter, equal ones once', () => {
    const repeated = ['learningRate=1e-3,0.001', 'learning-rate=1e-4', 'learningRate=0.0001,1e-5'];
    assert.deepEqual(readVary(repeated, names), { learningRate: [1e-3, 1e-4, 1e-5] });
  });

  it('names what cannot be read', () => {
    assert.throws(() => readVary(['augment'], names), /--vary augment: write name=value/);
    assert.throws(() => readVary(['learnRate=1'], names), /Unknown parameter 'learnRate'. Did you mean 'learningRate'/);
    assert.throws(() => readVary(['augment=yes'], names), /Invalid value 'yes' for augment/);
    assert.throws(() => readVary(['learningRate=1e-3,5'], names), /must be at most 1/);
    for (const range of ['learningRate=1e-3..1e-2', 'learningRate=log(1e-3,1e-2)']) {
      assert.throws(() => readVary([range], names), /a range needs --search/);
    }
  });
});
