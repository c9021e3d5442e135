// Usage: node scripts/lint.mjs
// Checks the source: ESLint (style, types, imports, documentation), dependency-cruiser (layers, circles) and knip
// (unused files, exports, dependencies). Prints every finding; the exit status is 1 if there is any.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const CHECKS = [
  ['ESLint', 'eslint/bin/eslint.js', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint', '.'],
  [
    'layers',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'lib',
    'scripts',
    'test',
  ],
  ['unused code', 'knip/bin/knip.js', '--config', '.knip.mjs'],
  ['code that only tests use', 'knip/bin/knip.js', '--config', '.knip.mjs', '--production'],
];

const results = await Promise.all(CHECKS.map(([, program = '', ...args]) => run(program, args)));
for (const [i, { status, output }] of results.entries()) {
  console.log(`${CHECKS[i]?.[0]}: ${status === 0 ? 'no findings' : `\n${output.trim()}\n`}`);
}
process.exitCode = results.some(({ status }) => status !== 0) ? 1 : 0;

/**
 * Runs a program of node_modules and collects what it prints.
 * @param {string} program Its file in node_modules.
 * @param {string[]} args
 * @returns {Promise<{ status: number | null, output: string }>}
 */
function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', (status) => resolve({ status, output }));
  });
}
