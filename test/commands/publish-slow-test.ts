import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../environment';
import { cli } from './cli';

/** The page's scripts are larger while coverage is measured. */
const MINIFIED = { FACES_COVERAGE: '' };

describe('published reports', () => {
  const folder = temporaryFolder();

  it('are small, say what is left out, and have no image but those of weights and faces drawn by a program', () => {
    const options = ['publish', 'nose', '--smoke', '--folder', folder()];
    const { status, output, errors } = cli(options, MINIFIED);
    assert.equal(status, 0, errors);
    assert.match(output, /Published .*nose-smoke\.html {2}\(\d\.\d MB\)/);
    const file = join(folder(), 'nose-smoke.html');
    assert.ok(statSync(file).size < 4_000_000);
    const page = readFileSync(file, 'utf8');
    assert.match(page, /<aside class="banner withheld"/);
    assert.match(page, /faces-drawing-truth/);
    const [body = '', data = '{}'] = page.split('<script type="application/json" id="try-it-data">');
    const images = [...body.matchAll(/<[^<]*data:image\/(?!svg)[^>]*>/g)].map(([tag]) => tag);
    assert.deepEqual(
      images.filter((tag) => !tag.includes('data-shows="weights"')),
      [],
    );
    const tryIt = JSON.parse(data.slice(0, data.indexOf('</script>'))) as { areDrawn: boolean; networks: object[] };
    assert.deepEqual([tryIt.areDrawn, tryIt.networks.length > 0], [true, true]);
    assert.match(readFileSync(join(folder(), 'index.html'), 'utf8'), /nose-smoke\.html/);
  });

  it('are of known experiments', () => {
    const { status, errors } = cli(['publish', 'noses']);
    assert.deepEqual([status, errors.includes("Unknown experiment: 'noses'")], [1, true]);
  });

  it('leave the README as it is where nothing has changed', () => {
    assert.match(cli(['readme']).output, /up to date/);
  });
});
