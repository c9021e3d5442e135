import assert from 'node:assert/strict';
import fs, { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  FileError,
  makeFolder,
  pointTo,
  read,
  removeParts,
  sizeOf,
  temporaryFolder,
  writeWhole,
} from '../../lib/system/files.mjs';
import { identityOf } from '../../lib/system/identity.mjs';
import { temporaryFolder as folderForTests, withEnvironment } from '../environment';
import { failing } from './failing';

/** Of a process that ran before the machine was last started. */
const DEAD = '1-1-00000000-0000-0000-0000-000000000000';

describe('system/files', () => {
  const folder = folderForTests();
  const at = (...names: string[]) => join(folder(), ...names);

  describe('a file', () => {
    it('is written whole, in folders made for it', () => {
      assert.equal(read(at('a', 'b', 'stamp.json')), '');
      writeWhole(at('a', 'b', 'stamp.json'), 'one');
      writeWhole(at('a', 'b', 'stamp.json'), new Uint8Array([116, 119, 111]));
      assert.equal(read(at('a', 'b', 'stamp.json')), 'two');
      assert.deepEqual(readdirSync(at('a', 'b')), ['stamp.json']);
    });

    it('is flushed to the disk before it gets its name, and its folder afterwards', () => {
      const calls: string[] = [];
      const { fsyncSync, renameSync } = fs;
      fs.fsyncSync = (handle) => {
        calls.push(fs.fstatSync(handle).isDirectory() ? 'flush folder' : 'flush file');
        fsyncSync(handle);
      };
      fs.renameSync = (from, to) => {
        calls.push('rename');
        renameSync(from, to);
      };
      try {
        writeWhole(at('file'), 'content');
      } finally {
        Object.assign(fs, { fsyncSync, renameSync });
      }
      assert.deepEqual(calls, ['flush file', 'rename', 'flush folder']);
    });

    for (const [code, words] of Object.entries({
      ENOSPC: /no space left on the disk \(7 bytes needed, .* free\)\. Free some space/,
      EDQUOT: /your disk quota is exceeded \(7 bytes needed/,
      EROFS: /this file system is read-only\. Choose another folder/,
      EIO: /the disk reports an error/,
    })) {
      it(`keeps its old content, and leaves nothing else, when writing fails with ${code}`, () => {
        writeWhole(at('file'), 'old');
        for (const call of ['openSync', 'writeSync', 'fsyncSync', 'renameSync'] as const) {
          assert.throws(
            () => failing(call, code, () => writeWhole(at('file'), 'content')),
            (error) => {
              assert.ok(error instanceof FileError);
              assert.ok(error.message.startsWith(`${at('file')}: `));
              assert.match(error.message, words);
              return true;
            },
          );
          assert.equal(read(at('file')), 'old');
          assert.deepEqual(readdirSync(folder()), ['file']);
        }
      });
    }

    it('says what is in the way', () => {
      mkdirSync(at('folder'));
      writeFileSync(at('file'), '');
      assert.throws(() => writeWhole(at('folder'), ''), {
        message: `${at('folder')}: this is a folder, not a file. Give the path of a file.`,
      });
      assert.throws(() => writeWhole(at('file', 'x'), ''), /a part of this path is a file, not a folder/);
      assert.throws(() => writeWhole(at('x'.repeat(300)), ''), /this name is too long/);
      assert.deepEqual(readdirSync(folder()).sort(), ['file', 'folder']);
    });

    it('passes on errors that are no failures of the file system', () => {
      assert.throws(() => failing('writeSync', 'ERR_OUT_OF_RANGE', () => writeWhole(at('file'), 'x')), {
        code: 'ERR_OUT_OF_RANGE',
      });
    });
  });

  describe('what a killed process has left', () => {
    it('is removed by the next one that makes the same file', () => {
      writeFileSync(at(`file.${DEAD}.part`), 'half');
      writeFileSync(at(`other.${DEAD}.part`), 'half');
      writeWhole(at('file'), 'whole');
      assert.deepEqual(readdirSync(folder()).sort(), ['file', `other.${DEAD}.part`]);
    });

    it('is removed on request, but not what a living process is making, nor a download', () => {
      const kept = [`a.${identityOf()}.part`, 'archive.zip.part'];
      for (const name of [`a.${DEAD}.part`, ...kept]) writeFileSync(at(name), '');
      mkdirSync(at(`b.${DEAD}.part`, 'inside'), { recursive: true });
      removeParts(folder());
      removeParts(at('missing'));
      assert.deepEqual(readdirSync(folder()).sort(), kept);
    });
  });

  describe('a temporary folder', () => {
    withEnvironment(() => ({ TMPDIR: folder() }));

    it('is empty and for one caller alone, and what killed processes have left is removed', () => {
      for (const left of [`faces-a.1.${DEAD}.part`, `faces-b.1.${DEAD}.part`]) writeWhole(at(left, 'file'), '');
      const [first, second] = [temporaryFolder('a'), temporaryFolder('a')];
      assert.notEqual(first, second);
      assert.deepEqual(readdirSync(first), []);
      assert.equal(lstatSync(first).mode & 0o777, 0o700);
      assert.deepEqual(readdirSync(folder()).sort(), [basename(first), basename(second), `faces-b.1.${DEAD}.part`]);
    });
  });

  describe('a folder', () => {
    it('appears in its place only when it is whole, and replaces what was there', async () => {
      mkdirSync(at('library'));
      writeFileSync(at('library', 'old'), '');
      const result = await makeFolder(at('library'), (part) => {
        writeFileSync(join(part, 'new'), '');
        assert.deepEqual(readdirSync(at('library')), ['old']);
        return Promise.resolve('done');
      });
      assert.equal(result, 'done');
      assert.deepEqual(readdirSync(at('library')), ['new']);
      assert.deepEqual(readdirSync(folder()), ['library']);
    });

    it('stays as it was when the work fails', async () => {
      writeWhole(at('library', 'old'), '');
      await assert.rejects(
        makeFolder(at('library'), () => Promise.reject(new Error('no network'))),
        /^Error: no network$/,
      );
      const full = Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
      await assert.rejects(
        makeFolder(at('library'), () => Promise.reject(full)),
        {
          name: 'FileError',
          message: `${at('library')}: no space left on the disk. Free some space and run the command again.`,
        },
      );
      assert.deepEqual(readdirSync(folder()), ['library']);
      assert.deepEqual(readdirSync(at('library')), ['old']);
    });

    it('is begun anew after an interruption', async () => {
      mkdirSync(at(`library.${DEAD}.part`));
      await makeFolder(at('library'), (part) => Promise.resolve(assert.deepEqual(readdirSync(part), [])));
      assert.deepEqual(readdirSync(folder()), ['library']);
    });

    it('is counted in bytes, through folders', () => {
      writeWhole(at('x'), '12345');
      writeWhole(at('a', 'b', 'y'), '123');
      assert.equal(sizeOf(folder()), 8);
      assert.equal(sizeOf(at('missing')), 0);
      assert.ok(!existsSync(at('missing')));
    });

    it('is counted while another process deletes from it', () => {
      writeWhole(at('a', 'x'), '12345');
      writeWhole(at('b', 'y'), '123');
      // The folder `b` is deleted when `a` is listed, after both have been seen.
      const original = fs.readdirSync;
      const deleting = (path: string, options: object) => {
        if (basename(path) === 'a') fs.rmSync(at('b'), { recursive: true });
        return original(path, options as never);
      };
      Object.assign(fs, { readdirSync: deleting });
      try {
        assert.equal(sizeOf(folder()), 5);
      } finally {
        Object.assign(fs, { readdirSync: original });
      }
    });
  });

  it('links, replacing a folder, a file or another link', () => {
    const link = at('lib', 'napi');
    for (const name of ['one', 'two']) writeWhole(at(name, 'file'), name);
    writeWhole(join(link, 'from npm'), '');
    for (const name of ['one', 'two', 'one']) {
      pointTo(`../${name}`, link);
      assert.equal(readlinkSync(link), `../${name}`);
      assert.equal(readFileSync(join(link, 'file'), 'utf8'), name);
    }
    assert.deepEqual(readdirSync(at('lib')), ['napi']);
    assert.ok(lstatSync(at('two')).isDirectory(), 'the target itself is left alone');
  });
});
