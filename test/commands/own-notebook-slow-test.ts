import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryFolder } from '../environment';
import { cli } from './cli';

const INDEX = 'reports/index.html';

describe('npm run report -- notebook.ipynb', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const name = `own-notebook-${process.pid}`;
  let index: string | undefined;
  before(() => {
    index = existsSync(INDEX) ? readFileSync(INDEX, 'utf8') : undefined;
  });
  after(() => {
    for (const ending of ['html', 'json']) rmSync(`reports/${name}.${ending}`, { force: true });
    if (index === undefined) rmSync(INDEX, { force: true });
    else writeFileSync(INDEX, index);
  });

  it('makes a report of a notebook of one’s own, from anywhere, and lists it in the index', () => {
    const notebook = join(folder(), `${name}.ipynb`);
    writeFileSync(notebook, ownNotebook());
    const { status, output, errors } = cli(['report', notebook, '--open']);
    assert.equal(status, 0, errors);
    const page = `reports/${name}.html`;
    assert.match(output, new RegExp(`^Report +.*${page}`, 'm'));
    assert.ok(readFileSync(page, 'utf8').includes('The answer is <strong>42</strong>'));
    assert.ok(readFileSync(INDEX, 'utf8').includes(basename(page)));
  });

  it('names a notebook that is missing', () => {
    const { status, output, errors } = cli(['report', join(folder(), 'missing.ipynb')]);
    assert.deepEqual([status, output], [1, '']);
    assert.match(errors, /missing\.ipynb: no such file/);
    assert.doesNotMatch(errors, /^ +at /m);
  });
});

/** A text and a cell that shows a text. */
function ownNotebook(): string {
  const { metadata } = JSON.parse(readFileSync('notebooks/1-nose.ipynb', 'utf8')) as { metadata: object };
  const code = "import { say } from './lib/notebook';\n\nsay(`The answer is **${6 * 7}**.`)";
  const cells = [
    { cell_type: 'markdown', metadata: {}, source: '# My notebook' },
    { cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: code },
  ];
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 4 });
}
