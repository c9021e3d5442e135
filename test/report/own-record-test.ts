import assert from 'node:assert/strict';
import { ownRecord } from '../../lib/report/own-record';
import { parseRecord } from '../../lib/report/record';
import { renderReport } from '../../lib/report/render';
import { madeUpNotebook, madeUpSource } from './made-up';

describe("a person's own notebook", () => {
  it('has a record without data and figures, and a page', () => {
    const notebook = madeUpNotebook('# My question\n\nIs it so?', { code: '1 + 1' });
    const record = ownRecord(notebook, 'mine', 'npm run report -- mine.ipynb');
    assert.equal(record.title, 'My question');
    assert.deepEqual(parseRecord(JSON.parse(JSON.stringify(record)), 'the record'), record);
    const page = renderReport(notebook, { record }, madeUpSource);
    assert.match(page, /<h1>My question<\/h1>\s*<div class="question"><p>Is it so\?<\/p><\/div>/);
    assert.doesNotMatch(page, /class="banner|Main figures|belong to the/);
  });

  it('is called by its file where it has no heading', () => {
    assert.equal(ownRecord(madeUpNotebook({ code: '1' }), 'mine', '').title, 'mine');
  });
});
