import assert from 'node:assert/strict';
import type { FoundFace } from '../../../lib/inference/face-search';
import { cropOf } from '../../../lib/report/page/try-it/crop';
import { describe as describeResult } from '../../../lib/report/page/try-it/results';
import { foundWords } from '../../../lib/report/page/try-it/subject';
import { matchSnapshot } from '../../snapshot';

const face: FoundFace = { x: 0, y: 0, width: 9, height: 9, turn: 0, confidence: 0.8 };
const focus = { landmark: 1, name: 'the tip of the nose' };

const crop = cropOf({ x: 10, y: 10, width: 100, height: 50 });
const view = { crop, image: '', truth: [20, 20, null, null, 50, 50], predicted: [0.1, 0.2, 0.5, 0.5, 0.4, 0.8] };
const known = (isUnmoved: boolean, truth: readonly (number | null)[] = view.truth) => ({
  face: { label: '33-2m', photo: '', width: 200, height: 200, pixelSize: 2, views: [] },
  view: { ...view, truth },
  isUnmoved,
});
const predicted = [0.1, 0.26, 0.5, 0.5, 0.4, 0.8];

describe('what the reader is told', () => {
  it('about the faces found', () => {
    const side = { ...face, turn: 90 as const };
    const lines = [[], [face], [side], [face, face]].map((found) => foundWords(found, {}));
    matchSnapshot([...lines, foundWords([], { focus })].join('\n\n'), 'found.md');
  });

  it('about a prediction', () => {
    const prediction = { crop, predicted, milliseconds: 41.3, network: {} };
    const single = { crop, predicted: [0.5, 0.5], milliseconds: 4.13, network: { focus } };
    const results = [
      describeResult(prediction),
      describeResult({ ...prediction, known: known(false) }),
      describeResult({ ...prediction, known: known(true) }),
      describeResult({ ...prediction, known: known(true, [null, null, null, null, null, null]) }),
      describeResult(single),
      describeResult({ ...single, known: known(true, [0, 0, 60, 35, 0, 0]) }),
      describeResult({ ...single, known: known(true) }),
    ];
    matchSnapshot(results.flatMap(({ text, alternative }) => [text, alternative]).join('\n\n'), 'results.md');
  });

  it('an error in pixels of the original photo', () => {
    const { text } = describeResult({ crop, predicted, milliseconds: 1, network: {}, known: known(false) });
    // Two of three landmarks are known: one is 3 px off in the embedded photo, one is right.
    assert.match(text, /On average, they are 3\.0 pixels of the original photo away from the right places\./);
  });
});
