import { read } from '../../lib/system/files.mjs';

/** The package's name by package manager; each defaults to the one before it. */
/** @typedef {{ apt: string, dnf?: string, zypper?: string, pacman?: string }} Packages */

/**
 * The command that installs a system package on this distribution; apt's if the distribution is unknown.
 * @param {Packages} packages
 * @param {string} [release] Content of os-release. Default: this machine's.
 */
export function installCommand(packages, release = read('/etc/os-release')) {
  const value = (/** @type {string} */ key) => new RegExp(`^${key}="?([^"\n]*)`, 'm').exec(release)?.[1] ?? '';
  const names = `${value('ID')} ${value('ID_LIKE')}`;
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  const { apt, dnf = apt, zypper = dnf, pacman = dnf } = packages;
  if (/fedora|rhel|centos/.test(names)) return `${sudo}dnf install ${dnf}`;
  if (/suse/.test(names)) return `${sudo}zypper install ${zypper}`;
  if (/arch/.test(names)) return `${sudo}pacman -S ${pacman}`;
  return `${sudo}apt-get install ${apt}`;
}
