import assert from 'node:assert/strict';
import type { Step } from '../../../lib/networks/trace/step';
import { foldPads } from '../../../lib/report/try-it/fold-pads';

const valid = { padding: 'VALID' };
const step = (op: string, inputs: number[], output: number, attributes: Step['attributes'] = {}): Step => ({
  op,
  inputs,
  output,
  attributes,
});
const constants = new Map([[1, { shape: [4, 2], values: Int32Array.of(0, 0, 1, 2, 3, 4, 0, 0) }]]);

describe('padding', () => {
  it('becomes a part of every convolution on the padded input', () => {
    const steps = [step('Pad', [0, 1], 2), step('Conv2D', [2, 8, 9], 3, valid), step('Conv2D', [2, 7], 4, valid)];
    const pads = { ...valid, pads: [1, 2, 3, 4] };
    assert.deepEqual(foldPads({ steps, constants }), [
      step('Conv2D', [0, 8, 9], 3, pads),
      step('Conv2D', [0, 7], 4, pads),
    ]);
  });

  it('stays where something else needs it, and where the convolution pads already', () => {
    const shared = [step('Pad', [0, 1], 2), step('Conv2D', [2, 8], 3, valid), step('MaxPool', [2], 4)];
    assert.deepEqual(
      foldPads({ steps: shared, constants }).map(({ op }) => op),
      ['Pad', 'Conv2D', 'MaxPool'],
    );
    const same = [step('Pad', [0, 1], 2), step('Conv2D', [2, 8], 3, { padding: 'SAME' })];
    assert.deepEqual(foldPads({ steps: same, constants }), same);
  });
});
