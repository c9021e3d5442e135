import assert from 'node:assert/strict';
import { renderMarkdown } from '../../lib/report/markdown';
import { formula } from '../../lib/report/math';

const rendered = (source: string): string => renderMarkdown(source).html.text;

describe('formulas', () => {
  it('are MathML, in a line or on lines of their own', () => {
    assert.match(
      rendered(String.raw`The loss $L = \frac{1}{N}\sum_i \|x_i\|^2$ falls.`),
      /^<p>The loss <math>.*<mfrac>.*<\/math> falls\.<\/p>/,
    );
    assert.match(rendered('$$\nx^2\n$$'), /^<div class="formula"><math display="block"/);
    assert.match(
      rendered('As $$x^2$$ says.'),
      /^<p>As <span class="formula"><math display="block".*<\/span> says\.<\/p>/,
    );
    assert.match(rendered('Text\n$$x$$\nmore'), /<p>Text<\/p>\n<div class="formula">.*<p>more<\/p>/s);
    assert.match(rendered('\\begin{align}\na &= b\n\\end{align}'), /^<div class="formula"><math.*<mtable/);
  });

  it('keep what Markdown would change: backslashes, asterisks, underscores', () => {
    const page = rendered(String.raw`$a_1*b_2*c$ and $\{x\}$`);
    assert.ok(!page.includes('<em>'));
    assert.ok(page.includes('{'));
  });

  it('are not what prices, variables and code have dollars for', () => {
    for (const text of ['$5 and $6', 'a $ b $ c', '`$x$`', String.raw`\$x\$`, '```sh\necho $HOME $x$\n```']) {
      assert.ok(!rendered(text).includes('<math'), text);
    }
    assert.match(rendered('$$ without an end\n\nmore'), /\$\$ without an end/);
  });

  it('that cannot be read are shown as they are, with the reason', () => {
    assert.match(
      formula('\\bad{x}', false).text,
      /<code class="math-error" title="[^"]*\\bad[^"]*">\\bad\{x\}<\/code>/,
    );
  });
});
