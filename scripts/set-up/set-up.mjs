import { createHash } from 'node:crypto';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeFileError } from '../../lib/system/file-errors.mjs';
import { FileError, read, writeWhole } from '../../lib/system/files.mjs';
import { alone } from '../../lib/system/lock.mjs';
import { BINDING, buildBinding, fetchPrebuilt, OWN_SOURCES } from './binding.mjs';
import { SetUpError, say } from './console.mjs';
import { KERNEL, registerKernel } from './kernel.mjs';
import { installPackages } from './packages.mjs';
import { run } from './process.mjs';
import { installPython, preparePython } from './python.mjs';
import { Steps } from './steps.mjs';
import { chooseVariant, fetchTensorFlow } from './tensorflow.mjs';

/** The project's root. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const STAMP = join(root, '.cache/set-up.json');
/** Files that decide whether an earlier set-up is still valid. */
const INPUTS = [
  'package-lock.json',
  'scripts/locks/python.lock',
  'scripts/locks/tensorflow-arm64.lock',
  'scripts/locks/tensorflow-cpu.lock',
  'scripts/locks/tensorflow-gpu.lock',
  'scripts/set-up/binding.mjs',
  'scripts/set-up/kernel.mjs',
  ...OWN_SOURCES,
];
/** Files that change when somebody else changes the packages or the environment. */
const CHANGED = ['node_modules/.package-lock.json', '.venv/pyvenv.cfg'];
/** Files that every command needs: if one was deleted, the set-up runs again. */
const RESULTS = [
  BINDING,
  'node_modules/esbuild/package.json',
  'node_modules/tslab/package.json',
  '.venv/bin/python',
  `.venv/share/jupyter/kernels/${KERNEL}/kernel.json`,
];

/**
 * Makes sure that everything the commands need is installed; takes milliseconds if an earlier set-up is still valid. A
 * failure ends the process with a message.
 */
export async function setUp() {
  try {
    if (holds()) return;
    checkNode();
    const lock = join(root, '.cache/set-up.lock');
    const onWait = (/** @type {number} */ pid) =>
      say(`Waiting for the set-up of process ${pid}, which holds ${relative(root, lock)}.`);
    const work = async () => {
      if (holds()) return;
      const steps = new Steps();
      await installAll(steps);
      registerKernel(root);
      CHANGED.forEach(dateInSeconds);
      writeWhole(STAMP, stamp());
      say(`Set-up complete (${steps.summary()}).`);
    };
    await alone(lock, work, { onWait });
  } catch (error) {
    const known = error instanceof SetUpError || error instanceof FileError;
    const message = known ? error.message : describeFileError(error);
    if (message === undefined) throw error;
    say(message);
    process.exit(1);
  }
}

function checkNode() {
  const wanted = JSON.parse(read(join(root, 'package.json'))).engines.node.replace('>=', '');
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new SetUpError(
    `This project needs Node.js ${wanted} or later; ${process.execPath} is ${process.versions.node}.`,
  );
}

function holds() {
  return read(STAMP) === stamp() && RESULTS.every((file) => existsSync(join(root, file)));
}

/**
 * Gives a file a date of whole seconds: the layers of an image keep no others.
 * @param {string} file Relative to the root.
 */
function dateInSeconds(file) {
  const path = join(root, file);
  const seconds = Math.floor(statSync(path).mtimeMs / 1000);
  utimesSync(path, seconds, seconds);
}

function stamp() {
  const hash = createHash('sha256');
  for (const file of INPUTS) hash.update(read(join(root, file)));
  const changed = CHANGED.map((file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs);
  return JSON.stringify({
    root,
    node: process.execPath,
    abi: process.versions.modules,
    tensorflow: chooseVariant().variant,
    inputs: hash.digest('hex'),
    changed,
  });
}

/**
 * Does the steps at the same time that do not need each other: npm and pip mostly wait for the network or the disk.
 * @param {Steps} steps
 */
async function installAll(steps) {
  const { variant, why } = chooseVariant();
  say(`TensorFlow: ${variant} (${why}).`);
  const python = steps.take('Python', () => preparePython(root));
  const packages = steps.take('npm packages', () => installPackages(root));
  const wheel =
    variant === 'prebuilt' ? undefined : steps.take('TensorFlow', () => fetchTensorFlow(root, variant), [python]);
  const fetched = settled(wheel);
  await steps.all([
    python,
    packages,
    steps.take('Python packages', () => installPython(root), [python]),
    fetched,
    steps.take('binding', () => installTensorFlow(wheel), [python, packages, fetched]),
  ]);
}

/**
 * Waits for TensorFlow's wheel. That there is none is no failure yet: `installTensorFlow` knows another way.
 * @param {Promise<string> | undefined} wheel
 */
async function settled(wheel) {
  try {
    await wheel;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
  }
}

/**
 * The native side of tfjs-node: built against TensorFlow's wheel if possible, otherwise the package's own binary.
 * @param {Promise<string> | undefined} wheel The folder with the wheel's parts; undefined where there is none to take.
 */
async function installTensorFlow(wheel) {
  if (!wheel) return installPrebuilt();
  try {
    await buildBinding(root, await wheel);
    await verify();
  } catch (failure) {
    if (!(failure instanceof SetUpError)) throw failure;
    try {
      await installPrebuilt();
      say(`Using TensorFlow 2.9 instead of the current version: ${failure.message}`);
    } catch (second) {
      if (!(second instanceof SetUpError)) throw second;
      throw new SetUpError(`TensorFlow could not be installed. ${second.message} ${failure.message}`);
    }
  }
}

async function installPrebuilt() {
  await fetchPrebuilt(root);
  await verify();
}

/** Loads TensorFlow in a separate process, which a broken library may end, and multiplies two matrices. */
async function verify() {
  const script =
    "const { tf } = require('./lib/ops/tensorflow');" +
    'const [[product]] = tf.matMul([[1, 2]], [[3], [4]]).arraySync();' +
    'if (product !== 11) throw new Error(`1 * 3 + 2 * 4 gave ${product}`);';
  const { code, said } = await run(process.execPath, ['--require', './lib/system/typescript.cjs', '-e', script], {
    cwd: root,
  });
  if (code !== 0) throw new SetUpError(`TensorFlow is installed but does not work:\n${said}`);
}
