import assert from 'node:assert/strict';
import { wordsOf } from '../../lib/parameters/names';
import { cutOffWords, faceApiWords, othersWords, searchWords } from '../../lib/notebook/photo-words';
import { interpret } from '../../lib/metrics/interpretation';
import { madeUpSamples, shifted } from '../figures/made-up';

describe('words about photos', () => {
  const faceApi = (inBox: number, detected: number | null = inBox) =>
    Array.from({ length: 20 }, (_, i) => ({ inBox: inBox + 0.01 * i, detected }));
  const own = (error: number) => Array.from({ length: 20 }, (_, i) => error + 0.01 * i + 0.1 * (i % 2));

  it('tell who is better, or that one cannot tell', () => {
    assert.match(faceApiWords({ Ours: own(9) }, faceApi(7)), /\*\*7\.10 %\*\*; Ours is worse by 2\.05 landmarks/);
    assert.match(faceApiWords({ Ours: own(5) }, faceApi(7)), /Ours is better by 1\.95 landmarks/);
    assert.match(faceApiWords({ Ours: own(6.95) }, faceApi(7)), /cannot tell it from Ours/);
  });

  it('count the faces that the detector found, and the photos that were taken', () => {
    assert.match(faceApiWords({ Ours: own(9) }, faceApi(7, null)), /finds none of these faces/);
    const some = faceApi(7).map((error, i) => (i < 5 ? { ...error, detected: null } : error));
    assert.match(faceApiWords({ Ours: own(9) }, some), /on the 15 of 20 photos where/);
    assert.match(faceApiWords({ Ours: own(9) }, faceApi(7).slice(0, 4)), /only 4 photos were taken/);
  });

  it('tell several networks apart', () => {
    assert.match(
      faceApiWords({ A: own(9), B: own(5) }, faceApi(7)),
      /A is worse by 2\.05 landmarks [^;]*; B is better by 1\.95 landmarks/,
    );
  });

  it('compare landmarks outside the crop with those inside', () => {
    const samples = madeUpSamples(2);
    const right = interpret(
      samples,
      shifted(samples, () => 3),
      { measure: 'pixels' },
    );
    assert.equal(cutOffWords(right), 'No landmark lies outside its crop.');
    const landmarks = samples.landmarks.map((value, i) => (i === 0 || i === 5 ? 1.2 : value));
    const errors = right.landmarkErrors.map((_, i) => (i === 0 || i === 2 ? 8 : 2));
    const words = cutOffWords({ ...right, samples: { ...samples, landmarks }, landmarkErrors: errors });
    assert.match(words, /2 faces, 1\.7 % lie outside .* off by 8\.00 %, those inside by 2\.00 %: what is not seen/);
  });

  it('sum up a report with and without a best recipe', () => {
    assert.match(othersWords({ nmeFaceApi: 7.06 }), /face-api has 7\.06 % in the same boxes\.$/);
    const best = { nmeFaceApi: 7.06, nme: 3.9, nmeCiLow: 3.7, nmeCiHigh: 4.1 };
    assert.match(othersWords(best), /reaches \*\*3\.90 %\*\* \(95 % interval 3\.70 to 4\.10 %\)\.$/);
    assert.match(othersWords({ ...best, nmeLooseCrop: 4 }), /, and 4\.00 % in 1\.6 times its crop\.$/);
  });

  it('tell what was found in whole photos', () => {
    assert.match(searchWords({ searched: 9, several: 2, none: 0 }), /9 test photos .* every one, several faces in 2/);
    assert.match(searchWords({ searched: 9, several: 0, none: 3 }), /no face in 3 of them, several faces in none\./);
  });
});

describe('names of parameters and measures in prose', () => {
  it('have spaces, and abbreviations in capitals', () => {
    assert.deepEqual(['learningRate', 'validationMse', 'nme'].map(wordsOf), ['learning rate', 'validation MSE', 'NME']);
  });
});
