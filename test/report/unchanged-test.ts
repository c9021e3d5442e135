import assert from 'node:assert/strict';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordText } from '../../lib/report/downloads';
import { rememberReport, reportKey, unchangedReport } from '../../lib/report/unchanged';
import { temporaryFolder, withEnvironment } from '../environment';
import { madeUpRecord } from './made-up';

describe('an unchanged report', () => {
  const folder = temporaryFolder();
  withEnvironment(() => ({ FACES_CACHE: folder() }));
  const data = { folder: '/faces', checksum: '0', generated: false };
  const inputs = { notebook: 'notebooks/1-nose.ipynb', command: 'npm run report -- nose', data };

  function written(name: string) {
    const [html, json] = [join(folder(), `${name}.html`), join(folder(), `${name}.json`)];
    const record = madeUpRecord();
    writeFileSync(html, '<!doctype html>');
    writeFileSync(json, recordText(record));
    return { html, json, record };
  }

  it('has a key of its notebook, command and data', () => {
    const key = reportKey(inputs);
    assert.equal(reportKey(inputs), key);
    const notebook = join(folder(), 'same.ipynb');
    copyFileSync(inputs.notebook, notebook);
    const others = [
      { ...inputs, notebook },
      { ...inputs, command: `${inputs.command} --epochs 3` },
      { ...inputs, data: { ...data, checksum: '1' } },
      { ...inputs, data: { ...data, generated: true } },
    ];
    const keys = others.map(reportKey);
    writeFileSync(notebook, '{}');
    assert.equal(new Set([key, ...keys, reportKey(others[0]!)]).size, 6);
  });

  it('is found as it was written', () => {
    const report = written('nose');
    assert.equal(unchangedReport('key'), undefined);
    rememberReport('key', report);
    assert.deepEqual(unchangedReport('key'), report);
    assert.equal(unchangedReport('another key'), undefined);
  });

  it('is made again if a file of it is missing, or another report has taken its place', () => {
    const report = written('nose');
    rememberReport('key', report);
    writeFileSync(report.json, recordText({ ...report.record, title: 'Another' }));
    assert.equal(unchangedReport('key'), undefined);
    rmSync(report.json);
    assert.equal(unchangedReport('key'), undefined);
    rememberReport('key', written('nose'));
    rmSync(report.html);
    assert.equal(unchangedReport('key'), undefined);
  });
});
