import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryFolder } from '../environment';
import { cli } from './cli';

const INDEX = 'reports/index.html';
const TRIAL = 'own-smoke-epochs-1-seed-77';

describe('npm run report', () => {
  const folder = temporaryFolder();
  const name = `own-notebook-${process.pid}`;
  let index: string | undefined;
  before(() => {
    index = existsSync(INDEX) ? readFileSync(INDEX, 'utf8') : undefined;
  });
  after(() => {
    for (const one of [name, TRIAL]) {
      for (const ending of ['html', 'json']) rmSync(`reports/${one}.${ending}`, { force: true });
    }
    if (index === undefined) rmSync(INDEX, { force: true });
    else writeFileSync(INDEX, index);
  });

  it('makes a report of a user’s notebook in any folder, and lists it in the index', () => {
    const notebook = join(folder(), `${name}.ipynb`);
    writeFileSync(notebook, ownNotebook());
    const { status, output, errors } = cli(['report', notebook, '--open']);
    assert.equal(status, 0, errors);
    const page = `reports/${name}.html`;
    assert.match(output, new RegExp(`^Report +.*${page}`, 'm'));
    assert.ok(readFileSync(page, 'utf8').includes('The answer is <strong>42</strong>'));
    assert.ok(readFileSync(INDEX, 'utf8').includes(basename(page)));
  });

  it('executes nothing the second time, unless something has changed or it is forced to', () => {
    const trial = ['report', 'own', '--smoke', '--epochs', '1', '--seed', '77'];
    const executed = /^notebooks\/4-own-data\.ipynb$/m;
    const first = cli(trial);
    assert.equal(first.status, 0, first.errors);
    assert.match(first.errors, executed);
    assert.doesNotMatch(first.output, /Unchanged since/);
    const second = cli(trial);
    assert.doesNotMatch(second.errors, executed);
    const before = first.output.replace(/ +\(.* s\)/, '');
    const after = second.output.replace(/ +\(.* s\)/, '');
    assert.match(after, /\nUnchanged since .* UTC: notebook, lib\/, .*\. --force executes it again\.\n$/);
    assert.ok(after.startsWith(before.split('All reports')[0]!), 'the result is told again');
    assert.match(cli([...trial, '--force']).errors, executed);
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
