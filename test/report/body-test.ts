import assert from 'node:assert/strict';
import { UserError } from '../../lib/errors';
import { Figure } from '../../lib/figures/figure';
import { html, Html } from '../../lib/html';
import { prepareBody } from '../../lib/report/body';

const figure = (kind: 'figure' | 'table', id: string, body: Html | string = '') =>
  new Figure(kind, html`${body}`, `Caption of ${id}.`, { id }).html(7);

const text = (...parts: (Html | string)[]) =>
  prepareBody(html`${parts.map((part) => (typeof part === 'string' ? new Html(part) : part))}`).html.text;

describe("a report's body", () => {
  it('numbers figures and tables apart, in their order', () => {
    const page = text(figure('figure', 'b'), figure('table', 'a'), figure('figure', 'a'));
    assert.deepEqual(
      [...page.matchAll(/faces-number">([^<]*)</g)].map(([, number]) => number),
      ['Figure 1.', 'Table 1.', 'Figure 2.'],
    );
  });

  it('writes the number into links to a figure, before or after it, and keeps other words', () => {
    const links =
      '<a href="#fig-b">The figure below</a> <a href="#fig-b"></a> <a href="#fig-b">these <b>curves</b></a>';
    const page = text(links, figure('figure', 'a'), figure('figure', 'b'));
    assert.ok(
      page.startsWith(
        '<a href="#fig-b">Figure 2</a> <a href="#fig-b">Figure 2</a> <a href="#fig-b">these <b>curves</b></a>',
      ),
    );
  });

  it('leaves captions alone that are not of its figures', () => {
    const inner = '<figure><figcaption>inner</figcaption></figure>';
    const page = text(figure('figure', 'a', new Html(inner)), inner);
    assert.equal(page.split(inner).length, 3);
    assert.equal(page.match(/faces-number/g)!.length, 1);
  });

  it('tells figures with the same caption apart', () => {
    const page = text(figure('figure', 'a'), figure('figure', 'a'), figure('figure', 'a'), figure('figure', 'a-2'));
    const ids = [...page.matchAll(/<figure id="([^"]*)"/g)].map(([, id]) => id);
    assert.deepEqual(ids, ['fig-a', 'fig-a-2', 'fig-a-3', 'fig-a-2-2']);
  });

  it('finds figures named in any script', () => {
    const page = text(
      '<a href="#fig-%E6%95%B0">图</a> <a href="#fig-数"></a> <a href="#100%">x</a>',
      figure('figure', '数'),
    );
    assert.ok(page.startsWith('<a href="#fig-%E6%95%B0">图</a> <a href="#fig-数">Figure 1</a>'), page);
  });

  it('refuses links to none, and to one of several with the same id', () => {
    const isAbout =
      (id: string) =>
      (error: unknown): boolean =>
        error instanceof UserError && error.message.includes(`'${id}'`);
    assert.throws(() => text('<a href="#fig-x">Figure</a>'), isAbout('#fig-x'));
    assert.throws(() => text('<a href="#fig-a"></a>', figure('figure', 'a'), figure('figure', 'a')), isAbout('fig-a'));
  });

  it('keeps each image once', () => {
    const [a, b] = ['pic-a', 'pic-b'].map((id) => `<image id="${id}" href="data:image/webp;base64,AA=="></image>`);
    assert.equal(
      text(`<svg>${a}${b}</svg><svg>${a}</svg><svg>${b}<use></use></svg>`),
      `<svg>${a}${b}</svg><svg></svg><svg><use></use></svg>`,
    );
  });

  it('knows whether there are figures', () => {
    assert.equal(prepareBody(figure('table', 'a')).hasFigures, true);
    assert.equal(prepareBody(html`<p>faces-figure</p>`).hasFigures, false);
  });

  it('changes nothing else', () => {
    const page =
      '<p>a &lt; b&nbsp;&amp; <em>c</em></p><svg viewBox="0 0 1 1"><path d="M0 0"></path></svg><script type="application/json">["\\u003c"]</script>';
    assert.equal(text(page), page);
  });
});
