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

  it('of a data set depend on annotations but their line ends, and on the checksums of photos, whatever the order', async () => {
    const photos = new Map([
      ['a.jpg', 'aa'],
      ['b.jpg', 'bb'],
    ]);
    const checksum = (names = ['a.asf', 'b.asf'], of = photos) => dataChecksum(folder(), names, of);
    const first = await checksum();
    assert.equal(await checksum(['b.asf', 'a.asf'], new Map([...photos].reverse())), first);
    assert.notEqual(await checksum(undefined, new Map([...photos, ['a.jpg', 'ab']])), first);
    assert.notEqual(await checksum(undefined, new Map([['a.jpg', 'aa']])), first);
    await put('a.asf', 'one\r\ntwo\r\n');
    assert.equal(await checksum(), first);
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
