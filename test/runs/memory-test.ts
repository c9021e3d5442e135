import assert from 'node:assert/strict';
import { memoryAdvice } from '../../lib/runs/memory';
import { toy } from './toy';

describe('runs/memory', () => {
  const advice = (message: string, crashed = false) => memoryAdvice({ message, crashed }, toy.defaults);

  it('says what to lower after a crash, and after an error for want of memory', () => {
    const what = "ower batchSize (now 16) or the images' size (now 16 x 16), or do fewer runs at a time.";
    assert.equal(advice('The process ended with SIGSEGV, perhaps because memory ran out.', true), ` L${what}`);
    assert.equal(advice('OOM when allocating tensor with shape[512,64,112,112]'), ` Memory ran out: l${what}`);
    assert.equal(advice('FATAL ERROR: JavaScript heap out of memory'), ` Memory ran out: l${what}`);
  });

  it('is silent about other failures', () => {
    assert.equal(advice('The training diverged.'), '');
  });
});
