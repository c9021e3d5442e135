import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../paths';

/**
 * Loads native code that the set-up has compiled beside tfjs-node's binding.
 *
 * @param file E.g. `graphs.node`.
 * @returns What it exports; undefined where it is missing, as without a compiler.
 */
export function loadAddOn(file: string): unknown {
  const path = join(root(), 'node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8', file);
  return existsSync(path) ? createRequire(path)(path) : undefined;
}
