import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root, typescriptLoader } from '../lib/paths';

const MEGABYTES = 2 ** 20;

/** The scripts of a report's page, by their entry files. */
const SCRIPTS = ['lib/figures/page/figures-runtime.ts', 'lib/report/page/frame.ts', 'lib/report/page/try-it.ts'];

describe('bundles for the browser', () => {
  it('of all scripts of a report stay below 3 MB', function () {
    this.timeout(60_000);
    const files = JSON.stringify(SCRIPTS.map((file) => join(root(), file)));
    const program = `const { bundle } = require('./lib/bundle'); console.log(${files}.map((file) => bundle(file).length).join())`;
    // As for a reader: in a process that measures no coverage, for which nothing would be minified.
    const env = { ...process.env, FACES_COVERAGE: '' };
    const output = execFileSync(process.execPath, ['--require', typescriptLoader(), '-e', program], {
      cwd: root(),
      env,
    });
    const sizes = output.toString().split(',').map(Number);
    assert.equal(sizes.length, SCRIPTS.length);
    assert.ok(sizes.every((size) => size > 1000));
    assert.ok(sizes.reduce((a, b) => a + b) < 3 * MEGABYTES, `${sizes.join(' + ')} bytes`);
  });
});
