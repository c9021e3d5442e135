// The notebooks' kernel: tslab 1.0.22 with TypeScript 5.0.4 inside, started in the project's root and patched for this
// project. Both versions are pinned, as the patches wrap functions that neither documents (their types: tslab.ts).
//
// Usage (from kernel.json, which `npm run set-up` writes): node lib/jupyter/kernel.cjs CONNECTION_FILE
//
// What is patched, and why:
// - compiler.ts   tslab ignores tsconfig.json: cells are checked strictly; the project's files give their types only,
//                 since tslab's TypeScript is older than theirs. Files may come and go while cells run.
// - shorthand.ts  tslab does not find variables of earlier cells in `{ name }`.
// - exports.ts   tslab exports all variables of a cell, and refuses those that the cell exports itself.
// - for-await.ts tslab does not find `for await` outside a function.
// - executor.ts   An interrupt reaches the running training, which tslab would leave running unseen.
// - modules.ts    Edited files are loaded again, with all files that import them.
// - cells.ts      Stacks name the cell and the line, not the compiled code.
// - hints.ts      Hovering lists a function's options, and completions carry types.
// - errors.ts     Errors begin with their message and show only frames of cells and of the project.
const { dirname } = require('node:path');

// Jupyter starts a kernel in the notebook's folder.
process.env.FACES_NOTEBOOK_FOLDER = process.cwd();
process.chdir(dirname(dirname(__dirname)));
process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
// Jupyter interrupts the kernel's whole process group. esbuild's long-lived service would die of that, and with it all
// later bundling (run keys, figures); without worker threads esbuild starts a process for each call instead.
process.env.ESBUILD_WORKER_THREADS = '0';
require('../system/typescript.cjs');
const { start } = require('./start');

start(process.argv[2] ?? '');
