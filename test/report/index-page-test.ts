import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFigurePage } from '../../lib/report/figure-page';
import { writeIndexPage } from '../../lib/report/index-page';
import { temporaryFolder } from '../set-up/temporary-folder';
import { matchSnapshot, readable } from '../snapshot';
import { madeUpRecord } from './made-up';

describe('the index of all reports', () => {
  const folder = temporaryFolder();

  it('lists the reports, the trials apart, holds their runs, and names files that are no records', () => {
    const write = (name: string, content: string): void => writeFileSync(join(folder(), name), content);
    write('nose.json', JSON.stringify(madeUpRecord()));
    write('nose.html', '');
    const record = madeUpRecord({ name: 'resnet', title: 'A ResNet', smoke: true });
    const dataset = { ...record.provenance.dataset, generated: true };
    write('resnet.json', JSON.stringify({ ...record, provenance: { ...record.provenance, revision: null, dataset } }));
    const trial = madeUpRecord({ changes: 'learning rate 5e-4' });
    write('nose-learning-rate-5e-4.json', JSON.stringify(trial));
    write('nose-learning-rate-5e-4.html', '');
    write('broken.json', '{}');
    const file = writeIndexPage(folder());
    assert.equal(file, join(folder(), 'index.html'));
    matchSnapshot(readable(readFileSync(file, 'utf8').replaceAll(folder(), 'reports')), 'index.html');
  });

  it('lists searches and comparisons with what came out', () => {
    const page = {
      title: 'A & B',
      summary: '**B** is better.',
      command: 'npm run compare',
      sections: [],
      isSynthetic: true,
    };
    writeFigurePage('compare-1-2', page, folder());
    const index = readFileSync(join(folder(), 'index.html'), 'utf8');
    assert.match(index, /<a href="compare-1-2\.html">A &amp; B<\/a><\/strong>\s*<p>B is better\.<\/p>/);
  });

  it('links to the reference where it has been made', () => {
    const page = (): string => readFileSync(writeIndexPage(folder()), 'utf8');
    assert.doesNotMatch(page(), /api\/index\.html/);
    mkdirSync(join(folder(), 'api'));
    writeFileSync(join(folder(), 'api', 'index.html'), '');
    assert.match(page(), /<a href="api\/index\.html">/);
  });
});
