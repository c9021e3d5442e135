// Unused files, exports and dependencies, checked by `npm run lint` in two passes: over everything, and (with
// --production) over the product alone, in which code that only tests use counts as unused.
const production = process.argv.includes('--production');

/** @type {import('knip').KnipConfig} */
export default {
  entry: [
    // What npm scripts, notebooks and Jupyter start.
    'scripts/*.{mjs,ts}!',
    'lib/commands/*.ts!',
    'lib/notebook.ts!',
    'lib/jupyter/kernel.cjs!',
    // What Node.js is to require first (--require).
    'lib/system/typescript.cjs!',
    // What lib/bundle.ts makes a script for pages of, and processes of their own: named by a path with __dirname.
    'lib/figures/page/figures-runtime.ts!',
    'lib/report/page/{frame,index,try-it,unpack-scripts}.ts!',
    'lib/cluster/node-worker.ts!',
    'lib/runs/worker.ts!',
    'lib/synthetic/worker.ts!',
    'test/**/*-test.ts',
    'test/cluster/{cluster,work}.ts',
    'test/ops/winograd-digest.ts',
    'test/reliability/{endure/endure,fuzz/{fuzz,worker},kill/{kill,work}}.ts',
  ],
  project: ['lib/**/*.{ts,mjs,cjs}!', 'scripts/**/*.{mjs,cjs,ts}!', 'test/**/*.{ts,mjs}'],
  // Types of exported functions are exported with them. With --production, a test may be the only one to import what its
  // file itself uses.
  ignoreExportsUsedInFile: production || { interface: true, type: true },
  ignoreDependencies: [
    // TensorFlow's binding is compiled against its headers, see scripts/set-up/binding.mjs.
    'node-api-headers',
    // A plugin that .typedoc.json names.
    'typedoc-plugin-missing-exports',
    // A dependency of tslab, of the version that tslab pins: lib/jupyter replaces parts of it.
    '@tslab/typescript-for-tslab',
  ],
  // Opens a report on a desktop, if there is one; makes the networks of the cluster's test, where it may.
  ignoreBinaries: ['xdg-open', 'ip'],
};
