import assert from 'node:assert/strict';
import { installCommand } from '../../scripts/set-up/distribution.mjs';

describe('installCommand', () => {
  const compiler = { apt: 'g++', dnf: 'gcc-c++', pacman: 'gcc' };
  const command = (release: string): string => installCommand(compiler, release).replace(/^sudo /, '');

  it("names the distribution's own command and package", () => {
    assert.equal(command('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n'), 'apt-get install g++');
    assert.equal(command('ID=ubuntu\nID_LIKE=debian\n'), 'apt-get install g++');
    assert.equal(command('ID="rocky"\nID_LIKE="rhel centos fedora"\n'), 'dnf install gcc-c++');
    assert.equal(command('ID="opensuse-leap"\nID_LIKE="suse opensuse"\n'), 'zypper install gcc-c++');
    assert.equal(command('ID=manjaro\nID_LIKE=arch\n'), 'pacman -S gcc');
  });

  it('falls back on apt where the distribution is not known', () => {
    assert.equal(command(''), 'apt-get install g++');
  });
});
