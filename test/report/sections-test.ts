import assert from 'node:assert/strict';
import { DataError } from '../../lib/errors';
import { cellTitles, parseNotebook, readNotebook } from '../../lib/report/notebook';
import { renderSections } from '../../lib/report/sections';
import { madeUpNotebook, shownHtml } from './made-up';

describe('sections', () => {
  const notebook = madeUpNotebook(
    '# Title\n\nBefore.',
    { code: 'const a = 1;', seconds: 1 },
    '## First\n\ntext\n\n### Inner\n\n## Second',
    { code: 'a\nb', seconds: 2, outputs: [shownHtml('<b>shown</b>')] },
    { code: 'finish()', seconds: 4 },
  );
  const sections = renderSections(notebook, new Set());

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

  it('leave out the title', () => {
    const page = sections.map(({ html }) => html.text).join('');
    assert.ok(!page.includes('<h1'));
    assert.ok(page.includes('<b>shown</b>'));
  });

  it('name a cell by the heading above it', () => {
    assert.deepEqual(cellTitles(notebook.cells), ['Title', 'Title', 'Second', 'Second', 'Second']);
  });

  it('refuse what is no notebook', () => {
    const isAbout = (error: unknown) =>
      error instanceof DataError && error.message.startsWith('old.ipynb') && error.message.includes('nbformat');
    assert.throws(() => parseNotebook({ nbformat: 3, cells: [] }, 'old.ipynb'), isAbout);
    assert.throws(() => readNotebook('missing.ipynb'), DataError);
  });
});
