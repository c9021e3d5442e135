import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleForNode } from '../bundle';
import { root } from '../paths';

/**
 * The key a run is stored under: its code, its parameters and its data. Anything that could change its numbers
 * changes the key; comments, formatting and code it does not use do not.
 *
 * @param experiment Name of the experiment.
 * @param code Fingerprint of the code, from `codeFingerprint`.
 * @param parameters All parameters of the run, its seed among them.
 * @param data Checksum of the data set.
 * @returns 16 hexadecimal digits.
 */
export function runKey(experiment: string, code: string, parameters: object, data: string): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return digest(JSON.stringify([experiment, code, sorted, data])).slice(0, 16);
}

/**
 * Fingerprint of all code that a run of an experiment executes: the experiment's file and `run` with everything of
 * the project that they import, bundled and minified, and the versions of the packages that compute.
 *
 * @param source The experiment's TypeScript file, an absolute path.
 */
export function codeFingerprint(source: string): string {
  const modules = [source, join(__dirname, 'run.ts')].map((file) => `export * from ${JSON.stringify(file)};`);
  const bundle = bundleForNode({ code: modules.join('\n'), folder: root() });
  return digest(JSON.stringify([bundle, ...COMPUTING.map(versionOf)]));
}

/** Packages whose version decides about the numbers. */
const COMPUTING = ['@tensorflow/tfjs-node-gpu', 'sharp'];

function versionOf(name: string): string {
  const manifest = readFileSync(join(root(), 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
