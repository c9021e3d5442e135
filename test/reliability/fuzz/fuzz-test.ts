import assert from 'node:assert/strict';
import { DataError } from '../../../lib/errors';
import { Random } from '../../../lib/random';
import { judge } from './judge';
import type { Loader, Read } from './judge';
import { mutate } from './mutate';

// A harness that notices nothing finds no faults either.
describe('the judge of what is read', () => {
  const original: Read = { value: [1, 2], doubts: 1 };
  const judged = (result: Partial<Read> | Error, more: Partial<Loader> = {}) => {
    const read = (): Promise<Read> =>
      result instanceof Error ? Promise.reject(result) : Promise.resolve({ ...original, ...result });
    const loader = { content: Buffer.alloc(0), isText: true, file: 'a.pts', read, ...more };
    return judge(loader, Buffer.from('undefined is in the file'), original);
  };
  const fault = async (...given: Parameters<typeof judged>): Promise<string> => {
    const verdict = await judged(...given);
    return typeof verdict === 'string' ? verdict : verdict.fault;
  };

  it('tells what was read from what was refused', async () => {
    assert.equal(await judged({}), 'readEqual');
    assert.equal(await judged({ value: [1, 3] }), 'readOtherwise');
    assert.equal(await judged({ value: [1, 3], doubts: 2 }), 'readWithDoubt');
    assert.equal(await judged(new DataError('a.pts: the third line is no point.')), 'refused');
  });

  it('finds faults', async () => {
    assert.match(await fault({ impossible: 'x is Infinity' }), /x is Infinity/);
    assert.match(await fault({ value: [1, 3] }, { isSealed: true }), /without a word/);
    assert.match(await fault(new TypeError('Cannot read properties')), /no sentence, but TypeError/);
    assert.match(await fault(new DataError('The third line is no point.')), /not named/);
    assert.match(await fault(new DataError('a.pts: [object Object] is no point.')), /no sentence/);
    // The file itself has this word.
    assert.equal(await fault(new DataError("a.pts: got 'undefined'.")), 'refused');
  });
});

describe('changed files', () => {
  const content = Buffer.from('version: 1\nn_points: 2\n{\n1.5 2\n3 4\n}\n');
  const changed = (seed: number, isText = true) =>
    Array.from({ length: 300 }, (_, i) => mutate(content, new Random(seed).split(i), { isText }));

  it('are the same for the same seed', () => {
    assert.deepEqual(changed(1), changed(1));
    assert.notDeepEqual(changed(1), changed(2));
  });

  it('are changed in every way, and the valid file stays as it is', () => {
    const before = Buffer.from(content);
    const ways = new Set(changed(1).flatMap(({ how }) => how.split(', ')));
    assert.equal(ways.size, 20);
    assert.equal(new Set(changed(1, false).flatMap(({ how }) => how.split(', '))).size, 8);
    const different = changed(1).filter((one) => !one.content.equals(content));
    assert.ok(different.length > 250, `${different.length} are different`);
    assert.deepEqual(content, before);
  });
});
