// The architecture, checked by `npm run lint`.
const { builtinModules } = require('node:module');

/** Layers, lowest first. A file imports only from its own layer or a lower one; .github/CONTRIBUTING.md says what each is for. */
const LAYERS = [
  ['system', '^lib/system/'],
  ['base', '^lib/(?!notebook[.]ts$)[^/]+[.]ts$'],
  ['processes', '^lib/processes/'],
  ['parameters, landmarks', '^lib/(parameters|landmarks)/'],
  ['synthetic', '^lib/synthetic/'],
  ['datasets', '^lib/datasets/'],
  ['samples', '^lib/samples/'],
  ['ops', '^lib/ops/'],
  ['graph', '^lib/graph/'],
  ['transforms', '^lib/transforms/'],
  ['networks', '^lib/networks/'],
  ['export', '^lib/export/'],
  ['metrics', '^lib/metrics/'],
  ['training', '^lib/training/'],
  ['runs', '^lib/runs/'],
  ['search', '^lib/search/'],
  ['cluster', '^lib/cluster/'],
  ['experiments', '^lib/experiments/'],
  ['inference', '^lib/inference/'],
  ['recipes', '^lib/recipes/'],
  // Computing ends here; the layers that follow present its results.
  ['figures', '^lib/figures/'],
  ['report', '^lib/report/'],
  ['notebook', '^lib/notebook(/|[.]ts$)'],
  ['jupyter, commands', '^lib/(jupyter|commands)/'],
];

/** One rule a layer: nothing in it imports from a layer above. */
const layerRules = LAYERS.slice(0, -1).map(([name, path], i) => ({
  name: `${name} imports no higher layer`,
  comment: `Layers above ${name}: ${LAYERS.slice(i + 1)
    .map(([higher]) => higher)
    .join(' < ')}.`,
  severity: 'error',
  from: { path },
  to: { path: LAYERS.slice(i + 1).map(([, higher]) => higher) },
}));

/** Code that runs in the reader's browser. */
const PAGE = '^lib/(figures|report)/page/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'every folder of lib/ is in a layer',
      comment: 'Add the new folder to LAYERS in .dependency-cruiser.cjs and to .github/CONTRIBUTING.md.',
      severity: 'error',
      from: {},
      to: { path: '^lib/', pathNot: LAYERS.map(([, path]) => path) },
    },
    {
      name: 'no circles',
      comment: 'Move what both files need to a third one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'parameters and landmarks are apart',
      severity: 'error',
      from: { path: '^lib/(parameters|landmarks)/' },
      to: { path: '^lib/(parameters|landmarks)/', pathNot: '^lib/$1/' },
    },
    {
      name: 'jupyter and commands are apart',
      severity: 'error',
      from: { path: '^lib/(jupyter|commands)/' },
      to: { path: '^lib/(jupyter|commands)/', pathNot: '^lib/$1/' },
    },
    {
      name: 'browser code needs no Node.js',
      comment: 'Not even through other files: what a page imports is bundled for the browser.',
      severity: 'error',
      from: { path: PAGE },
      to: { path: `^(node:)?(${builtinModules.join('|')})$`, reachable: true },
    },
    {
      name: 'browser code is bundled, not imported',
      comment:
        'A page is named only by a path with __dirname, and bundled by lib/bundle.ts. Its types may be imported.',
      severity: 'error',
      from: { path: '^lib/', pathNot: PAGE },
      to: { path: PAGE, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'lib stands alone',
      comment: 'lib/ imports neither tests nor scripts.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'the product needs no devDependencies',
      severity: 'error',
      from: { path: '^(lib|scripts)/', pathNot: '^scripts/(test|lint)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'every import resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    cache: { folder: '.cache/dependency-cruiser', strategy: 'content' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    skipAnalysisNotInRules: true,
  },
};
