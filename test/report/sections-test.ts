import assert from 'node:assert/strict';
import { DataError, UserError } from '../../lib/errors';
import { assertTypeScript, cellTitles, parseNotebook, readNotebook } from '../../lib/report/notebook';
import { renderNotebook } from '../../lib/report/sections';
import { madeUpNotebook, shownHtml } from './made-up';

describe('sections', () => {
  const notebook = madeUpNotebook(
    '# Title\n\nBefore.',
    { code: 'const a = 1;', seconds: 1 },
    '## First\n\ntext\n\n### Inner\n\n## Second',
    { code: 'a\nb', seconds: 2, outputs: [shownHtml('<b>shown</b>')] },
    { code: 'finish()', seconds: 4 },
  );
  const { title, question, sections } = renderNotebook(notebook, new Set(), '.');

  it('begin at headings of the second level', () => {
    assert.deepEqual(
      sections.map(({ heading, headings, seconds }) => [heading.text, headings.map(({ text }) => text), seconds]),
      [
        ['Introduction', [], 1],
        ['First', ['Inner'], 0],
        ['Second', [], 6],
      ],
    );
  });

  it('leave out the title and the question below it', () => {
    assert.equal(title, 'Title');
    assert.equal(question?.text, '<p>Before.</p>');
    const page = sections.map(({ html }) => html.text).join('');
    assert.ok(!page.includes('<h1'));
    assert.ok(page.includes('<b>shown</b>'));
  });

  it('list no headings that are folded away', () => {
    const note = shownHtml('<div class="faces-unlearned"><p>It has diverged.</p></div>');
    const diverged = madeUpNotebook('## Result', '### Training', { code: 'note()', outputs: [note] }, '### A finding');
    const [only] = renderNotebook(diverged, new Set(), '.').sections;
    assert.deepEqual(
      only!.headings.map(({ text }) => text),
      ['Training', 'A finding'],
    );
    const whole = madeUpNotebook('## Result', { code: 'note()', outputs: [note] }, '### A finding');
    assert.deepEqual(renderNotebook(whole, new Set(), '.').sections[0]!.headings, []);
  });

  it('begin at headings that a cell shows, above its code', () => {
    const shown = { output_type: 'display_data', data: { 'text/markdown': '## Found\n\ntext' } };
    const [only] = renderNotebook(madeUpNotebook({ code: 'find()', outputs: [shown] }), new Set(), '.').sections;
    assert.equal(only?.heading.text, 'Found');
    assert.match(only.html.text, /<h2 id="found">Found<\/h2>[^]*<p>text<\/p>[^]*<details class="code">/);
  });

  it('begin at headings of the first level too, after the title', () => {
    const { title, sections } = renderNotebook(madeUpNotebook('# A\n\n# B\n\ntext'), new Set(), '.');
    assert.equal(title, 'A');
    assert.deepEqual(
      sections.map(({ heading }) => heading),
      [{ level: 2, text: 'B', id: 'b' }],
    );
    assert.ok(sections[0]!.html.text.includes('<h2 id="b">B</h2>'));
  });

  it('leave alone what looks like a heading inside a code block', () => {
    const fence = '## A\n\n```sh\n# first line\n## second\nnpm start\n```';
    const [only, ...others] = renderNotebook(madeUpNotebook(fence), new Set(), '.').sections;
    assert.deepEqual(others, []);
    const plain = only!.html.text.replace(/<[^>]+>/g, '');
    assert.ok(plain.includes('# first line\n## second\nnpm start\n'));
    assert.deepEqual(cellTitles(madeUpNotebook(fence, { code: 'a' }).cells), ['A', 'A']);
  });

  it('leave out cells that are for users of the notebook only', () => {
    const { cells, ...rest } = madeUpNotebook('## A', 'advice', 'text');
    const tagged = cells.map((cell, i) => (i === 1 ? { ...cell, metadata: { tags: ['remove-cell'] } } : cell));
    const page = renderNotebook({ ...rest, cells: tagged }, new Set(), '.').sections[0]!.html.text;
    assert.ok(page.includes('text') && !page.includes('advice'));
  });

  it('name a cell by the heading above it', () => {
    assert.deepEqual(cellTitles(notebook.cells), ['Title', 'Title', 'Second', 'Second', 'Second']);
  });

  it('are those of TypeScript notebooks only, whatever the kernel is called', () => {
    const named = (metadata: object) => () =>
      assertTypeScript(parseNotebook({ nbformat: 4, cells: [], metadata }, 'a.ipynb'), 'a.ipynb');
    const typescript = { language_info: { name: 'typescript' } };
    for (const metadata of [{}, typescript, { kernelspec: { name: 'tslab' } }]) named(metadata)();
    named({ ...typescript, kernelspec: { name: 'python3' } })();
    const isRefused = (error: unknown) =>
      error instanceof UserError && error.message.startsWith('a.ipynb is a notebook in Python;');
    assert.throws(named({ language_info: { name: 'python' }, kernelspec: { name: 'python3' } }), isRefused);
    assert.throws(named({ kernelspec: { name: 'python3' } }), isRefused);
  });

  it('refuse what is no notebook', () => {
    const isAbout = (error: unknown) =>
      error instanceof DataError && error.message.startsWith('old.ipynb') && error.message.includes('nbformat');
    assert.throws(() => parseNotebook({ nbformat: 3, cells: [] }, 'old.ipynb'), isAbout);
    assert.throws(() => readNotebook('missing.ipynb'), DataError);
  });
});
