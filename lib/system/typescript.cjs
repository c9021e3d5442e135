// Lets Node.js load the project's TypeScript: node --require ./lib/system/typescript.cjs FILE.ts
//
// A command loads 250 to 500 files, and every worker process does so again. With tsx that took 1.6 s longer for 265 files
// at each start, even from its cache; other loaders took as long. Here the compiled files are kept in .cache/code, with
// their source's checksum at the end, and found by their path.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const { dirname, join, relative, resolve, sep } = require('node:path');

const library = dirname(__dirname);
const root = dirname(library);
const cache = join(root, '.cache/code');
/** Of these, all files are compiled at once. */
const large = [library, join(root, 'test')];

/** @type {import('esbuild').CommonOptions} */
const OPTIONS = {
  format: 'cjs',
  target: 'node20',
  sourcemap: 'inline',
  sourcesContent: false,
  // Only `require` loads TypeScript.
  supported: { 'dynamic-import': false },
};

/** What else the compiled code depends on. */
const version = `${require('esbuild/package.json').version} ${JSON.stringify(OPTIONS)}`;

/**
 * What Node.js has, but its types lack: how files are loaded by their extension, and (from 22 on) a cache.
 * @typedef {(module: { _compile(code: string, file: string): void }, file: string) => void} Load
 * @typedef {{ _extensions: Record<string, Load>, enableCompileCache?(folder: string): void }} Loader
 */
const loader = /** @type {Loader} */ (/** @type {unknown} */ (Module));
const loaders = loader._extensions;

/** @type {Load} */
const loadCompiled = (module, file) => module._compile(compiled(file), file);
const loadModule = loaders['.mjs'] ?? loaders['.js'];
loaders['.ts'] = loadCompiled;
// Files that `require` has compiled can be loaded again once they have been edited; Node.js's own modules cannot.
loaders['.mjs'] = /** @type {Load} */ ((module, file) => (isOwn(file) ? loadCompiled : loadModule)?.(module, file));
process.setSourceMapsEnabled(true);
// From Node.js 22 on, V8 keeps what it has compiled, too; not while coverage is measured, which that makes less precise.
if (!process.env.NODE_V8_COVERAGE) loader.enableCompileCache?.(join(cache, 'v8'));

/** @param {string} file */
function isOwn(file) {
  return file.startsWith(root + sep) && !file.includes(`${sep}node_modules${sep}`);
}

/**
 * A file's code for Node.js.
 * @param {string} file Absolute.
 * @returns {string} CommonJS with its source map inside.
 */
function compiled(file) {
  if (!isOwn(file)) return compile([file]);
  const known = cached(file);
  if (known !== undefined) return known;
  // One call for many files takes little longer than one for a single file.
  const stale = filesBeside(file).filter((other) => other !== file && cached(other) === undefined);
  return compile([file, ...stale]);
}

/**
 * The TypeScript and the modules of the large folder that a file is in.
 * @param {string} file
 */
function filesBeside(file) {
  const folder = large.find((one) => file.startsWith(one + sep));
  if (!folder) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$|\.mjs$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * What was compiled of the file as it is now.
 * @param {string} file
 */
function cached(file) {
  const mark = markOf(file);
  try {
    const code = fs.readFileSync(cacheOf(file), 'utf8');
    return mark && code.endsWith(mark) ? code : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Compiles files and keeps what came of them.
 * @param {readonly string[]} files
 * @returns {string} The code of the first.
 * @throws esbuild's BuildFailure, with place and reason, if the first does not compile. Others may fail.
 */
function compile(files) {
  const marks = files.map(markOf);
  /** @type {import('esbuild')} */
  const { buildSync } = require('esbuild');
  // As if they were to be written beside their sources, from where source maps count.
  const entryPoints = files.map((file) => ({ in: file, out: relative('/', file) }));
  /** @type {Map<string, string>} */
  let texts;
  try {
    const { outputFiles } = buildSync({ ...OPTIONS, entryPoints, outdir: '/', write: false, logLevel: 'silent' });
    texts = new Map(outputFiles.map(({ path, text }) => [path, text]));
  } catch (error) {
    if (files.length === 1) throw error;
    const failed = failedFiles(error);
    const others = files.slice(1).filter((file) => !failed.includes(file));
    // Without the failed ones; alone, where none is named.
    return compile([...files.slice(0, 1), ...(failed.length > 0 && others.length < files.length - 1 ? others : [])]);
  }
  const codes = files.map((file, i) => {
    const text = texts.get(`${file}.js`);
    if (text === undefined) throw new Error(`${file} was compiled to another place.`);
    return `${text}${marks[i] ?? ''}`;
  });
  files.forEach((file, i) => {
    // Not if it was edited meanwhile.
    if (isOwn(file) && marks[i] && markOf(file) === marks[i]) keep(file, codes[i] ?? '');
  });
  return codes[0] ?? '';
}

/** @param {unknown} error What esbuild throws. */
function failedFiles(error) {
  const { errors = [] } = /** @type {Partial<import('esbuild').BuildFailure>} */ (error);
  return errors.flatMap(({ location }) => (location ? [resolve(location.file)] : []));
}

/**
 * The end of a file's compiled code: the checksum of its source, and of how it is compiled.
 * @param {string} file
 * @returns {string | undefined} Undefined if it cannot be read, such as a file that is gone by now.
 */
function markOf(file) {
  try {
    return `//${createHash('sha256').update(version).update(fs.readFileSync(file)).digest('hex')}\n`;
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function cacheOf(file) {
  return join(cache, `${relative(root, file)}.js`);
}

/**
 * Keeps a file's code, if that can be done; where it can't, such as on a read-only disk, it is compiled each time.
 * @param {string} file
 * @param {string} code
 */
function keep(file, code) {
  const part = `${cacheOf(file)}.${process.pid}.part`;
  try {
    fs.mkdirSync(dirname(part), { recursive: true });
  } catch {
    return;
  }
  try {
    fs.writeFileSync(part, code);
    fs.renameSync(part, cacheOf(file));
  } catch {
    fs.rmSync(part, { force: true });
  }
}
