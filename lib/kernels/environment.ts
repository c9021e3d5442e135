import util from 'node:util';

/**
 * What has to be in place before TensorFlow's native library is loaded. Import this first.
 */

// TensorFlow writes its greetings and hints to stderr, and from there into notebooks.
process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';

// tfjs-node 4.22 calls two functions that Node.js 23 took out of `util`.
const legacy = util as unknown as Record<string, unknown>;
legacy.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
legacy.isArray ??= Array.isArray;
