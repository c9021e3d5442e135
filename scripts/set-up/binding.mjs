import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { makeFolder, pointTo } from '../../lib/system/files.mjs';
import { SetUpError, say } from './console.mjs';
import { installCommand } from './distribution.mjs';
import { run, which } from './process.mjs';

const PACKAGE = 'node_modules/@tensorflow/tfjs-node-gpu';
/** The file in which tfjs-node looks for its binding. */
export const BINDING = `${PACKAGE}/lib/napi-v8/tfjs_binding.node`;
const COMPILERS = ['g++', 'c++', 'clang++'];

// Not run on macOS yet: its linker takes a library by its path, and finds Node.js's own functions only when it is loaded.
const IS_MAC = process.platform === 'darwin';
const SHARED = IS_MAC ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared'];
const FLAGS = ['-O2', '-fPIC', ...SHARED, '-DNAPI_VERSION=8'];

/** @param {string} folder Where TensorFlow's libraries are. */
const libraries = (folder) =>
  IS_MAC
    ? [
        `${folder}/libtensorflow_cc.2.dylib`,
        `${folder}/libtensorflow_framework.2.dylib`,
        '-Wl,-rpath,@loader_path/../tensorflow',
      ]
    : [
        `-L${folder}`,
        '-l:libtensorflow_cc.so.2',
        '-l:libtensorflow_framework.so.2',
        '-Wl,-rpath,$ORIGIN/../tensorflow',
      ];

/** The project's own native code. */
const OWN = {
  quiet: 'lib/ops/quiet.c',
  context: 'lib/graph/native/context.cc',
  references: 'lib/graph/native/references.cc',
  signals: 'lib/ops/signals.cc',
  graphs: 'lib/graph/native/functions.cc',
};
/** Convolutions, compiled once for each set of instructions that they can use. */
const WINOGRAD = ['operations.cc', 'threads.cc'].map((file) => `lib/ops/winograd/${file}`);
const WINOGRAD_HEADERS = [
  'convolution.h',
  'filter-gradient.h',
  'kernels.h',
  'memory.h',
  'multiply.h',
  'threads.h',
  'tiles.h',
  'transforms.h',
  'vectors.h',
].map((file) => `lib/ops/winograd/${file}`);
const WINOGRAD_FLAGS = ['-O3', '-ffp-contract=fast'];
/** @type {Readonly<Record<string, readonly string[]>>} */
const INSTRUCTIONS =
  process.arch === 'x64' && !IS_MAC ? { avx2: ['-mavx2', '-mfma'], avx512: ['-mavx512f', '-mfma'] } : {};

/** All of it, which the set-up depends on. */
export const OWN_SOURCES = [...Object.values(OWN), 'lib/ops/owned.h', ...WINOGRAD, ...WINOGRAD_HEADERS];

/** Functions that the binding calls in the project's own form. */
const WRAPPED = ['TFE_NewContext', 'napi_create_reference', 'napi_delete_reference'];

/**
 * What graphs need of the binding: TensorFlow's context, and that any thread may free a tensor. The linker of macOS cannot
 * do this, so training there goes on in single operations.
 * @param {string} root The project's root.
 */
const forGraphs = (root) => [
  join(root, OWN.context),
  join(root, OWN.references),
  ...WRAPPED.map((name) => `-Wl,--wrap=${name}`),
];

/**
 * Compiles tfjs-node's binding against TensorFlow's C library, once for each version of either, and links it into the
 * npm package.
 * @param {string} root The project's root.
 * @param {string} tensorflow The folder that `fetchTensorFlow` returned.
 * @throws SetUpError if there is no compiler or it fails.
 */
export async function buildBinding(root, tensorflow) {
  const sources = readdirSync(join(root, PACKAGE, 'binding')).map((file) => join(root, PACKAGE, 'binding', file));
  const hash = createHash('sha256').update(JSON.stringify([FLAGS, WINOGRAD_FLAGS, INSTRUCTIONS]));
  for (const file of [...sources, ...OWN_SOURCES.map((own) => join(root, own))]) hash.update(readFileSync(file));
  const folder = join(tensorflow, `binding-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) {
    const compiler = COMPILERS.find((name) => which(name) !== undefined);
    if (!compiler) {
      const command = installCommand({ apt: 'g++', dnf: 'gcc-c++', pacman: 'gcc' });
      throw new SetUpError(`No C++ compiler found. Install one, then run the same command again:\n  ${command}`);
    }
    say(`Compiling the Node.js binding of TensorFlow with ${compiler} (about half a minute).`);
    const node = `-I${root}/node_modules/node-api-headers/include`;
    const includes = [`-I${root}/${PACKAGE}`, `-I${tensorflow}/tensorflow/include`, node];
    const cpp = ['-std=c++17', ...includes, ...libraries(`${tensorflow}/tensorflow`)];
    await makeFolder(folder, async (part) => {
      const own = IS_MAC ? [] : [join(root, OWN.signals), ...forGraphs(root)];
      const binding = [...sources.filter((file) => file.endsWith('.cc')), ...own];
      const convolutions = WINOGRAD.map((file) => join(root, file));
      await Promise.all([
        compile(compiler, [...binding, ...cpp, '-o', join(part, 'tfjs_binding.node')]),
        ...Object.entries(INSTRUCTIONS).map(([name, flags]) => {
          const options = [...WINOGRAD_FLAGS, ...flags];
          return compile(compiler, [...options, ...convolutions, ...cpp, '-o', join(part, `winograd-${name}.node`)]);
        }),
      ]);
      // It finds the context in the binding, which is loaded already, as both are in one folder.
      const beside = [`-L${part}`, '-l:tfjs_binding.node', '-Wl,-rpath,$ORIGIN'];
      const graphs = [join(root, OWN.graphs), ...beside, ...cpp, '-o', join(part, 'graphs.node')];
      if (!IS_MAC) await compile(compiler, graphs);
      await compile(compiler, ['-x', 'c', join(root, OWN.quiet), node, '-o', join(part, 'quiet.node')]);
    });
  }
  const link = join(root, PACKAGE, 'lib/napi-v8');
  pointTo(relative(join(root, PACKAGE, 'lib'), folder), link);
}

/**
 * Lets tfjs-node download the binding that its authors built, with the TensorFlow of its time.
 * @param {string} root The project's root.
 * @throws SetUpError if the download fails.
 */
export async function fetchPrebuilt(root) {
  say('Downloading the prebuilt TensorFlow 2.9 of tfjs-node.');
  rmSync(join(root, PACKAGE, 'lib/napi-v8'), { recursive: true, force: true });
  const { code, said } = await run(process.execPath, ['scripts/install.js', 'cpu', 'download'], {
    cwd: join(root, PACKAGE),
  });
  if (code !== 0 || !existsSync(join(root, BINDING))) {
    const cause = /^\w*Error: .*$/m.exec(said)?.[0] ?? said;
    throw new SetUpError(`The prebuilt TensorFlow 2.9 could not be downloaded (${cause}).`);
  }
}

/**
 * @param {string} compiler
 * @param {string[]} args
 */
async function compile(compiler, args) {
  const { code, said } = await run(compiler, [...FLAGS, ...args]);
  if (code === 0) return;
  throw new SetUpError(`${compiler} could not compile the Node.js binding of TensorFlow:\n${said}`);
}
