import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JOB_VARIABLE, readJob, writeJob } from '../../lib/parameters/job';

describe('parameters/job', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'job-'))));
  afterEach(() => {
    Reflect.deleteProperty(process.env, JOB_VARIABLE);
    rmSync(folder, { recursive: true });
  });

  it('is undefined where a person runs the notebook', () => {
    assert.equal(readJob(), undefined);
  });

  it('reaches the notebook through a file', () => {
    const job = { parameters: { epochs: 3 }, force: true, tensorBoard: false };
    process.env[JOB_VARIABLE] = join(folder, 'job.json');
    writeJob(join(folder, 'job.json'), job);
    assert.deepEqual(readJob(), job);
  });

  it('fails where the file is missing', () => {
    process.env[JOB_VARIABLE] = join(folder, 'job.json');
    assert.throws(readJob, { name: 'ParameterError' });
  });
});
