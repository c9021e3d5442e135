import assert from 'node:assert/strict';
import { join } from 'node:path';
import { JOB_VARIABLE, writeJob } from '../../lib/parameters/job';
import { readAttachments } from '../../lib/report/attachments';
import { finish, reportCommand } from '../../lib/report/finish';
import { temporaryFolder, withEnvironment } from '../environment';
import { madeUpRecord } from './made-up';

const { runs, headline, provenance } = madeUpRecord();
const { title, checksum, training, validation, split } = provenance.dataset;
const DATA = {
  name: 'nose',
  title: 'Finding the nose',
  summary: 'Found.',
  headline,
  runs,
  data: { set: { title, generated: false, checksum }, training, validation, split },
  seeds: [1],
};
const DEFAULTS = { epochs: 15, learningRate: 1e-3, augment: true };

describe('the end of a notebook', () => {
  it('records what a run changes', () => {
    const changesOf = (changes: object): string =>
      finish({ ...DATA, parameters: { ...DEFAULTS, ...changes }, defaults: DEFAULTS }).record.changes;
    assert.equal(changesOf({}), '');
    assert.equal(changesOf({ epochs: 30, augment: false }), 'epochs 30, no augment');
  });

  it('gives the command of a run that a person made', () => {
    const parameters = { ...DEFAULTS, learningRate: 5e-4 };
    assert.equal(reportCommand('nose', parameters, DEFAULTS), 'npm run report -- nose --learning-rate 5e-4');
    const { record } = finish({ ...DATA, parameters, defaults: DEFAULTS });
    assert.deepEqual([record.command, record.smoke], ['npm run report -- nose --learning-rate 5e-4', false]);
  });

  describe('in a smoke run', () => {
    const folder = temporaryFolder();
    withEnvironment(() => ({ [JOB_VARIABLE]: join(folder(), 'job.json') }));

    it('does not take what shortens the run for a change, and leaves the record for the report', () => {
      const report = { command: 'npm run report -- nose --smoke', smoke: { epochs: 2 }, folder: folder() };
      writeJob(join(folder(), 'job.json'), { parameters: {}, force: false, tensorBoard: false, report });
      const made = (parameters: object) =>
        finish({ ...DATA, parameters: { ...DEFAULTS, ...parameters }, defaults: DEFAULTS }).record;
      assert.equal(made({ epochs: 2 }).changes, '');
      const record = made({ epochs: 3 });
      assert.deepEqual([record.smoke, record.changes, record.command], [true, 'epochs 3', report.command]);
      assert.deepEqual(readAttachments(folder())?.record, record);
    });
  });
});
