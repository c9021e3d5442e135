import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, read, sizeOf } from '../../lib/system/files.mjs';
import { SetUpError, clear, megabytes, progress, say } from './console.mjs';
import { networkAdvice } from './network.mjs';
import { run, which } from './process.mjs';
import { pip, pythonOf } from './python.mjs';

/** @typedef {'cpu' | 'gpu' | 'prebuilt'} Variant */

/** Values of the environment variable FACES_TENSORFLOW, besides 'auto'. */
const VARIANTS = ['cpu', 'gpu', 'prebuilt'];
/** The versions of glibc that the wheels in the lock files are built for. */
const GLIBC = ['2_28', '2_27', '2_17', '2_12'];

/**
 * Systems for which there is a wheel: the lock files of its variants, and the platforms by which pip knows it.
 * @type {Readonly<Record<string, { locks: Partial<Record<'cpu' | 'gpu', string>>, platforms: readonly string[] }>>}
 */
const WHEELS = {
  'linux x64': {
    locks: { cpu: 'tensorflow-cpu', gpu: 'tensorflow-gpu' },
    platforms: [...GLIBC.map((glibc) => `manylinux_${glibc}_x86_64`), 'manylinux2014_x86_64', 'manylinux2010_x86_64'],
  },
  'linux arm64': {
    locks: { cpu: 'tensorflow-arm64' },
    platforms: GLIBC.map((glibc) => `manylinux_${glibc}_aarch64`),
  },
  'darwin arm64': { locks: { cpu: 'tensorflow-arm64' }, platforms: ['macosx_12_0_arm64'] },
};

/** Systems for which the authors of tfjs-node have built a binding, and nobody a wheel of the current version. */
const PREBUILT_ONLY = ['darwin x64'];

/** @typedef {{ platform: string, arch: string, hasGlibc: boolean }} System */

/** @type {System | undefined} */
let known;

/** @returns {System} */
function thisSystem() {
  if (known) return known;
  const { platform, arch } = process;
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  known = { platform, arch, hasGlibc: platform !== 'linux' || header.glibcVersionRuntime !== undefined };
  return known;
}

const nameOf = (/** @type {System} */ { platform, arch }) => `${platform} ${arch}`;

/**
 * Which TensorFlow a machine gets: the one that FACES_TENSORFLOW names; otherwise the GPU build if there is an NVIDIA
 * driver, the CPU build, or the prebuilt one of the npm package if there is no wheel for the system.
 * @param {System} system
 * @returns {{ variant: Variant, why: string }}
 * @throws SetUpError if there is no native TensorFlow for the system, or FACES_TENSORFLOW names none.
 */
export function chooseVariant(system = thisSystem()) {
  const name = nameOf(system);
  const wheels = WHEELS[name];
  if (!system.hasGlibc || (!wheels && !PREBUILT_ONLY.includes(name))) {
    throw new SetUpError(
      `There is no native TensorFlow for ${name}${system.hasGlibc ? '' : ' without glibc'}. Use Linux with glibc (x64 or ` +
        'arm64; on Windows, WSL 2), macOS, or the container of .devcontainer/README.md.',
    );
  }
  const wish = process.env.FACES_TENSORFLOW ?? 'auto';
  if (wish !== 'auto' && !VARIANTS.includes(wish)) {
    throw new SetUpError(`FACES_TENSORFLOW must be ${VARIANTS.join(', ')} or auto, not '${wish}'.`);
  }
  if ((wish === 'cpu' || wish === 'gpu') && !wheels?.locks[wish]) {
    throw new SetUpError(`There is no TensorFlow for ${name} of the kind '${wish}', which FACES_TENSORFLOW asks for.`);
  }
  if (wish !== 'auto') return { variant: /** @type {Variant} */ (wish), why: 'set by FACES_TENSORFLOW' };
  if (!wheels) return { variant: 'prebuilt', why: `there is no wheel for ${name}` };
  if (!wheels.locks.gpu) return { variant: 'cpu', why: `the only one for ${name}` };
  return hasGpu()
    ? { variant: 'gpu', why: 'found an NVIDIA GPU; FACES_TENSORFLOW=cpu selects the smaller CPU build' }
    : { variant: 'cpu', why: 'no NVIDIA GPU found; FACES_TENSORFLOW=gpu overrides this' };
}

/**
 * The wheel of a system: its lock file, and the options by which pip finds it on any machine.
 * @param {'cpu' | 'gpu'} variant
 * @param {System} system
 */
export function wheelFor(variant, system = thisSystem()) {
  const wheels = WHEELS[nameOf(system)];
  const lock = wheels?.locks[variant];
  if (!wheels || !lock) throw new SetUpError(`There is no TensorFlow for ${nameOf(system)} of the kind '${variant}'.`);
  return { lock: `scripts/locks/${lock}.lock`, options: wheels.platforms.flatMap((one) => ['--platform', one]) };
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
  const wheel = wheelFor(variant);
  const lock = join(root, wheel.lock);
  const version = /^tensorflow(?:-cpu)?==(\S+)/m.exec(read(lock))?.[1] ?? '';
  const folder = join(root, '.cache/tensorflow', `${version}-${variant}`);
  if (existsSync(folder)) return folder;
  say(`Downloading TensorFlow ${version} (${variant === 'gpu' ? 'with CUDA, 3 GB' : 'CPU'}).`);
  await makeFolder(folder, async (part) => {
    const wheels = join(part, 'wheels');
    await download(root, lock, wheel.options, wheels);
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
 * @param {readonly string[]} platforms Options of pip.
 * @param {string} folder
 */
async function download(root, lock, platforms, folder) {
  const temporary = `${folder}/temporary`;
  mkdirSync(temporary, { recursive: true });
  let file = '';
  let total = '';
  let before = 0;
  const timer = setInterval(() => {
    if (file) progress(`${file}: ${downloadWords(sizeOf(folder) - before, total)}`);
  }, 500);
  const { code, said } = await pip(
    root,
    [
      ...['download', '--no-deps', '--require-hashes', '-r', lock, '--dest', folder, '--progress-bar', 'off'],
      ...['--only-binary=:all:', '--python-version', '3.11', '--implementation', 'cp'],
      ...platforms,
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
  if (code !== 0) throw new SetUpError(`The TensorFlow wheel could not be downloaded:\n${said}${networkAdvice(said)}`);
}

/**
 * How far a download is. pip copies a file that it has downloaded, so that there may be more bytes than the file has.
 * @param {number} bytes
 * @param {string} total As pip writes it, for example `281.8 MB`.
 */
export function downloadWords(bytes, total) {
  const [size = '', unit = ''] = total.split(' ');
  const whole = Number(size) * (unit === 'GB' ? 1e9 : unit === 'MB' ? 1e6 : 1e3);
  return bytes < whole ? `${megabytes(Math.max(0, bytes))} of ${total}` : `${total}, saving`;
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
