import assert from 'node:assert/strict';
import { aboutBest, fewPeople, trainingWarning } from '../../lib/notebook/try-it';
import { matchSnapshot } from '../snapshot';
import { mseRecord } from './made-up-record';

describe('notebook/try-it', () => {
  const warning = (split: 'person' | 'photo', fold: number, checksum = 'made-up') =>
    trainingWarning(mseRecord, { split, fold }, checksum);

  it('warns if the network was trained on other photos, or on some of those shown', () => {
    assert.equal(warning('person', 0), '');
    assert.notEqual(warning('photo', 0), '');
    assert.notEqual(warning('person', 2), '');
    assert.notEqual(warning('person', 0, 'others'), warning('person', 2));
  });

  const people = (count: number): { group: string }[] =>
    Array.from({ length: 3 * count }, (_, i) => ({ group: String(i % count) }));

  it('warns if the network has seen few people', () => {
    assert.notEqual(fewPeople({ groupName: 'person' }, { faces: people(32) }), '');
    assert.equal(fewPeople({ groupName: 'person' }, { faces: people(300) }), '');
    assert.equal(fewPeople({ groupName: 'photo' }, { faces: people(32) }), '');
  });

  it('says what the best network is', () => {
    const texts = [
      aboutBest(mseRecord, true),
      aboutBest(mseRecord, false),
      warning('photo', 0),
      warning('person', 0, 'x'),
      fewPeople({ groupName: 'person' }, { faces: people(32) }),
    ];
    matchSnapshot(texts.map((text) => text.trim()).join('\n\n'), 'try-it.md');
  });
});
