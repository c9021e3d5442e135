import assert from 'node:assert/strict';
import fc from 'fast-check';
import { faceRegion, faceViews, squareIn } from '../../lib/figures/face-region';
import { faceName } from '../../lib/figures/face-view';
import { columnsFor, columnsStyle } from '../../lib/figures/gallery-columns';
import { transformWords } from '../../lib/figures/transform-words';
import { Random } from '../../lib/random';
import { rotation } from '../../lib/transforms/affine';
import { identityTransform, sampleTransform } from '../../lib/transforms/augmentation';
import { madeUpSamples } from './made-up';

const SIZE = { width: 100, height: 80 };

describe('columns of a gallery', () => {
  it('divide the number of images', () => {
    const columns = (count: number) => Array.from({ length: 8 }, (_, i) => columnsFor(count, i + 1));
    assert.deepEqual(columns(6), [1, 2, 3, 3, 3, 6, 6, 6]);
    assert.deepEqual(columns(12), [1, 2, 3, 4, 4, 6, 6, 6]);
    assert.deepEqual(columns(16), [1, 2, 2, 4, 4, 4, 4, 8]);
  });

  it('stretch the last row least where none divides it', () => {
    const columns = (count: number) => Array.from({ length: 6 }, (_, i) => columnsFor(count, i + 1));
    assert.deepEqual(columns(5), [1, 3, 3, 5, 5, 5], 'three and two, not four and one');
    assert.deepEqual(columns(7), [1, 2, 4, 4, 4, 7]);
    assert.equal(columnsStyle(5).split(';')[1], '--c2:3');
  });

  it('are never much more or less than fit', () => {
    const sizes = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 10 }), (count, fit) => {
        const columns = columnsFor(count, fit);
        assert.ok(columns <= Math.min(count, fit + 1) && columns >= Math.min(count, 0.5 * fit));
      }),
    );
  });
});

describe('the region of a face', () => {
  const [face] = madeUpSamples().faces;
  const square = face!.landmarks.map((_, i) => (i % 4 < 2 ? 200 : 300));
  const centered = { ...face!, landmarks: square };

  it('is a square around the landmarks with a margin, inside the photo', () => {
    assert.deepEqual(faceRegion(centered), { x: 182.5, y: 182.5, width: 135, height: 135 });
    const corner = { ...centered, landmarks: square.map((value) => value - 195) };
    assert.deepEqual(faceRegion(corner), { x: 0, y: 0, width: 135, height: 135 });
    assert.deepEqual(squareIn({ width: 100, height: 300 }, 50, 150, 200), { x: -50, y: 50, width: 200, height: 200 });
  });

  it('holds predictions beside the face, but does not follow far ones', () => {
    const near = faceRegion(centered, [320, 250]);
    assert.ok(near.x + near.width > 320 && near.width < 180);
    assert.ok(faceRegion(centered, [5000, 250]).width < 250);
    assert.deepEqual(faceRegion(centered, [NaN, NaN]), faceRegion(centered), 'missing');
  });

  it('is that of the box where there are few landmarks', () => {
    const sparse = { ...centered, landmarks: square.map((value, i) => (i < 2 ? value : NaN)) };
    const { width } = faceRegion({ ...sparse, box: { x: 150, y: 150, width: 200, height: 100 } });
    assert.equal(width, 270);
  });

  it('is shown of samples in which faces are small, of all or of none', () => {
    const crop = { x: 0, y: 0, width: 640, height: 480 };
    assert.deepEqual(faceViews({ faces: [centered], crops: [crop] }, [0]), [[51.6, 51.6, 53.1, 53.1]]);
    const tight = { x: 190, y: 190, width: 120, height: 120 };
    assert.equal(faceViews({ faces: [centered, centered], crops: [tight, tight] }, [0, 1]), undefined);
    assert.equal(faceViews({ faces: [], crops: [] }, []), undefined);
  });
});

describe('names of faces', () => {
  it('are for people', () => {
    const name = (id: string, labels: Record<string, string> = {}) => faceName({ id, labels });
    assert.equal(name('33-3m', { person: '33', pose: 'turned to the left' }), 'person 33, turned to the left');
    assert.equal(name('helen/trainset/2276629742_1'), '2276629742_1');
    assert.equal(name('helen/trainset/2276629742_1_mirror'), '2276629742_1, mirrored');
    assert.equal(name('a', { pose: 'frontal' }), 'a, frontal');
  });
});

describe('words for an augmentation', () => {
  const none = identityTransform(SIZE, SIZE);
  const words = (change: Partial<typeof none>) => transformWords({ ...none, ...change }, SIZE, SIZE);

  it('say what was done, and nothing else', () => {
    assert.equal(words({}), 'unchanged');
    assert.equal(words({ map: rotation(-8, [50, 40]) }), 'rotated −8°');
    assert.equal(words({ contrast: 0.12, brightness: -0.1 }), 'contrast +12%, brightness −10%');
    assert.equal(words({ map: [-1, 0, 100, 0, 1, 0], flipped: true }), 'mirrored');
    const patch = { x: 0, y: 0, width: 0.1, height: 0.1, gray: 0 };
    assert.equal(words({ illumination: [0.2, 0], patch }), 'lit from one side, partly covered');
  });

  it('find what was drawn', () => {
    const parameters = {
      flip: 1,
      scale: [1.1, 1.1],
      rotation: { choices: [7] },
      translation: { choices: [5], unit: 'pixels' },
    } as const;
    const transform = sampleTransform(parameters, new Random(1), SIZE, SIZE);
    assert.equal(transformWords(transform, SIZE, SIZE), 'mirrored, rotated +7°, size +10%, shifted 7 px');
  });
});
