import assert from 'node:assert/strict';
import { parameterWords } from '../../lib/notebook/parameter-words';

describe('notebook/parameter-words', () => {
  const defaults = { epochs: 15, learningRate: 1e-3, seed: 1, width: 80 };

  it('gives the parameters that decide, and those that were changed', () => {
    assert.equal(
      parameterWords(defaults, defaults, ['epochs', 'learningRate']),
      'Parameters: epochs **15** and learning rate **1e-3**; all others have their defaults.',
    );
    assert.equal(
      parameterWords(defaults, { ...defaults, epochs: 2, seed: 7 }, ['epochs', 'learningRate']),
      'Parameters: epochs **2** (default: 15), learning rate **1e-3**, and seed **7** (default: 1); all others have their defaults.',
    );
    assert.equal(parameterWords({ a: 1 }, { a: 1 }, ['a']), 'Parameters: a **1**.');
  });
});
