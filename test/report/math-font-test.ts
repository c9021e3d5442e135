import assert from 'node:assert/strict';
import { formula, mathStyle } from '../../lib/report/math';
import { withSmallFont } from '../../lib/report/math-font';

describe('the font of formulas', () => {
  const page = (tex: string): string => `<style>${mathStyle()}</style>${formula(tex, true).text}`;

  it('has only the glyphs that the formulas need', async () => {
    const [few, more] = await Promise.all(
      [page('x'), page('\\sum_{i=1}^N \\|x_i\\| \\alpha\\beta\\gamma')].map(withSmallFont),
    );
    assert.ok(few!.length < page('x').length - 400_000, `${few!.length}`);
    assert.ok(more!.length > few!.length);
    const font = Buffer.from(/base64,([^"]+)/.exec(few!.slice(few!.indexOf('STIX')))![1]!, 'base64');
    assert.equal(font.toString('latin1', 0, 4), 'wOF2');
  });

  it('stays as it is in pages without it', async () => {
    assert.equal(await withSmallFont('<p>No formula.</p>'), '<p>No formula.</p>');
  });
});
