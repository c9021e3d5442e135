import assert from 'node:assert/strict';
import { csvOf } from '../../lib/figures/page/csv';

describe('CSV files', () => {
  it('quote what would end a cell or a line', () => {
    assert.equal(
      csvOf([['a, b', 'say "x"', 'two\nlines', 'old\rlines', 1.5]]),
      '"a, b","say ""x""","two\nlines","old\rlines",1.5\r\n',
    );
  });

  it('hold no formulas: text that a spreadsheet would compute begins with an apostrophe', () => {
    const texts = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\tx', '=HYPERLINK("http://x","y")'];
    for (const text of texts) assert.match(csvOf([[text]]), /^"?'/, text);
    assert.equal(csvOf([['-1.5', '+2', -3, 'a=b', '−0.5']]), '-1.5,+2,-3,a=b,−0.5\r\n', 'numbers and other text stay');
  });
});
