import assert from 'node:assert/strict';
import { Sections } from '../../../lib/commands/common/bench-start';

describe('commands/common/bench-start', () => {
  it('adds up the time of cells by their headings, and what is left', () => {
    const sections = new Sections();
    const cells = [
      ['Data', 2],
      ['Training', 5],
      ['Training', 11],
    ] as const;
    for (const [cell, [title, seconds]] of cells.entries()) {
      sections.add({ event: 'begin', cell, cells: 3, title });
      sections.add({ event: 'progress', text: 'epoch 1' });
      sections.add({ event: 'end', cell, seconds });
    }
    assert.deepEqual(sections.rows(20), [
      { section: 'Data', seconds: 2, share: 10 },
      { section: 'Training', seconds: 16, share: 80 },
      { section: 'kernel and page', seconds: 2, share: 10 },
    ]);
  });
});
