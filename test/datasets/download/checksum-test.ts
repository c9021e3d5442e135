import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentChecksum, dataChecksum } from '../../../lib/datasets/download/checksum';
import { temporaryFolder } from '../../environment';

describe('checksums', () => {
  const folder = temporaryFolder();
  const put = (name: string, content: string) => writeFile(join(folder(), name), content);
  beforeEach(async () => {
    await put('a.asf', 'one\ntwo\n');
    await put('b.asf', 'three\n');
    await put('a.jpg', 'photo');
  });

  it('of a data set depend on annotations and on sizes of photos, whatever the order of the names', async () => {
    const checksum = (names = ['a.asf', 'b.asf']) => dataChecksum(folder(), names, ['a.jpg']);
    const first = await checksum();
    assert.equal(first, '0762a4127d41f99931eee7dd8f1d2edcf37b91c5939e46f9e54631d3867255de');
    assert.equal(await checksum(['b.asf', 'a.asf']), first);
    await put('a.jpg', 'other');
    assert.equal(await checksum(), first);
    await put('a.jpg', 'larger');
    assert.notEqual(await checksum(), first);
    await put('a.jpg', 'photo');
    await put('b.asf', 'threE\n');
    assert.notEqual(await checksum(), first);
  });

  it('of a download depend on every byte but the line ends of annotations, and on the endings asked for', async () => {
    const checksum = () => contentChecksum(folder(), ['.asf', '.jpg']);
    const first = await checksum();
    await put('a.asf', 'one\r\ntwo\r\n');
    await put('c.txt', 'not asked for');
    assert.equal(await checksum(), first);
    await put('a.jpg', 'other');
    assert.notEqual(await checksum(), first);
  });
});
