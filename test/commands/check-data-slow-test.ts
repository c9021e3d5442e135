import assert from 'node:assert/strict';
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { root } from '../../lib/paths';
import { syntheticImm } from '../datasets/real-data';
import { temporaryFolder } from '../environment';
import { matchSnapshot } from '../snapshot';
import { cli } from './cli';

describe('npm run check-data', () => {
  const folder = temporaryFolder();
  const page = () => join(root(), 'reports', `check-${basename(folder()).toLowerCase()}.html`);
  afterEach(() => rm(page(), { force: true }));

  it('has the help that was reviewed', () => {
    const { status, output, errors } = cli(['check-data', '--help']);
    assert.deepEqual([status, errors], [0, '']);
    matchSnapshot(output, 'check-data-help.txt');
  });

  it('reports what was read and what is wrong, in the terminal and on a page', async () => {
    const source = await syntheticImm();
    const names = (await readdir(source)).filter((name) => /^\d\d-[12]/.test(name));
    for (const name of names) await copyFile(join(source, name), join(folder(), name));
    const photos = names.filter((name) => name.endsWith('.jpg'));
    await copyFile(join(source, photos[0]!), join(folder(), photos[3]!));
    await writeFile(join(folder(), '03-1m.pts'), '1 1');
    const { status, output } = cli(['check-data', folder()]);
    assert.equal(status, 1);
    matchSnapshot(output.replaceAll(page(), 'PAGE'), 'check-data.txt');
    assert.match(await readFile(page(), 'utf8'), /<h1>Check of faces-/);

    const strict = cli(['check-data', folder(), '--strict']);
    assert.deepEqual([strict.status, strict.output], [1, '']);
    assert.match(strict.errors, /^03-1m\.pts: .*\n$/);
  });
});
