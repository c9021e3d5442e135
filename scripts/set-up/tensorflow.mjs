import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SetUpError, clear, megabytes, progress, say } from './console.mjs';
import { beside, moveIntoPlace, read, sizeOf } from './files.mjs';
import { run, which } from './process.mjs';
import { pip, pythonOf } from './python.mjs';

/** @typedef {'cpu' | 'gpu' | 'prebuilt'} Variant */

/** What the environment variable FACES_TENSORFLOW may say, beside 'auto'. */
const VARIANTS = ['cpu', 'gpu', 'prebuilt'];
/** Glibc's versions that the wheels in the locks are built for. */
const PLATFORMS = ['2_28', '2_27', '2_17', '2_12'].map((glibc) => `manylinux_${glibc}_x86_64`);
const OLD_NAMES = ['manylinux2014_x86_64', 'manylinux2010_x86_64'];

/**
 * Which TensorFlow this machine gets: what FACES_TENSORFLOW says, else the GPU's where there is an NVIDIA driver, else
 * the CPU's; where there is no wheel for the system, the prebuilt one of the npm package.
 * @returns {{ variant: Variant, why: string }}
 */
export function chooseVariant() {
  const wish = process.env.FACES_TENSORFLOW ?? 'auto';
  if (VARIANTS.includes(wish)) return { variant: /** @type {Variant} */ (wish), why: 'set by FACES_TENSORFLOW' };
  if (wish !== 'auto') {
    throw new SetUpError(`FACES_TENSORFLOW is '${wish}'; it can be ${VARIANTS.join(', ')} or auto.`);
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { variant: 'prebuilt', why: `there is no wheel for ${process.platform} ${process.arch}` };
  }
  return hasGpu()
    ? { variant: 'gpu', why: 'an NVIDIA GPU is there; FACES_TENSORFLOW=cpu takes the smaller one for the processor' }
    : { variant: 'cpu', why: 'no NVIDIA GPU is there; FACES_TENSORFLOW=gpu overrules that' };
}

function hasGpu() {
  return existsSync('/proc/driver/nvidia/version') || which('nvidia-smi') !== undefined;
}

/**
 * The folder with TensorFlow's libraries and headers (and CUDA's), fetched from its wheel where it is not there yet.
 * Outside node_modules, which npm empties.
 * @param {string} root
 * @param {'cpu' | 'gpu'} variant
 */
export async function fetchTensorFlow(root, variant) {
  const lock = join(root, `scripts/locks/tensorflow-${variant}.lock`);
  const version = /^tensorflow(?:-cpu)?==(\S+)/m.exec(read(lock))?.[1] ?? '';
  const folder = join(root, '.cache/tensorflow', `${version}-${variant}`);
  if (existsSync(folder)) return folder;
  say(`Downloading TensorFlow ${version} (${variant === 'gpu' ? 'with CUDA, 3 GB' : 'CPU'}).`);
  const part = beside(folder);
  const wheels = join(part, 'wheels');
  await download(root, lock, wheels);
  for (const wheel of readdirSync(wheels)) {
    await unpack(root, join(wheels, wheel), part);
    rmSync(join(wheels, wheel));
  }
  rmSync(wheels, { recursive: true });
  moveIntoPlace(folder);
  return folder;
}

/**
 * Pip downloads: it knows the user's mirrors and proxies, and checks the sums in the lock.
 * @param {string} root
 * @param {string} lock
 * @param {string} folder
 */
async function download(root, lock, folder) {
  const temporary = `${folder}/temporary`;
  mkdirSync(temporary, { recursive: true });
  let file = '';
  let total = '';
  let before = 0;
  const timer = setInterval(() => {
    if (file) progress(`${file}: ${megabytes(Math.max(0, sizeOf(folder) - before))} of ${total}`);
  }, 500);
  const { code, said } = await pip(
    root,
    [
      ...['download', '--no-deps', '--require-hashes', '-r', lock, '--dest', folder, '--progress-bar', 'off'],
      ...['--only-binary=:all:', '--python-version', '3.11', '--implementation', 'cp'],
      ...[...PLATFORMS, ...OLD_NAMES].flatMap((platform) => ['--platform', platform]),
    ],
    {
      env: { TMPDIR: temporary },
      onLine(line) {
        const found = /^\s+(?:Downloading|Using cached) (\S+?-[^-]+)-\S+ \((.+)\)/.exec(line);
        if (!found) return;
        [, file = '', total = ''] = found;
        before = sizeOf(folder);
      },
    },
  );
  clearInterval(timer);
  clear();
  rmSync(temporary, { recursive: true, force: true });
  if (code !== 0) throw new SetUpError(`TensorFlow's wheel could not be downloaded:\n${said}`);
}

/**
 * Unpacks the shared libraries and the headers of the C interface; the rest of the wheel is for Python.
 * @param {string} root
 * @param {string} wheel
 * @param {string} folder
 */
async function unpack(root, wheel, folder) {
  const { code, said } = await run(pythonOf(root), [join(root, 'scripts/set-up/unpack.py'), wheel, folder], {
    onLine: (line) => progress(`unpacking ${line}`),
  });
  clear();
  if (code !== 0) throw new SetUpError(`${wheel} could not be unpacked:\n${said}`);
}
