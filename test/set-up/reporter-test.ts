import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder';

describe("the tests' reporter", () => {
  const folder = temporaryFolder();

  it('counts what passed, failed and was skipped', () => {
    const file = join(folder(), 'some-test.ts');
    const counts = join(folder(), 'counts.json');
    writeFileSync(
      file,
      `describe('some', () => {
        it('passes', () => undefined);
        it('passes too', () => undefined);
        it('fails', () => { throw new Error('no'); });
        it.skip('waits', () => undefined);
      });`,
    );
    const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'scripts/test/reporter.cjs', file];
    const { status } = spawnSync(process.execPath, mocha, { env: { ...process.env, FACES_TEST_COUNTS: counts } });
    assert.equal(status, 1);
    assert.deepEqual(JSON.parse(readFileSync(counts, 'utf8')), { passed: 2, failed: 1, skipped: 1 });
  });
});
