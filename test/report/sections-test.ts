import assert from 'node:assert/strict';
import { cellTitles, parseNotebook } from '../../lib/report/notebook';
import { renderSections } from '../../lib/report/sections';
import { madeUpNotebook, shownHtml } from './made-up';

describe('sections', () => {
  const notebook = madeUpNotebook(
    '# Title\n\nBefore.',
    { code: 'const a = 1;', seconds: 1 },
    '## First\n\ntext\n\n### Inner\n\n## Second',
    { code: 'a\nb', seconds: 2, outputs: [shownHtml('<b>shown</b>')] },
    { code: 'finish()', seconds: 4, outputs: [shownHtml('<!--faces:finish--><p>end</p>')] },
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

  it('leave out the title and what the report says elsewhere', () => {
    const page = sections.map(({ html }) => html.text).join('');
    assert.ok(!page.includes('<h1'));
    assert.ok(page.includes('<b>shown</b>'));
    assert.ok(!page.includes('<p>end</p>'));
  });

  it('fold the code, highlighted, with its length and time', () => {
    const [first] = sections;
    assert.match(
      first!.html.text,
      /<details class="code">\s*<summary>\s*Code <span class="hint">1 line · 1\.0 s<\/span>/,
    );
    assert.match(first!.html.text, /<span class="hljs-keyword">const<\/span>/);
  });

  it('name a cell by the heading above it', () => {
    assert.deepEqual(cellTitles(notebook.cells), ['Title', 'Title', 'Second', 'Second', 'Second']);
  });

  it('refuse what is no notebook', () => {
    assert.throws(() => parseNotebook({ nbformat: 3, cells: [] }, 'old.ipynb'), /old\.ipynb is not .* \(at nbformat\)/);
  });
});
