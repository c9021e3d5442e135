// Which lines of lib/ the tests run: in their own process, in those that they start, and in the browser.
import { readFileSync, readdirSync, rmSync, mkdirSync } from 'node:fs';
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
  // c8's types lack what its command line uses.
  const report = new /** @type {any} */ (Report)({
    tempDirectory: join(root, '.cache/coverage/v8'),
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
  });
  const measured = await report.getCoverageMapFromAllCoverageFiles();
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
