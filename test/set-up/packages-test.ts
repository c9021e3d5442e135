import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../lib/paths';
import { fits } from '../../scripts/set-up/packages.mjs';

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

describe('the npm settings of the project', () => {
  it('run no script of a package that is installed, also for a hand-typed `npm install`', () => {
    assert.match(readFileSync(join(root(), '.npmrc'), 'utf8'), /^ignore-scripts=true$/m);
  });
});
