import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleForNode } from '../bundle';
import { PARAMETERS_FOLDER } from '../parameters/schema';
import { root, storageModules } from '../paths';

/**
 * The key that a run is cached under: its code, its parameters and its data. Whatever could change the result changes
 * the key; comments, formatting and unused code do not.
 *
 * @param experiment Name of the experiment.
 * @param code Fingerprint of the code, from `codeFingerprint`.
 * @param parameters All parameters of the run, including its seed.
 * @param data Checksum of the data set.
 * @returns 16 hexadecimal digits.
 */
export function runKey(experiment: string, code: string, parameters: object, data: string): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return digest(JSON.stringify([experiment, code, sorted, data])).slice(0, 16);
}

/**
 * Fingerprint of all code that a run of an experiment executes: the experiment's file and `run` with everything that
 * they import from the project, bundled and minified, and the versions of the packages that compute.
 *
 * The modules that describe and check parameters are left out, and those that write files and messages: a better sentence
 * in `--help` is no reason to retrain.
 *
 * @param source The experiment's TypeScript file, an absolute path.
 * @returns SHA-256 in hexadecimal digits.
 */
export function codeFingerprint(source: string): string {
  const modules = [source, join(__dirname, 'run.ts')].map((file) => `export * from ${JSON.stringify(file)};`);
  const without = [join(PARAMETERS_FOLDER, '*'), ...storageModules()];
  const bundle = bundleForNode({ code: modules.join('\n'), folder: root(), without });
  return digest(JSON.stringify([bundle, ...COMPUTING_PACKAGES.map(versionOf)]));
}

/** Packages whose version can change the result. */
const COMPUTING_PACKAGES = ['@tensorflow/tfjs-node-gpu', 'sharp'];

function versionOf(name: string): string {
  const manifest = readFileSync(join(root(), 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The first digits of a run's key, as tables show it; commands take them for the key.
 *
 * @example shortKey('1f0e77ab93c2d001') // '1f0e77ab'
 */
export const shortKey = (key: string): string => key.slice(0, 8);
