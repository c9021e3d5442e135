import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';
import { root } from '../paths';
import { loadAddOn } from './add-on';

// Loads TensorFlow's native library, with everything in place that it needs. Import this first.

// TensorFlow greets on stderr, and so in notebooks.
process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';

// Without AVX-512 VNNI, TensorFlow would not use oneDNN, whose convolutions are faster on other x86 processors, too.
if (process.arch === 'x64') process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';

// tfjs-node 4.22 calls two functions that Node.js 23 removed from `util`.
const legacy = util as unknown as Record<string, unknown>;
legacy.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
legacy.isArray ??= Array.isArray;

const load = createRequire(join(root(), 'package.json'));
// Some messages come before that setting is read. The add-on (quiet.c) is missing where there is no compiler.
const quiet = loadAddOn('quiet.node') as { silence(): void; restore(): void } | undefined;
quiet?.silence();
try {
  load('@tensorflow/tfjs-node-gpu');
} finally {
  quiet?.restore();
}
