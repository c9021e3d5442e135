import assert from 'node:assert/strict';
import { renderInline, renderMarkdown } from '../../lib/report/markdown';

describe('markdown', () => {
  it('gives headings ids that nothing else has', () => {
    const used = new Set(['results']);
    const { headings, html } = renderMarkdown('## Results\n\n### The `best` & *last*\n\n## Results', used);
    assert.deepEqual(
      headings.map(({ level, text, id }) => [level, text, id]),
      [
        [2, 'Results', 'results-2'],
        [3, 'The best & last', 'the-best-last'],
        [2, 'Results', 'results-3'],
      ],
    );
    assert.match(html.text, /<h2 id="results-2">Results<\/h2>/);
  });

  it('keeps numbers with exponents in one line', () => {
    const { html, headings } = renderMarkdown('## Worse with learning rate 1e-4, or 2.5e-10\n\nrate-3e-x');
    assert.match(html.text, /rate <span class="word">1e-4<\/span>, or <span class="word">2.5e-10<\/span><\/h2>/);
    assert.match(html.text, /<p>rate-3e-x<\/p>/);
    assert.equal(headings[0]!.text, 'Worse with learning rate 1e-4, or 2.5e-10');
    assert.equal(headings[0]!.id, 'worse-with-learning-rate-1e-4-or-2-5e-10');
  });

  it('highlights code', () => {
    assert.match(renderMarkdown('```typescript\nconst a = 1;\n```', new Set()).html.text, /hljs-keyword/);
    assert.match(renderMarkdown('```unknown\na < b\n```', new Set()).html.text, /a &lt; b/);
  });

  it('lets the keyboard scroll every block of code', () => {
    const { text } = renderMarkdown('```ts\nconst a = 1;\n```\n\n    <b>indented</b>\n\n```\nplain\n```\n').html;
    assert.equal(text.match(/<pre tabindex="0" role="group" aria-label="Code">/g)?.length, 3);
    assert.equal(text.match(/<pre/g)?.length, 3);
    assert.ok(text.includes('&lt;b&gt;indented'));
  });

  it('keeps flags of inline code whole', () => {
    const { text } = renderMarkdown('Run `npm run best -- nose --learning-rate <1>`.').html;
    assert.equal(
      text.trim(),
      '<p>Run <code>npm run best <span class="word">--</span> nose <span class="word">--learning-rate</span> &lt;1&gt;</code>.</p>',
    );
    assert.equal(renderMarkdown(`\`${'a-'.repeat(40)}\``).html.text.includes('word'), false, 'too long for a phone');
  });

  it('renders a line without a paragraph around it', () => {
    assert.equal(renderInline('**Size** of it.').text, '<strong>Size</strong> of it.');
  });
});
