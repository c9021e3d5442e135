import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { UserError } from '../../lib/errors';
import { executeNotebook } from '../../lib/report/execute';
import type { ExecutionEvent } from '../../lib/report/execute';
import { makeReport } from '../../lib/report/make-report';
import { readRecord } from '../../lib/report/record';

const NOTEBOOK = 'test/report/fixtures/short.ipynb';

describe('making a report', () => {
  let folder: string;
  before(() => void (folder = mkdtempSync(join(tmpdir(), 'report-'))));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** The short notebook with other code in its last cell. */
  function changed(code: string): string {
    const notebook = JSON.parse(readFileSync(NOTEBOOK, 'utf8')) as { cells: { source: string[] }[] };
    notebook.cells.at(-1)!.source = [code];
    const file = join(folder, 'changed.ipynb');
    writeFileSync(file, JSON.stringify(notebook));
    return file;
  }
  const job = { parameters: {}, force: false, tensorBoard: false };
  const options = { ...job, command: 'npm run report -- short' };

  it('runs the notebook, reports its progress, and writes page, record and index', async () => {
    const events: ExecutionEvent[] = [];
    const onEvent = (event: ExecutionEvent) => void events.push(event);
    const source = readFileSync(NOTEBOOK, 'utf8');
    const { html, json } = await makeReport({ ...options, notebook: NOTEBOOK, folder, onEvent });
    assert.equal(readFileSync(NOTEBOOK, 'utf8'), source);
    assert.deepEqual([basename(html), basename(json)], ['short-side-3.html', 'short-side-3.json']);
    const page = readFileSync(html, 'utf8');
    assert.ok(page.includes('<a href="#fig-square">Figure 2</a>') && page.includes('printed anew &lt;b&gt;'));
    const record = readRecord(json);
    assert.deepEqual(record.headline, { square: 9, validationMse: 0.0031 });
    assert.equal(record.command, 'npm run report -- short');
    assert.match(record.provenance.tensorflow, /^2\./);
    assert.deepEqual(
      events.filter(({ event }) => event === 'begin').map((event) => 'title' in event && event.title),
      ['The title', 'Inside the question', 'Answer', 'Answer'],
    );
    assert.deepEqual(
      events.filter(({ event }) => event === 'progress'),
      [{ event: 'progress', text: 'half & half' }],
    );
    assert.ok(existsSync(join(folder, 'index.html')));
  });

  it('keeps a good report when a cell fails, and says why and where', async () => {
    const files = () => readdirSync(folder).filter((name) => !name.endsWith('.ipynb'));
    const before = files().map((name) => readFileSync(join(folder, name), 'utf8'));
    assert.ok(before.length >= 3);
    const notebook = changed("throw new Error('no face found: try another photo');");
    await assert.rejects(makeReport({ ...options, notebook, folder }), ({ message }: Error) => {
      assert.match(message, /^(?:Error: )?no face found: try another photo\nin cell 7 \('Answer'\):/);
      assert.ok(!message.includes('    at '));
      return true;
    });
    assert.deepEqual(
      files().map((name) => readFileSync(join(folder, name), 'utf8')),
      before,
    );
  });

  it('fails when the notebook ends without a record', async () => {
    await assert.rejects(makeReport({ ...options, notebook: changed('1 + 1'), folder }), UserError);
  });

  it("takes a person's own notebook, with a name and a title of its own", async () => {
    const { html, record } = await makeReport({ ...options, name: 'mine', notebook: changed('1 + 1'), folder });
    assert.equal(html, join(folder, 'mine.html'));
    assert.equal(record.provenance.dataset, null);
    assert.equal(record.title, 'The title');
    assert.match(readFileSync(join(folder, 'index.html'), 'utf8'), /<a href="mine.html">The title<\/a>/);
  });

  it('ends at once when asked to', async () => {
    const stop = new AbortController();
    const notebook = changed('await new Promise((done) => setTimeout(done, 60_000));');
    const onEvent = (event: ExecutionEvent) => {
      if (event.event === 'begin' && event.cell === 6) stop.abort(new Error('stopped'));
    };
    const began = Date.now();
    await assert.rejects(executeNotebook(notebook, { job, onEvent, signal: stop.signal }), /stopped/);
    assert.ok(Date.now() - began < 55_000);
  });
});
