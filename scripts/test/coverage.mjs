// Which lines of lib/ the tests run: in their own process, in those that they start, and in the browser.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';

/** The share of lines that the tests run, in each file. */
const GATE = 80;

/**
 * Forgets what was measured before.
 * @param {string} root
 * @returns {Record<string, string>} The environment in which Node.js, every process that it starts and the browser tests
 *   leave what they ran.
 */
export function startCoverage(root) {
  const folder = join(root, '.cache/coverage');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'v8'), { recursive: true });
  return { NODE_V8_COVERAGE: join(folder, 'v8'), FACES_COVERAGE: '1' };
}

/**
 * Prints the coverage of lib/ and the files below the gate.
 * @param {string} root
 * @returns {Promise<boolean>} Whether every file reaches the gate.
 */
export async function checkCoverage(root) {
  const require = createRequire(join(root, 'package.json'));
  const { Report } = require('c8');
  const { transformSync } = require('esbuild');
  const folder = join(root, '.cache/coverage/v8');
  // c8's types lack what its command line uses.
  const measure = (/** @type {string} */ tempDirectory) =>
    new /** @type {any} */ (Report)({
      tempDirectory,
      // The scripts of pages and the bundled worker of lib/synthetic, which may be in another cache, lead to lib/ by their
      // source maps.
      include: ['**/lib/**', '**/coverage/browser/*.js', '**/generated/worker.cjs'],
      exclude: ['**/node_modules/**'],
      allowExternal: true,
      extension: ['.ts', '.mjs', '.cjs', '.js'],
      src: [join(root, 'lib')],
      resolve: '',
      omitRelative: true,
      mergeAsync: true,
    }).getCoverageMapFromAllCoverageFiles();
  const untransformed = setApart(folder, join(root, '.cache/coverage/untransformed'));
  const measured = await measure(folder);
  measured.merge(await measure(untransformed));
  const files = readdirSync(join(root, 'lib'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.(ts|mjs|cjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    // A file of types alone has no lines that could run.
    .filter((file) => transformSync(readFileSync(file, 'utf8'), { loader: 'ts' }).code.trim() !== '');
  const known = new Set(measured.files());
  const coverage = files.map((file) => ({
    file: relative(root, file),
    ...(known.has(file)
      ? measured.fileCoverageFor(file).toSummary().lines
      : { pct: 0, covered: 0, total: readFileSync(file, 'utf8').split('\n').length }),
  }));
  const below = coverage.filter(({ pct }) => pct < GATE).sort((a, b) => a.pct - b.pct);
  const sum = (/** @type {'total' | 'covered'} */ key) => coverage.reduce((all, file) => all + file[key], 0);
  const lines = ((100 * sum('covered')) / sum('total')).toFixed(1);
  console.log(`\ncoverage: ${lines}% of the lines of ${coverage.length} files; each needs ${GATE}%`);
  for (const { file, pct } of below) console.log(`  ${pct.toFixed(0).padStart(3)}%  ${file}`);
  return below.length === 0;
}

/**
 * Moves what was measured in modules as they are written to another folder. The same modules are also loaded transformed,
 * under the same address; c8 would take the positions in both for the same.
 * @param {string} folder
 * @param {string} target
 */
function setApart(folder, target) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  for (const name of readdirSync(folder)) {
    const { result, ...rest } = parsed(readFileSync(join(folder, name), 'utf8'));
    const written = result.filter(isUntransformed);
    if (written.length === 0) continue;
    const transformed = result.filter((/** @type {Script} */ script) => !isUntransformed(script));
    writeFileSync(join(target, name), JSON.stringify({ result: written }));
    writeFileSync(join(folder, name), JSON.stringify({ result: transformed, ...rest }));
  }
  return target;
}

/**
 * What a process has left; nothing of one that was killed while it wrote this, which c8 passes over, too.
 * @param {string} text
 * @returns {{ result: Script[] }}
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { result: [] };
  }
}

/**
 * @typedef {{ url: string, functions: readonly { functionName: string }[] }} Script
 * @param {Script} script
 */
function isUntransformed({ url, functions }) {
  // esbuild adds a function of this name to the modules that it turns into CommonJS.
  return /\/lib\/.*\.mjs$/.test(url) && !functions.some(({ functionName }) => functionName === '__toCommonJS');
}
