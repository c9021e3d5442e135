import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../lib/errors';
import { checkWritable, optionally, writeWhole } from '../lib/files';
import { temporaryFolder } from './environment';
import { collectNotices } from './notices';
import { failing } from './system/failing';

describe('files', () => {
  const folder = temporaryFolder();
  const notices = collectNotices();
  const isAbout =
    (...texts: string[]) =>
    (error: unknown): boolean =>
      error instanceof UserError &&
      texts.every((text) => error.message.includes(text)) &&
      !error.message.includes('\n');

  it('find out whether a folder can be written to, make it, and leave nothing in it', () => {
    const place = join(folder(), 'new "place"');
    checkWritable(place, 1000);
    assert.deepEqual(readdirSync(place), []);
  });

  it('name a folder that cannot be written to, and a disk that is full or too small, with what is needed', () => {
    const check = () => checkWritable(folder(), 1000);
    assert.throws(() => failing('openSync', 'EROFS', check), isAbout(`${folder()}: this file system is read-only`));
    assert.throws(() => failing('openSync', 'EACCES', check), isAbout(folder(), 'permission denied'));
    assert.throws(() => failing('writeSync', 'ENOSPC', check), isAbout(folder(), 'no space left', 'needed', 'free'));
    assert.throws(() => checkWritable(folder(), 1e18), isAbout(folder(), 'about 1000000000 GB needed', 'free'));
    writeFileSync(join(folder(), 'file'), '');
    assert.throws(() => checkWritable(join(folder(), 'file', 'inside'), 1), isAbout('a part of this path is a file'));
    assert.deepEqual(readdirSync(folder()), ['file']);
  });

  it('that can be computed again are done without, with a notice', () => {
    mkdirSync(join(folder(), 'a'));
    optionally(() => writeWhole(join(folder(), 'a'), 'text'));
    assert.match(notices.join(), /a: this is a folder.* Going on without this file/);
    assert.throws(
      () =>
        optionally(() => {
          throw new TypeError('a defect');
        }),
      TypeError,
    );
  });
});
