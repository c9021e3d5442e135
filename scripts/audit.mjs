// Usage: node scripts/audit.mjs
// Looks the locked npm and Python packages up in the public lists of vulnerabilities, and lists the licenses of all packages
// that are installed. The exit status is 1 if a vulnerability was found or a list could not be asked.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './set-up/process.mjs';
import { pythonOf } from './set-up/python.mjs';
import { root, setUp } from './set-up/set-up.mjs';

/** In an environment of its own: what checks the packages must not change them. */
const PIP_AUDIT = 'pip-audit==2.10.1';

await setUp();
const findings = [await auditNpm(), ...(await auditPython())];
console.log(findings.join('\n'));
console.log(`\n${await licenses()}`);
process.exitCode = findings.every((line) => line.endsWith('no known vulnerabilities')) ? 0 : 1;

/** @returns {Promise<string>} */
async function auditNpm() {
  const { said } = await run('npm', ['audit', '--json'], { cwd: root, lines: Infinity });
  const { vulnerabilities, metadata, message } = parse(said);
  if (metadata === undefined) return `npm: could not be asked (${message ?? 'no answer'})`;
  const names = Object.keys(vulnerabilities ?? {});
  return `npm, ${packages(metadata.dependencies?.total ?? 0)}: ${names.length > 0 ? `vulnerabilities in ${names.join(', ')}` : 'no known vulnerabilities'}`;
}

/** @returns {Promise<string[]>} */
async function auditPython() {
  const folder = join(root, '.cache/audit');
  const python = join(folder, 'bin/python');
  if (!existsSync(join(folder, 'bin/pip-audit'))) {
    await run(pythonOf(root), ['-m', 'venv', '--clear', folder]);
    const { code, said } = await run(python, ['-m', 'pip', 'install', '--quiet', PIP_AUDIT]);
    if (code !== 0) return [`Python: pip-audit could not be installed (${said.split('\n').at(-1)})`];
  }
  const lines = [];
  for (const lock of ['python', 'optuna', 'ray', 'tensorflow-cpu', 'tensorflow-gpu', 'tensorflow-arm64']) {
    const file = join(root, `scripts/locks/${lock}.lock`);
    const options = ['--disable-pip', '--require-hashes', '--format', 'json', '--progress-spinner', 'off'];
    const { said } = await run(python, ['-m', 'pip_audit', ...options, '-r', file], { lines: Infinity });
    const all = /** @type {any[]} */ (parse(said).dependencies ?? []);
    const bad = all.filter(({ vulns }) => vulns?.length > 0).map(({ name }) => name);
    const skipped = all.filter(({ skip_reason }) => skip_reason !== undefined).length;
    const found = bad.length > 0 ? `vulnerabilities in ${bad.join(', ')}` : 'no known vulnerabilities';
    const unknown = all.length === 0 ? 'could not be asked' : `${packages(skipped)} could not be looked up`;
    lines.push(`${lock}.lock, ${packages(all.length)}: ${all.length === 0 || skipped > 0 ? unknown : found}`);
  }
  return lines;
}

/** @param {number} count */
function packages(count) {
  return `${count} ${count === 1 ? 'package' : 'packages'}`;
}

/** All packages by license, the most frequent license first. */
async function licenses() {
  const lock = parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8'));
  const all = Object.entries(/** @type {Record<string, any>} */ (lock.packages ?? {})).map(
    ([path, { license, version }]) => ({
      name: `${path.replace(/^.*node_modules\//, '')} ${version}`,
      license: license ?? 'no license named',
    }),
  );
  const script = `
import json, importlib.metadata as m
of = lambda d: d.metadata.get("License-Expression") or next((c.split(" :: ")[-1] for c in d.metadata.get_all("Classifier") or [] if c.startswith("License ::")), None) or (d.metadata.get("License") or "no license named").splitlines()[0]
print(json.dumps([{"name": f"{d.name} {d.version} (Python)", "license": of(d)} for d in m.distributions()]))`;
  const { said } = await run(pythonOf(root), ['-c', script], { lines: Infinity });
  all.push(.../** @type {typeof all} */ (/** @type {unknown} */ (parse(said))));
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const { name, license } of all) groups.set(license, [...(groups.get(license) ?? []), name].sort());
  const sorted = [...groups].sort(([, a], [, b]) => b.length - a.length);
  return sorted.map(([license, names]) => `${license} (${names.length}): ${names.join(', ')}`).join('\n');
}

/**
 * JSON, also after lines of warnings.
 * @param {string} text
 * @returns {Record<string, any>}
 */
function parse(text) {
  try {
    return JSON.parse(text.slice(text.search(/^[[{]/m)).replace(/^([\]}])\n[^]*$/m, '$1'));
  } catch {
    return {};
  }
}
