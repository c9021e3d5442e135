import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError } from '../../lib/errors';
import { reportCommand } from '../../lib/report/finish';
import { parseRecord, readRecord } from '../../lib/report/record';
import { madeUpRecord } from './made-up';

const isAbout =
  (...names: string[]) =>
  (error: unknown): boolean =>
    error instanceof DataError && names.every((name) => error.message.includes(name));

describe('records', () => {
  it('come back from their file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'record-'));
    const file = join(folder, 'nose.json');
    const record = madeUpRecord();
    writeFileSync(file, JSON.stringify(record));
    assert.deepEqual(readRecord(file), record);
    writeFileSync(file, '{');
    assert.throws(() => readRecord(file), isAbout(file));
    rmSync(folder, { recursive: true });
    assert.throws(() => readRecord(file), isAbout(file));
  });

  it('say what is wrong with them', () => {
    const broken = { ...madeUpRecord(), title: 7, headline: { validationMse: NaN } };
    assert.throws(() => parseRecord(broken, 'x.json'), isAbout('x.json', 'headline.validationMse', 'title'));
  });

  it('name the command with an option for each parameter that differs from its default', () => {
    const defaults = { epochs: 15, learningRate: 1e-3, augment: true };
    assert.equal(reportCommand('nose', defaults, defaults), 'npm run report -- nose');
    assert.equal(
      reportCommand('nose', { ...defaults, learningRate: 5e-4, augment: false }, defaults),
      'npm run report -- nose --learning-rate 5e-4 --augment false',
    );
  });
});
