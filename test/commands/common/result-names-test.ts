import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resultNames } from '../../../lib/commands/common/result-names';

describe('commands/common/result-names', () => {
  const names = (photos: readonly string[], out?: string) => [...resultNames(photos, out).values()];

  it('are those of the photos, beside them or in one folder', () => {
    assert.deepEqual(names(['a.jpg', 'b/c.png']), ['a-keypoints', 'b/c-keypoints']);
    assert.deepEqual(names(['a.jpg', 'b/c.png'], 'out'), ['out/a-keypoints', 'out/c-keypoints']);
  });

  it('have the ending of the photo where it tells them apart, else a number', () => {
    assert.deepEqual(names(['a.jpg', 'a.png', 'b.jpg']), ['a.jpg-keypoints', 'a.png-keypoints', 'b-keypoints']);
    assert.deepEqual(names(['x/a.jpg', 'y/a.jpg']), ['x/a-keypoints', 'y/a-keypoints']);
    assert.deepEqual(names(['x/a.jpg', 'y/a.jpg'], 'o'), ['o/a.jpg-keypoints', 'o/a.jpg-2-keypoints']);
    assert.deepEqual(names(['a.jpg', 'A.JPG']), ['a.jpg-keypoints', 'A.JPG-2-keypoints']);
  });

  it('count a photo once', () => assert.deepEqual(names(['a.jpg', './a.jpg']), ['a-keypoints']));

  it('are all different', () => {
    const photo = fc
      .constantFrom('a', 'A', 'a.jpg', 'a.jpg-2', 'b/a', 'b')
      .chain((stem) => fc.constantFrom('jpg', 'png', 'JPG').map((ending) => `${stem}.${ending}`));
    fc.assert(
      fc.property(fc.uniqueArray(photo), fc.option(fc.constant('out'), { nil: undefined }), (photos, out) => {
        const all = names(photos, out);
        assert.equal(new Set(all.map((one) => one.toLowerCase())).size, photos.length);
      }),
    );
  });
});
