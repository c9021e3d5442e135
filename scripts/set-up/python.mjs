import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { read, writeWhole } from '../../lib/system/files.mjs';
import { SetUpError, clear, progress, say } from './console.mjs';
import { installCommand } from './distribution.mjs';
import { networkAdvice } from './network.mjs';
import { run } from './process.mjs';

const CANDIDATES = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
// Overrides settings of pip's that would lead it out of the environment.
const PIP = { PIP_USER: '0', PIP_REQUIRE_VIRTUALENV: '0', PIP_DISABLE_PIP_VERSION_CHECK: '1', PYTHONNOUSERSITE: '1' };

/** @param {string} root */
const markerOf = (root) => join(root, '.venv/facial-keypoints.json');

/**
 * Makes the Python environment (.venv) if there is none that works; then its pip can be used.
 * @param {string} root The project's root.
 * @throws SetUpError if there is no suitable Python.
 */
export async function preparePython(root) {
  const works = (await run(pythonOf(root), ['-m', 'pip', '--version'])).code === 0;
  const marker = read(markerOf(root));
  // An environment holds absolute paths, so a moved checkout needs a new one.
  if (!works || (marker !== '' && JSON.parse(marker).root !== root)) await makeEnvironment(root);
}

/**
 * Installs JupyterLab and nbconvert in the Python environment, as scripts/locks/python.lock describes.
 * @param {string} root The project's root.
 * @throws SetUpError if pip fails.
 */
export async function installPython(root) {
  const lock = join(root, 'scripts/locks/python.lock');
  const marker = markerOf(root);
  const wanted = JSON.stringify({ root, lock: createHash('sha256').update(read(lock)).digest('hex') });
  if (read(marker) === wanted) return;

  say('Installing JupyterLab and nbconvert in .venv.');
  let count = 0;
  const { code, said } = await pip(
    root,
    ['install', '--require-hashes', '--only-binary=:all:', '--progress-bar', 'off', '-r', lock],
    {
      onLine(line) {
        const name = /^(?:Collecting|Requirement already satisfied:) ([^=\s]+)/.exec(line)?.[1];
        if (name) progress(`Python: ${++count} packages (${name})`);
        const size = /^\s+(?:Downloading|Using cached) (\S+?)-\S+ \((.+)\)/.exec(line);
        if (size) progress(`Python: ${count} packages (${size[1]}, ${size[2]})`);
        if (/^Installing/.test(line)) progress(`Python: ${count} packages, unpacking`);
      },
    },
  );
  clear();
  if (code !== 0)
    throw new SetUpError(
      `pip could not install the Python packages (exit status ${code}):\n${said}${networkAdvice(said)}`,
    );
  writeWhole(marker, wanted);
}

/**
 * The interpreter of the Python environment.
 * @param {string} root The project's root.
 */
export function pythonOf(root) {
  return join(root, '.venv/bin/python');
}

/**
 * Runs the pip of the Python environment.
 * @param {string} root The project's root.
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} options
 */
export function pip(root, args, { env, onLine } = {}) {
  return run(pythonOf(root), ['-m', 'pip', ...args], { env: { ...PIP, ...env }, onLine });
}

/** @param {string} root */
async function makeEnvironment(root) {
  const python = await findPython();
  say(`Creating a Python environment in .venv with ${python}.`);
  const { code, said } = await run(python, ['-m', 'venv', '--clear', join(root, '.venv')]);
  if (code !== 0) throw new SetUpError(`The Python environment could not be created:\n${said}`);
}

/** The first Python on the path that is new enough and can create environments. */
async function findPython() {
  let old = '';
  for (const candidate of CANDIDATES) {
    const script = 'import sys; print(sys.version.split()[0], flush=True); assert sys.version_info >= (3, 10)';
    const version = await run(candidate, ['-c', script]);
    if (version.code === 127) continue;
    if (version.code !== 0) {
      old ||= `${candidate} is ${version.said.split('\n')[0]}. `;
      continue;
    }
    if ((await run(candidate, ['-c', 'import venv, ensurepip'])).code === 0) return candidate;
    const minor = version.said.split('.').slice(0, 2).join('.');
    throw new SetUpError(
      `${candidate} lacks the modules venv and ensurepip. Install them, then run the same command again:\n  ` +
        `${installCommand({ apt: `python${minor}-venv`, dnf: 'python3', zypper: 'python3-base' })}`,
    );
  }
  throw new SetUpError(
    `JupyterLab and nbconvert need Python 3.10 or later. ${old}Install it, then run the same command again:\n  ${installCommand({ apt: 'python3 python3-venv', dnf: 'python3', pacman: 'python' })}`,
  );
}
