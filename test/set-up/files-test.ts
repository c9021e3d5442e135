import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beside, moveIntoPlace, pointTo, read, sizeOf, writeFile } from '../../scripts/set-up/files.mjs';
import { temporaryFolder } from './temporary-folder';

describe('files of the set-up', () => {
  const folder = temporaryFolder();

  it('appear in their place only when they are whole, and replace what was there', () => {
    const target = join(folder(), 'library');
    mkdirSync(target);
    writeFileSync(join(target, 'old'), '');
    writeFileSync(join(beside(target), 'new'), '');
    assert.deepEqual(readdirSync(target), ['old']);
    moveIntoPlace(target);
    assert.deepEqual(readdirSync(target), ['new']);
    assert.deepEqual(readdirSync(folder()), ['library']);
  });

  it('begin anew after an interruption', () => {
    const target = join(folder(), 'library');
    writeFileSync(join(beside(target), 'half'), '');
    assert.deepEqual(readdirSync(beside(target)), []);
  });

  it('are written whole, in folders made for them', () => {
    const file = join(folder(), 'a/b/stamp.json');
    assert.equal(read(file), '');
    writeFile(file, 'one');
    writeFile(file, 'two');
    assert.equal(read(file), 'two');
    assert.deepEqual(readdirSync(join(folder(), 'a/b')), ['stamp.json']);
  });

  it('are linked, replacing a folder, a file or another link', () => {
    const link = join(folder(), 'lib/napi');
    for (const name of ['one', 'two']) writeFile(join(folder(), name, 'file'), name);
    writeFile(join(link, 'from npm'), '');
    for (const name of ['one', 'two', 'one']) {
      pointTo(`../${name}`, link);
      assert.equal(readlinkSync(link), `../${name}`);
      assert.equal(readFileSync(join(link, 'file'), 'utf8'), name);
    }
    assert.ok(lstatSync(join(folder(), 'two')).isDirectory(), 'the target itself is left alone');
  });

  it('are counted in bytes, through folders', () => {
    writeFile(join(folder(), 'x'), '12345');
    writeFile(join(folder(), 'a/b/y'), '123');
    assert.equal(sizeOf(folder()), 8);
    assert.equal(sizeOf(join(folder(), 'missing')), 0);
    assert.ok(!existsSync(join(folder(), 'missing')));
  });
});
