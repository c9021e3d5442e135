import assert from 'node:assert/strict';
import {
  cropFindings,
  cropWords,
  describeCrops,
  describeSearch,
  errorsAt,
  faceApiFindings,
  faceApiWords,
  searchWords,
} from '../../lib/notebook/method-words';
import { cropComparison, methodComparison } from '../../lib/notebook/methods';
import { matchSnapshot } from '../snapshot';

const faceApi = (inBox: number, detected: number | null = inBox) =>
  Array.from({ length: 20 }, (_, i) => ({ inBox: inBox + 0.01 * i, detected }));
const own = (error: number) => Array.from({ length: 20 }, (_, i) => error + 0.01 * i + 0.1 * (i % 2));

describe('notebook/method-words', () => {
  it('finds which networks are better or worse than face-api, face by face', () => {
    const { networks, inBox, detected } = faceApiFindings({ A: own(9), B: own(5), C: own(6.95) }, faceApi(7));
    assert.deepEqual(
      networks.map(({ name, verdict }) => [name, verdict]),
      [
        ['A', 'worse'],
        ['B', 'better'],
        ['C', 'not significant'],
      ],
    );
    assert.ok(Math.abs(inBox - 7.095) < 1e-9);
    assert.deepEqual(detected, { faces: 20, nme: 7 });
  });

  it('compares only faces that face-api was measured on, and counts those that its detector finds', () => {
    const some = faceApi(7)
      .slice(0, 8)
      .map((error, i) => (i < 5 ? { ...error, detected: null } : error));
    const findings = faceApiFindings({ A: own(9) }, some);
    assert.deepEqual([findings.measured, findings.faces, findings.detected.faces], [8, 20, 3]);
    assert.ok(Number.isNaN(faceApiFindings({ A: own(9) }, faceApi(7, null)).detected.nme));
  });

  it('puts the comparison into words', () => {
    const texts = [
      faceApiFindings({ 'ResNet-18': own(9), 'best recipe': own(5), other: own(6.95) }, faceApi(7)),
      faceApiFindings({ 'ResNet-18': own(9) }, faceApi(7, null).slice(0, 4)),
    ];
    matchSnapshot(texts.map(faceApiWords).join('\n\n'), 'face-api.md');
  });

  it('compares a looser crop with the usual one', () => {
    const crops = (loose: number) => [
      { factor: 1, errors: own(9) },
      { factor: 1.6, errors: own(loose).reverse() },
    ];
    const findings = cropFindings({ 'ResNet-18': crops(14), 'best recipe': crops(9) });
    assert.deepEqual(
      findings.map(({ comparison: { verdict } }) => verdict),
      ['worse', 'not significant'],
    );
    assert.throws(() => errorsAt(crops(14), 1.4), RangeError);
    matchSnapshot(findings.map(cropWords).join('\n\n'), 'crops.md');
    assert.equal(describeCrops({ 'ResNet-18': crops(14) }).markdown, cropWords(findings[0]!));
    const { headline, summary } = cropComparison({ 'ResNet-18': crops(14), 'best recipe': crops(9) });
    assert.deepEqual(Object.keys(headline), ['nmeLooseCrop']);
    assert.ok(summary);
    assert.deepEqual(cropComparison({ 'ResNet-18': crops(14) }).headline, {});
  });

  it('describes a search for faces', () => {
    const texts = [
      { searched: 9, several: 2, none: 0, isBest: true },
      { searched: 1, several: 0, none: 1, isBest: false },
    ];
    matchSnapshot(texts.map(searchWords).join('\n\n'), 'search.md');
    assert.equal(describeSearch(texts[0]!).markdown, searchWords(texts[0]!));
  });

  it('collects the errors of all methods, with the headline and summary for the report', () => {
    const errors = { name: 'ResNet-18', own: own(9), baseline: own(15), faceApi: faceApi(7, null) };
    const methods = methodComparison({ ...errors, best: own(4) });
    assert.deepEqual(Object.keys(methods.errors), [
      'ResNet-18',
      'mean-shape baseline',
      'face-api, same boxes',
      'face-api, own detector',
      'best recipe',
    ]);
    assert.deepEqual(Object.keys(methods.headline), ['nmeFaithful', 'nmeMeanShape', 'nmeFaceApi']);
    assert.ok(methods.describe().markdown.length > methods.summary.length);
    assert.ok(!('best recipe' in methodComparison(errors).errors));
  });
});
