import assert from 'node:assert/strict';
import { noseNetwork } from '../../lib/networks/models/nose';
import { batchTable, codeOf } from '../../lib/notebook/network-views';
import { tf } from '../../lib/ops/tensorflow';
import { matchSnapshot, readable } from '../snapshot';
import { tiny } from './tiny';

describe('notebook/network-views', () => {
  it('shows the code of a network as a code block', () => {
    assert.match(
      codeOf(noseNetwork).markdown,
      /^From `lib\/networks\/models\/nose.ts`:\n\n```typescript\nexport function noseNetwork[^]*\n```$/,
    );
  });

  it('shows the tensors of a training step with their shapes and values', async () => {
    const parameters = tiny.parameters();
    const data = await tiny.load(parameters);
    const before = tf.memory().numTensors;
    const page = readable(batchTable(tiny, parameters, data, { id: 'batch' }).html(1).text);
    assert.equal(tf.memory().numTensors, before);
    matchSnapshot(page, 'batch-table.html');
  });
});
