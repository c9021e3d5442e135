import assert from 'node:assert/strict';
import { optionOf, wordsOf } from '../../lib/parameters/names';

describe('parameters/names', () => {
  it('writes a name as an option', () => {
    assert.equal(optionOf('learningRate'), '--learning-rate');
    assert.equal(optionOf('epochs'), '--epochs');
  });

  it('writes a name in words, abbreviations in capitals', () => {
    assert.equal(wordsOf('learningRate'), 'learning rate');
    assert.equal(wordsOf('validationMseAt1e-4'), 'validation MSE at 1e-4');
    assert.equal(wordsOf('emaDecay'), 'EMA decay');
    assert.equal(wordsOf('nme'), 'NME');
  });
});
