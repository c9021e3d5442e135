import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordText } from '../../lib/report/downloads';
import { linkNeighbors } from '../../lib/report/neighbors';
import { renderReport } from '../../lib/report/render';
import { temporaryFolder } from '../environment';
import { madeUpNotebook, madeUpRecord, madeUpSource } from './made-up';

describe('links between reports', () => {
  const folder = temporaryFolder();
  const file = (name: string) => join(folder(), name);

  function write(name: string, notebook: string, fileName = name): void {
    const record = madeUpRecord({ name, notebook, title: `About ${name}` });
    writeFileSync(file(`${fileName}.json`), recordText(record));
    writeFileSync(file(`${fileName}.html`), renderReport(madeUpNotebook('# T'), { record }, madeUpSource));
  }

  /** Target and words of each link, at the top; those at the bottom are the same. */
  function linksOf(name: string): string[] {
    const page = readFileSync(file(`${name}.html`), 'utf8');
    const places = [...page.matchAll(/<nav class="neighbors"[^]*?<\/nav>/g)].map(([nav]) =>
      [...nav.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)<\/a>/g)].map(([, href, text]) => `${href}: ${text}`),
    );
    assert.equal(places.length, 2);
    assert.deepEqual(places[0], places[1]);
    return places[0]!;
  }

  it('lead to the index, and to the reports before and after in the order of their notebooks', () => {
    write('full-face', 'notebooks/2-full-face.ipynb');
    write('nose', 'notebooks/1-nose.ipynb');
    assert.deepEqual(linksOf('nose'), ['index.html: All reports']);
    linkNeighbors(folder());
    assert.deepEqual(linksOf('nose'), ['index.html: All reports', 'full-face.html: About full-face →']);
    write('resnet', 'notebooks/3-resnet.ipynb');
    linkNeighbors(folder());
    assert.deepEqual(linksOf('full-face'), [
      'index.html: All reports',
      'nose.html: ← About nose',
      'resnet.html: About resnet →',
    ]);
  });

  it('lead from trials to the index alone, and leave other pages alone', () => {
    write('nose', 'notebooks/1-nose.ipynb');
    write('full-face', 'notebooks/2-full-face.ipynb');
    write('nose', 'notebooks/1-nose.ipynb', 'nose-smoke');
    writeFileSync(file('mine.html'), 'no report');
    linkNeighbors(folder());
    assert.deepEqual(linksOf('nose-smoke'), ['index.html: All reports']);
    const before = statSync(file('nose.html')).mtimeMs;
    linkNeighbors(folder());
    assert.equal(statSync(file('nose.html')).mtimeMs, before);
    assert.equal(readFileSync(file('mine.html'), 'utf8'), 'no report');
  });
});
