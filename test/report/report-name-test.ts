import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportRecord } from '../../lib/report/record';
import { reportName } from '../../lib/report/report-name';
import { temporaryFolder } from '../set-up/temporary-folder';
import { madeUpRecord } from './made-up';

describe("the name of a report's files", () => {
  const folder = temporaryFolder();
  const nameOf = (changes: Partial<ReportRecord>): string => reportName(madeUpRecord(changes), folder());
  const { provenance } = madeUpRecord();
  const synthetic = { provenance: { ...provenance, dataset: { ...provenance.dataset, generated: true } } };
  const keep = (name: string, record: object): void => writeFileSync(join(folder(), name), JSON.stringify(record));

  it("is the experiment's for a full report, with or without an older one", () => {
    assert.equal(nameOf({}), 'nose');
    keep('nose.json', madeUpRecord());
    assert.equal(nameOf({}), 'nose');
    keep('nose.json', madeUpRecord(synthetic));
    assert.equal(nameOf({}), 'nose');
  });

  it('tells trials from it, and from each other', () => {
    assert.equal(nameOf({ smoke: true }), 'nose-smoke');
    assert.equal(nameOf({ changes: 'learning rate 5e-4, seed 7' }), 'nose-learning-rate-5e-4-seed-7');
    assert.equal(nameOf({ smoke: true, changes: 'no augment' }), 'nose-smoke-no-augment');
    assert.equal(nameOf({ changes: 'crop scale 1.5' }), 'nose-crop-scale-1.5');
  });

  it('is short however much is changed, and still differs', () => {
    const changes = 'brightness 0.125, contrast 0.125, '.repeat(5);
    const names = [nameOf({ changes: `${changes}seed 1` }), nameOf({ changes: `${changes}seed 2` })];
    assert.deepEqual(
      names.map(({ length }) => length),
      [100, 100],
    );
    assert.notEqual(names[0], names[1]);
  });

  it('keeps letters of all scripts', () => {
    assert.equal(nameOf({ name: '数据' }), '数据');
    assert.equal(nameOf({ name: 'Übung/1' }), 'übung-1');
    const long = nameOf({ name: '数'.repeat(200) });
    assert.ok(Buffer.byteLength(long) <= 100 && /^数+-[0-9a-f]{8}$/.test(long), long);
  });

  it('is another one on synthetic faces where a report on photos exists', () => {
    assert.equal(nameOf(synthetic), 'nose');
    keep('nose.json', madeUpRecord(synthetic));
    assert.equal(nameOf(synthetic), 'nose');
    keep('nose.json', madeUpRecord());
    assert.equal(nameOf(synthetic), 'nose-synthetic');
    assert.equal(nameOf({ ...synthetic, smoke: true }), 'nose-smoke');
    keep('nose-smoke.json', madeUpRecord({ smoke: true }));
    assert.equal(nameOf({ ...synthetic, smoke: true }), 'nose-smoke-synthetic');
  });

  it('does not replace what it cannot read by synthetic faces', () => {
    keep('nose.json', {});
    assert.equal(nameOf(synthetic), 'nose-synthetic');
  });
});
