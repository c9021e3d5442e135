import assert from 'node:assert/strict';
import type { GraphNode } from '../../lib/graph/nodes';
import { UpdateOrder } from '../../lib/graph/order';

const node = (name: string, ...input: string[]): GraphNode => ({ name, op: name, input, attr: {} });

describe('UpdateOrder', () => {
  const variable = {};

  it('lets an update wait for the reads before it and for what uses their values, and a read for the last update', () => {
    const order = new UpdateOrder();
    const [read, use, other] = [node('read'), node('use', 'read:1'), node('other')];
    const [update, late, last] = [node('update', 'use'), node('late'), node('last')];
    order.add(read, [variable], false);
    order.add(use, [], false);
    order.add(other, [], false);
    order.add(update, [variable], true);
    order.add(late, [variable], false);
    order.add(last, [variable], true);
    assert.deepEqual(read.input, []);
    assert.deepEqual(update.input, ['use', '^read', '^use']);
    assert.deepEqual(late.input, ['^update']);
    assert.deepEqual(last.input, ['^update', '^late']);
    assert.deepEqual([...order.updates], [update, last]);
  });

  it('keeps variables apart', () => {
    const order = new UpdateOrder();
    const second = node('second');
    order.add(node('first'), [variable], true);
    order.add(second, [{}], true);
    assert.deepEqual(second.input, []);
  });
});
