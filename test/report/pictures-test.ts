import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../lib/errors';
import { html, Html } from '../../lib/html';
import { withPictures } from '../../lib/report/pictures';

describe("a cell's pictures", () => {
  let folder: string;
  before(() => void (folder = mkdtempSync(join(tmpdir(), 'pictures-'))));
  after(() => rmSync(folder, { recursive: true }));

  const attachments = { 'an image.png': { 'image/png': 'iVBO\nRw0K' } };
  const source = (index: number) => ({ index, cell: { attachments }, file: join(folder, 'mine.ipynb') });
  const shown = (address: string) => withPictures(new Html(`<p>a <img src="${address}" alt="x"></p>`), source(2)).text;

  it('are put into the page, whether attached to the cell or files beside the notebook', () => {
    writeFileSync(join(folder, 'me.jpg'), 'abc');
    assert.equal(shown('attachment:an%20image.png'), '<p>a <img src="data:image/png;base64,iVBORw0K" alt="x"></p>');
    for (const address of ['me.jpg', './me.jpg', join(folder, 'me.jpg')]) {
      assert.equal(shown(address), '<p>a <img src="data:image/jpeg;base64,YWJj" alt="x"></p>');
    }
    assert.match(shown('data:image/png;base64,AA=='), /src="data:image\/png;base64,AA=="/);
  });

  it('may have any name', () => {
    for (const name of ['100%.png', 'a#1.png', 'é 写.png', 'a%20b.png', "it's.png"]) {
      writeFileSync(join(folder, name), name);
      const expected = Buffer.from(name).toString('base64');
      assert.ok(shown(name).includes(`base64,${expected}"`), name);
      assert.ok(shown(encodeURIComponent(name)).includes(`base64,${expected}"`), name);
    }
    writeFileSync(join(folder, 'b.png'), 'abc');
    assert.match(shown('b.png?v=2'), /base64,YWJj/);
  });

  it('are asked for where they are missing, by the notebook and the number of the cell', () => {
    const isAbout = (part: string) => (error: unknown) =>
      error instanceof UserError &&
      error.message.startsWith(`${join(folder, 'mine.ipynb')}: cell 3 shows`) &&
      error.message.includes(part);
    assert.throws(() => shown('you.jpg'), isAbout(join(folder, 'you.jpg')));
    assert.throws(() => shown('attachment:other.png'), isAbout('not attached'));
    assert.throws(() => shown('https://example.org/a.png'), isAbout('on the internet'));
    assert.throws(() => shown('me.bmp'), isAbout('.png'));
    mkdirSync(join(folder, 'folder.png'));
    assert.throws(() => shown('folder.png'), isAbout('this is a folder'));
  });

  it('leave everything else as it is', () => {
    const page = html`<p>no picture &lt; here`;
    assert.equal(withPictures(page, source(0)), page);
  });
});
