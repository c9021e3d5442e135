import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../lib/paths';
import { networkAdvice } from '../../scripts/set-up/network.mjs';
import { fits, installPackages } from '../../scripts/set-up/packages.mjs';
import { withEnvironment } from '../environment';
import { temporaryFolder } from './temporary-folder';

describe('fits', () => {
  const installed = {
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b': { version: '2.0.0', integrity: 'sha512-b' },
  };
  const lock = {
    ...installed,
    'node_modules/b-for-another-system': { version: '2.0.0', integrity: 'sha512-c', optional: true },
  };

  it('accepts what is installed as locked, with or without optional packages', () => {
    assert.equal(fits(installed, lock), true);
    assert.equal(fits(lock, lock), true);
  });

  it('finds a package that is missing, superfluous or of another version or content', () => {
    assert.equal(fits({}, lock), false);
    assert.equal(fits({ 'node_modules/a': lock['node_modules/a'] }, lock), false);
    assert.equal(fits({ ...installed, 'node_modules/c': { version: '1.0.0' } }, lock), false);
    assert.equal(fits({ ...installed, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }, lock), false);
    assert.equal(fits({ ...installed, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }, lock), false);
    const other = { version: '3.0.0', integrity: 'sha512-c' };
    assert.equal(fits({ ...installed, 'node_modules/b-for-another-system': other }, lock), false);
  });
});

describe('installPackages', () => {
  const folder = temporaryFolder();
  const npm = () => join(folder(), 'npm-cli.js');
  withEnvironment(() => ({ npm_execpath: npm() }));

  /** An npm that fails in this way, and a second time only if `again`. It writes down each call. */
  function write(failure: string, again = false): void {
    mkdirSync(join(folder(), 'node_modules/.left-over'), { recursive: true });
    writeFileSync(
      join(folder(), 'package-lock.json'),
      '{"packages": {"": {}, "node_modules/a": {"version": "1.0.0"}}}',
    );
    const script = `const fs = require('node:fs');
      fs.appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');
      if (fs.existsSync('node_modules') || ${again}) { ${failure} }`;
    writeFileSync(npm(), script);
  }
  const calls = () => readFileSync(join(folder(), 'calls'), 'utf8');

  it('removes what an interrupted installation has left in the way, once', async () => {
    for (const failure of ['process.exit(217)', "console.error('npm error code ENOTEMPTY'); process.exit(1)"]) {
      write(failure);
      await installPackages(folder());
      assert.ok(!existsSync(join(folder(), 'node_modules/.left-over')));
    }
    assert.equal(calls(), 'ci --ignore-scripts\n'.repeat(4));
  });

  it('fails where that does not help, and keeps the packages where it cannot', async () => {
    write('process.exit(217)', true);
    await assert.rejects(installPackages(folder()), { name: 'SetUpError', message: /exit status 217/ });
    write("console.error('no network'); process.exit(1)");
    await assert.rejects(installPackages(folder()), { name: 'SetUpError', message: /exit status 1\):\nno network/ });
    assert.ok(existsSync(join(folder(), 'node_modules/.left-over')));
    assert.equal(calls(), 'ci --ignore-scripts\n'.repeat(3));
  });

  it('names the network where the registry cannot be reached, and only there', async () => {
    write("console.error('npm error code ENOTFOUND'); process.exit(1)", true);
    await assert.rejects(
      installPackages(folder()),
      /ENOTFOUND\nThe package registry cannot be reached\. Check the network/,
    );
    write("console.error('npm error code EACCES'); process.exit(1)", true);
    await assert.rejects(installPackages(folder()), (error: Error) => !error.message.includes('registry'));
    for (const said of [
      'NewConnectionError: Failed to establish a new connection: [Errno 111] Connection refused',
      'Failed to establish a new connection: [Errno -3] Temporary failure in name resolution',
    ]) {
      assert.match(networkAdvice(said), /cannot be reached/);
    }
  });
});

describe('the npm settings of the project', () => {
  it('run no script of a package that is installed, also for a hand-typed `npm install`', () => {
    assert.match(readFileSync(join(root(), '.npmrc'), 'utf8'), /^ignore-scripts=true$/m);
  });
});
