import assert from 'node:assert/strict';
import { endure } from './endure';

describe('long work', () => {
  // Memory is judged by npm run test:endure: over so short a time, it says nothing.
  it('leaves no tensors, processes and open files behind', async () => {
    const { training, sweep } = await endure(40, 8);
    assert.equal(new Set(training.tensors).size, 1, training.tensors.join(', '));
    assert.equal(sweep.runs, 8);
    assert.equal(sweep.processes[2], sweep.processes[0]);
    assert.equal(sweep.openFiles[2], sweep.openFiles[0]);
  });
});
