import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../lib/paths';

describe('npm run audit', () => {
  it('says for every list of packages what is known, and lists all licenses', () => {
    const audit = join(root(), 'scripts/audit.mjs');
    const { stdout, stderr, status } = spawnSync(process.execPath, [audit], { encoding: 'utf8', maxBuffer: 1e8 });
    const answer = '(could not be asked|no known vulnerabilities|vulnerabilities in .+|.+ could not be looked up)';
    assert.match(stdout, new RegExp(`^npm.*: ${answer}`, 'm'), stderr);
    assert.match(
      stdout,
      new RegExp(`^(python\\.lock, \\d+ packages?: ${answer}|Python: pip-audit could not)`, 'm'),
      stderr,
    );
    assert.match(stdout, /^MIT \(\d+\): .*mocha \d/m);
    assert.match(stdout, /\(Python\)/);
    // Whether anything was found depends on the day; whether it could be asked, on the network.
    const isClean = !/vulnerabilities in|could not/.test(stdout);
    assert.equal(status, isClean ? 0 : 1);
  });
});
