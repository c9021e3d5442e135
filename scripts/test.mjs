// Usage: node scripts/test.mjs [--slow [FILE...] | --all]
// Type check, lint, format check and unit tests. --slow runs the slow tests alone (notebooks, browser, training), or those
// of some files; --all runs everything and measures coverage. The last line has the counts; the exit status is 1 after any
// failure.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root, setUp } from './set-up/set-up.mjs';
import { checkCoverage, startCoverage } from './test/coverage.mjs';

const SLOW = 'test/**/*-slow-test.ts';
const COUNTS = join(root, '.cache/test-counts.json');
/**
 * After how many milliseconds a slow test counts as hung. The slowest take two to ten minutes, and three times as long on
 * busy or old machines.
 */
const HUNG = 1_800_000;
/** Test files that run at a time. One leaves about half of two cores idle; each may take 2 GB of memory. */
const JOBS = Math.min(4, Math.max(2, availableParallelism()));

const options = process.argv.slice(2);
const files = options.filter((option) => !option.startsWith('-'));
const all = options.includes('--all');
const slow = all || options.includes('--slow');
const unknown = options.find((option) => option.startsWith('-') && !['--slow', '--all'].includes(option));
if (unknown || (files.length > 0 && (all || !slow))) {
  const problem = unknown ? `Unknown option: ${unknown}` : 'Files are for --slow only';
  console.error(`${problem}. Usage: node scripts/test.mjs [--slow [FILE...] | --all]`);
  process.exit(1);
}
await setUp();

/** @type {string[]} */
const failures = [];
const counts = { passed: 0, failed: 0, skipped: 0 };
if (!slow || all) {
  check('type check', ['node_modules/typescript/bin/tsc']);
  check('lint', ['scripts/lint.mjs']);
  const prettier = ['--check', '--cache', '--cache-location', '.cache/prettier', '.'];
  check('format', ['node_modules/prettier/bin/prettier.cjs', ...prettier]);
}
const environment = all ? startCoverage(root) : {};
const coverage = all ? ['--require', './scripts/test/keep-coverage.cjs'] : [];
if (!slow || all) mocha('unit tests', ['test/**/*-test.ts', '--ignore', SLOW, ...coverage]);
if (slow) mocha('slow tests', [...(files.length > 0 ? files : [SLOW]), '--timeout', String(HUNG), ...coverage]);
if (all && !(await checkCoverage(root))) failures.push('coverage');

console.log(failures.length > 0 ? `\nFailed: ${failures.join(', ')}.` : '\nEverything passed.');
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = failures.length > 0 ? 1 : 0;

/**
 * Runs one step with its output, and notes whether it failed.
 * @param {string} name
 * @param {string[]} args Arguments of Node.js.
 * @param {Record<string, string>} [env]
 */
function check(name, args, env) {
  console.log(`\n${name}`);
  const started = Date.now();
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', ...env },
  });
  if (status !== 0) failures.push(name);
  console.log(`${name}: ${status === 0 ? 'passed' : 'failed'} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
}

/**
 * Runs tests and adds their counts.
 * @param {string} name
 * @param {string[]} args Arguments of mocha.
 */
function mocha(name, args) {
  rmSync(COUNTS, { force: true });
  const program = ['node_modules/mocha/bin/mocha.js', '--reporter', join(root, 'scripts/test/reporter.cjs')];
  check(name, [...program, '--parallel', '--jobs', String(JOBS), ...args], {
    ...environment,
    FACES_TEST_COUNTS: COUNTS,
  });
  try {
    const found = JSON.parse(readFileSync(COUNTS, 'utf8'));
    counts.passed += found.passed;
    counts.failed += found.failed;
    counts.skipped += found.skipped;
  } catch {
    // Mocha ended before it ran a test, for instance because a test file does not compile.
    counts.failed++;
  }
}
