import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, read, sizeOf } from '../../lib/system/files.mjs';
import { SetUpError, clear, megabytes, progress, say } from './console.mjs';
import { run, which } from './process.mjs';
import { pip, pythonOf } from './python.mjs';

/** @typedef {'cpu' | 'gpu' | 'prebuilt'} Variant */

/** Values of the environment variable FACES_TENSORFLOW, besides 'auto'. */
const VARIANTS = ['cpu', 'gpu', 'prebuilt'];
/** The versions of glibc that the wheels in the lock files are built for. */
const PLATFORMS = ['2_28', '2_27', '2_17', '2_12'].map((glibc) => `manylinux_${glibc}_x86_64`);
const OLD_NAMES = ['manylinux2014_x86_64', 'manylinux2010_x86_64'];

/**
 * Which TensorFlow this machine gets: the one that FACES_TENSORFLOW names; otherwise the prebuilt one of the npm package
 * if there is no wheel for the system, the GPU build if there is an NVIDIA driver, or the CPU build.
 * @returns {{ variant: Variant, why: string }}
 */
export function chooseVariant() {
  const wish = process.env.FACES_TENSORFLOW ?? 'auto';
  if (VARIANTS.includes(wish)) return { variant: /** @type {Variant} */ (wish), why: 'set by FACES_TENSORFLOW' };
  if (wish !== 'auto') {
    throw new SetUpError(`FACES_TENSORFLOW must be ${VARIANTS.join(', ')} or auto, not '${wish}'.`);
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { variant: 'prebuilt', why: `there is no wheel for ${process.platform} ${process.arch}` };
  }
  return hasGpu()
    ? { variant: 'gpu', why: 'found an NVIDIA GPU; FACES_TENSORFLOW=cpu selects the smaller CPU build' }
    : { variant: 'cpu', why: 'no NVIDIA GPU found; FACES_TENSORFLOW=gpu overrides this' };
}

function hasGpu() {
  return existsSync('/proc/driver/nvidia/version') || which('nvidia-smi') !== undefined;
}

/**
 * The folder with the libraries and headers of TensorFlow (and CUDA), downloaded first if necessary. It is outside
 * node_modules, which npm empties.
 * @param {string} root The project's root.
 * @param {'cpu' | 'gpu'} variant
 */
export async function fetchTensorFlow(root, variant) {
  const lock = join(root, `scripts/locks/tensorflow-${variant}.lock`);
  const version = /^tensorflow(?:-cpu)?==(\S+)/m.exec(read(lock))?.[1] ?? '';
  const folder = join(root, '.cache/tensorflow', `${version}-${variant}`);
  if (existsSync(folder)) return folder;
  say(`Downloading TensorFlow ${version} (${variant === 'gpu' ? 'with CUDA, 3 GB' : 'CPU'}).`);
  await makeFolder(folder, async (part) => {
    const wheels = join(part, 'wheels');
    await download(root, lock, wheels);
    for (const wheel of readdirSync(wheels)) {
      await unpack(root, join(wheels, wheel), part);
      rmSync(join(wheels, wheel));
    }
    rmSync(wheels, { recursive: true });
  });
  return folder;
}

/**
 * Downloads wheels with pip, which knows the user's mirrors and proxies and verifies the checksums of the lock file.
 * @param {string} root The project's root.
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
  if (code !== 0) throw new SetUpError(`The TensorFlow wheel could not be downloaded:\n${said}`);
}

/**
 * Unpacks the shared libraries and the headers of the C API; the rest of the wheel is for Python.
 * @param {string} root The project's root.
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
