import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpack } from '../../../lib/datasets/download/unpack';
import { isDataError } from '../../errors';
import { tarOf, zipOf } from './archives';
import type { Entry } from './archives';

for (const [kind, pack] of [
  ['zip', zipOf],
  ['tar.gz', tarOf],
] as const) {
  describe(`unpack, ${kind}`, () => {
    let folder: string;
    beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'unpack-'))));
    afterEach(() => rm(folder, { recursive: true }));

    const unpacked = async (entries: readonly Entry[]): Promise<string> => {
      const archive = join(folder, `set.${kind}`);
      await writeFile(archive, pack(entries));
      await unpack(archive, kind, join(folder, 'out'));
      return join(folder, 'out');
    };

    it('writes files, also in subfolders', async () => {
      const out = await unpacked([
        { name: 'a.txt', content: 'A' },
        { name: 'deep/er/b.txt', content: 'B'.repeat(5000) },
      ]);
      assert.equal(await readFile(join(out, 'a.txt'), 'utf8'), 'A');
      assert.equal(await readFile(join(out, 'deep', 'er', 'b.txt'), 'utf8'), 'B'.repeat(5000));
    });

    const bad: [string, Entry[]][] = [
      ['a path to the parent', [{ name: '../evil.txt', content: 'x' }]],
      ['a path out of a subfolder', [{ name: 'a/../../evil.txt', content: 'x' }]],
      ['an absolute path', [{ name: '/tmp/evil.txt', content: 'x' }]],
      ['a link', [{ name: 'evil.txt', link: '/etc/passwd' }]],
      [
        'a file through a link',
        [
          { name: 'evil', link: '..' },
          { name: 'evil/evil.txt', content: 'x' },
        ],
      ],
    ];
    if (kind === 'tar.gz') bad.push(['a hard link', [{ name: 'evil.txt', link: '../set.tar.gz', hard: true }]]);
    for (const [name, entries] of bad) {
      it(`refuses ${name}, and writes nothing outside`, async () => {
        await assert.rejects(unpacked(entries), isDataError(`set.${kind}`, 'evil'));
        assert.ok(!existsSync(join(folder, 'evil.txt')));
        assert.ok(!existsSync(join(folder, 'out', 'evil.txt')) && !existsSync(join(folder, 'out', 'evil')));
        assert.ok(!existsSync('/tmp/evil.txt'));
      });
    }

    it('refuses a truncated archive', async () => {
      const archive = join(folder, 'set');
      const whole = pack([
        { name: 'a.bin', content: Buffer.from(Array.from({ length: 9000 }, (_, i) => (i * i) % 256)) },
      ]);
      await writeFile(archive, whole.subarray(0, Math.floor(whole.length * 0.6)));
      await assert.rejects(unpack(archive, kind, join(folder, 'out')), isDataError(archive));
    });
  });
}
