import assert from 'node:assert/strict';
import { imagesInMemory, joinImages } from '../../lib/samples/images';
import { bytesOf } from './bytes';

const images = imagesInMemory(Uint8Array.of(1, 2, 3, 4, 5, 6), 2);

describe('samples/images', () => {
  it('reads, selects and joins images', () => {
    assert.equal(images.count, 3);
    assert.deepEqual([...images.read([2, 0, 2])], [5, 6, 1, 2, 5, 6]);
    const last = images.select([2, 1]);
    assert.deepEqual([...bytesOf(last.select([1]))], [3, 4]);
    assert.deepEqual([...bytesOf(joinImages([last, images]))], [5, 6, 3, 4, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(
      [...images.pieces(2)].map((piece) => [...piece]),
      [
        [1, 2, 3, 4],
        [5, 6],
      ],
    );
  });

  it('hands out copies', () => {
    images.read([0]).fill(9);
    assert.deepEqual([...images.read([0])], [1, 2]);
  });

  it('refuses indices that no image has, and bytes that are not whole images', () => {
    assert.throws(() => images.read([3]), /There is no image 3: there are 3/);
    assert.throws(() => images.select([-1]), RangeError);
    assert.throws(() => imagesInMemory(new Uint8Array(5), 2), RangeError);
  });
});
