import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportCommand } from '../../lib/report/finish';
import { parseRecord, readRecord } from '../../lib/report/record';
import { madeUpRecord } from './made-up';

describe('records', () => {
  it('come back from their file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'record-'));
    const file = join(folder, 'nose.json');
    const record = madeUpRecord();
    writeFileSync(file, JSON.stringify(record));
    assert.deepEqual(readRecord(file), record);
    writeFileSync(file, '{');
    assert.throws(() => readRecord(file), new RegExp(file));
    rmSync(folder, { recursive: true });
    assert.throws(() => readRecord(file), /Cannot read .*nose\.json/);
  });

  it('say what is wrong with them', () => {
    const broken = { ...madeUpRecord(), headline: { validationMse: 'low' } };
    assert.throws(
      () => parseRecord(broken, 'x.json'),
      /x\.json is not a report's record:[\s\S]*headline\.validationMse/,
    );
    assert.throws(() => parseRecord({ ...madeUpRecord(), headline: { mse: NaN } }, 'x'), /headline\.mse/);
  });

  it('name the command with a flag for all that is not as by default', () => {
    const defaults = { epochs: 15, learningRate: 1e-3, augment: true };
    assert.equal(reportCommand('nose', defaults, defaults), 'npm run report -- nose');
    assert.equal(
      reportCommand('nose', { ...defaults, learningRate: 5e-4, augment: false }, defaults),
      'npm run report -- nose --learning-rate 0.0005 --augment false',
    );
  });
});
