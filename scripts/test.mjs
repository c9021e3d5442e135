// Usage: node scripts/test.mjs [--slow | --all]
// Type check, lint, format check and the quick tests; with --slow the slow tests alone (notebooks, browser, trainings),
// with --all everything. Ends with a line of counts; the exit status is 1 where anything failed.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, setUp } from './set-up/set-up.mjs';

const SLOW = 'test/**/*-slow-test.ts';
const COUNTS = join(root, '.cache/test-counts.json');

const options = process.argv.slice(2);
const unknown = options.find((option) => !['--slow', '--all'].includes(option));
if (unknown) {
  console.error(`There is no option ${unknown}; there are --slow and --all.`);
  process.exit(1);
}
await setUp();

/** @type {string[]} */
const failures = [];
const counts = { passed: 0, failed: 0, skipped: 0 };
if (!options.includes('--slow')) {
  check('type check', 'typescript/bin/tsc');
  check('lint', 'eslint/bin/eslint.js', '--max-warnings', '0', '.');
  check('format', 'prettier/bin/prettier.cjs', '--check', '--cache', '--cache-location', '.cache/prettier', '.');
  mocha('tests', 'test/**/*-test.ts', '--ignore', SLOW);
}
if (options.length > 0) mocha('slow tests', SLOW, '--timeout', '900000');

console.log(failures.length > 0 ? `Failed: ${failures.join(', ')}.` : 'Everything passed.');
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = failures.length > 0 ? 1 : 0;

/**
 * @param {string} name
 * @param {string} program Its file in node_modules.
 * @param {string[]} args
 */
function check(name, program, ...args) {
  console.log(`\n${name}`);
  const started = Date.now();
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FACES_TEST_COUNTS: COUNTS, TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  if (status !== 0) failures.push(name);
  console.log(`${name}: ${status === 0 ? 'passed' : 'failed'} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
}

/**
 * @param {string} name
 * @param {string[]} args
 */
function mocha(name, ...args) {
  rmSync(COUNTS, { force: true });
  check(name, 'mocha/bin/mocha.js', '--reporter', join(root, 'scripts/test/reporter.cjs'), ...args);
  try {
    const found = JSON.parse(readFileSync(COUNTS, 'utf8'));
    counts.passed += found.passed;
    counts.failed += found.failed;
    counts.skipped += found.skipped;
  } catch {
    // It ended before it ran any test, e.g. because a file of tests does not compile.
    counts.failed++;
  }
}
