import assert from 'node:assert/strict';
import { Html } from '../../lib/html';
import { foldUnlearned } from '../../lib/report/fold';

const part = (text: string) => new Html(text);
const [figure, other] = [part('<figure></figure>'), part('<p>other</p>')];
const note = part('<div class="text"><div class="faces-unlearned"><p>Nothing.</p></div></div>');
const subsection = part('<div class="text"><h3 id="a">A</h3></div>');

/** The parts with `[` and `]` where a fold begins and ends. */
const shape = (parts: readonly Html[]) =>
  parts.map(({ text }) =>
    text
      .replace(/<details[^]*?<\/summary>/, '[')
      .replace('</details>', ']')
      .replace(/\s+/g, ''),
  );

describe('report/fold', () => {
  it('leaves sections about networks that have learned something as they are', () => {
    const parts = [figure, subsection, other];
    assert.equal(foldUnlearned(parts), parts);
    assert.deepEqual(foldUnlearned([figure, note]), [figure, note]);
  });

  it('folds the rest of the section, or of the subsection, away', () => {
    const [kept, , fold] = shape(foldUnlearned([figure, note, other, subsection, figure]));
    assert.equal(kept, figure.text);
    assert.match(fold!, /^\[<p>other<\/p>.*<h3id="a">.*<figure><\/figure>\]$/);
    const parts = shape(foldUnlearned([subsection, note, other, subsection, figure]));
    assert.equal(parts.length, 5);
    assert.match(parts[2]!, /^\[<p>other<\/p>\]$/);
    assert.equal(parts[4], figure.text);
  });

  it('folds every subsection that says so', () => {
    const parts = foldUnlearned([subsection, note, other, subsection, note, figure]);
    assert.equal(parts.filter(({ text }) => text.includes('<details')).length, 2);
  });
});
