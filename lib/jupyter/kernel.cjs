// The Jupyter kernel of this project: tslab, started in the project's root, with the changes in this folder.
// Usage (from the kernelspec that the set-up writes): node lib/jupyter/kernel.cjs CONNECTION_FILE
const { dirname } = require('node:path');

process.chdir(dirname(dirname(__dirname)));
process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
// Loaded before tsx looks at every file: the compiler is one file of 10 MB.
require('@tslab/typescript-for-tslab');
// @ts-expect-error -- has no types
require('tsx/cjs');
require('./start').start(process.argv[2] ?? '');
