import assert from 'node:assert/strict';
import { wordsOf } from '../../lib/experiments/names';
import { faceApiWords, searchWords } from '../../lib/experiments/photo-words';

describe('words about photos', () => {
  const faceApi = (inBox: number, detected: number | null = inBox) =>
    Array.from({ length: 20 }, (_, i) => ({ inBox: inBox + 0.01 * i, detected }));
  const own = (error: number) => Array.from({ length: 20 }, (_, i) => error + 0.01 * i + 0.1 * (i % 2));

  it('tell who is better, or that one cannot tell', () => {
    assert.match(faceApiWords('Ours', own(9), faceApi(7)), /\*\*7\.10 %\*\*; Ours is worse by 2\.05 points/);
    assert.match(faceApiWords('Ours', own(5), faceApi(7)), /Ours is better by 1\.95 points/);
    assert.match(faceApiWords('Ours', own(6.95), faceApi(7)), /cannot tell it from Ours/);
  });

  it('count the faces that the detector found, and the photos that were taken', () => {
    assert.match(faceApiWords('Ours', own(9), faceApi(7, null)), /finds none of these faces/);
    const some = faceApi(7).map((error, i) => (i < 5 ? { ...error, detected: null } : error));
    assert.match(faceApiWords('Ours', own(9), some), /on the 15 of 20 photos where/);
    assert.match(faceApiWords('Ours', own(9), faceApi(7).slice(0, 4)), /only 4 photos were taken/);
  });

  it('tell what was found in whole photos', () => {
    assert.match(searchWords({ searched: 9, several: 2, none: 0 }), /9 test photos .* every one, several faces in 2/);
    assert.match(searchWords({ searched: 9, several: 2, none: 3 }), /no face in 3 of them/);
  });
});

describe('names of parameters and measures in prose', () => {
  it('have spaces, and abbreviations in capitals', () => {
    assert.deepEqual(['learningRate', 'validationMse', 'nme'].map(wordsOf), ['learning rate', 'validation MSE', 'NME']);
  });
});
