import assert from 'node:assert/strict';
import { longerOf, longerTraining, longerWords } from '../../lib/notebook/longer';
import { methodComparison } from '../../lib/notebook/methods';
import type { ExperimentData } from '../../lib/runs/experiment';
import { madeUpSamples } from '../figures/made-up';
import { matchSnapshot } from '../snapshot';
import { nmeRecord } from './made-up-record';

const data = (checksum: string, count = 6) =>
  ({ set: { checksum }, validation: madeUpSamples(count) }) as unknown as ExperimentData;
const record = { ...nmeRecord, name: 'resnet-longer', title: '30 epochs, one-cycle' };

describe('notebook/longer', () => {
  it('takes the errors of the same photos only', () => {
    const longer = longerOf(record, data('made-up'))!;
    assert.deepEqual(longer.errors, [3, 4, 5, 6, 7, 8]);
    assert.equal(longer.command, 'npm run best -- resnet-longer');
    assert.equal(longerOf(record, data('others')), undefined);
    assert.equal(longerOf(record, data('made-up', 7)), undefined);
    assert.equal(longerTraining({ name: 'nose' }, data('made-up')), undefined);
    assert.equal(longerTraining({ name: 'resnet' }, data('made-up')), undefined);
  });

  it('is a method of its own, compared with the shorter training face by face', () => {
    const longer = longerOf(record, data('made-up'))!;
    const faceApi = longer.errors.map((error) => ({ inBox: error, detected: error }));
    const own = longer.errors.map((error, i) => error + 2 + 0.1 * (i % 2));
    const methods = methodComparison({ name: 'ResNet-18', own, baseline: own, faceApi, longer });
    assert.deepEqual(Object.keys(methods.errors).slice(0, 2), ['ResNet-18', 'ResNet-18, 30 epochs, one-cycle']);
    assert.ok(methods.describe().markdown.endsWith(longerWords('ResNet-18', longer, own)));
    const others = [own, longer.errors, longer.errors.map((error) => error - 1)];
    matchSnapshot(others.map((errors) => longerWords('ResNet-18', longer, errors)).join('\n\n'), 'longer.md');
  });
});
