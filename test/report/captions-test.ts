import assert from 'node:assert/strict';
import { numberCaptions } from '../../lib/report/captions';

const figure = (id: string, caption = 'x') =>
  `<figure id="${id}" class="f">${caption && `<figcaption>${caption}</figcaption>`}</figure>`;

describe('captions', () => {
  it('numbers figures and tables apart, in their order', () => {
    const page = numberCaptions(figure('fig-b') + figure('tbl-a') + figure('fig-a'));
    const numbers = [...page.matchAll(/faces-number">([^<]*)</g)].map(([, number]) => number);
    assert.deepEqual(numbers, ['Figure 1.', 'Table 1.', 'Figure 2.']);
  });

  it('replaces the number a caption had in the notebook', () => {
    const page = numberCaptions(figure('fig-a', '<span class="faces-number">Figure 7.</span> Curves.'));
    assert.match(page, /<figcaption><span class="faces-number">Figure 1\.<\/span> Curves\.<\/figcaption>/);
  });

  it('says the number where the text refers to a figure, before or after it, and keeps other words', () => {
    const text = '<a href="#fig-b">Figure</a> and <a href="#fig-b">these curves</a>';
    const page = numberCaptions(text + figure('fig-a') + figure('fig-b'));
    assert.ok(page.startsWith('<a href="#fig-b">Figure 2</a> and <a href="#fig-b">these curves</a>'));
  });

  it('leaves captions inside and outside numbered figures alone that are not theirs', () => {
    const inner = '<figure><figcaption>inner</figcaption></figure>';
    const page = numberCaptions(`<figure id="fig-a">${inner}<figcaption>outer</figcaption></figure>${inner}`);
    assert.equal(page.match(/faces-number/g)!.length, 1);
    assert.match(page, /Figure 1\.<\/span> outer/);
  });

  it('refuses references to nothing and ids used twice', () => {
    assert.throws(() => numberCaptions('<a href="#fig-x">Figure</a>'), /refers to '#fig-x'/);
    assert.throws(() => numberCaptions(figure('fig-a') + figure('fig-a')), /'fig-a'/);
  });
});
