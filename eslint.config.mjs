import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

const require = createRequire(import.meta.url);

/** The types and objects that every page has (Window, Text, Range, ...), from TypeScript's own declarations. */
const domGlobals = new Set(
  [
    ...readFileSync(require.resolve('typescript/lib/lib.dom.d.ts'), 'utf8').matchAll(
      /^(?:interface|declare var) (\w+)/gm,
    ),
  ]
    .map(([, name = '']) => name)
    .filter((name) => /^[A-Z]/.test(name)),
);

/**
 * A name of the project's own that hides one of the browser's: where its import is forgotten, the code is checked
 * against the wrong type.
 * @type {import('eslint').Rule.RuleModule}
 */
const noDomGlobals = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { hides: "'{{name}}' hides a global of the browser; choose another name." },
  },
  create(context) {
    /** @param {any} id */
    const check = (id) => {
      if (id?.type === 'Identifier' && domGlobals.has(id.name)) {
        context.report({ node: id, messageId: 'hides', data: { name: id.name } });
      }
    };
    /** @param {any} node */
    const checkId = (node) => check(node.id);
    return {
      ClassDeclaration: checkId,
      FunctionDeclaration: checkId,
      VariableDeclarator: checkId,
      TSInterfaceDeclaration: checkId,
      TSTypeAliasDeclaration: checkId,
      TSEnumDeclaration: checkId,
      TSTypeParameter: (/** @type {any} */ node) => check(node.name),
      ImportSpecifier: (/** @type {any} */ node) => check(node.local),
      ImportDefaultSpecifier: (/** @type {any} */ node) => check(node.local),
    };
  },
};

/** Exported declarations, which a reader of the library looks up. */
const EXPORTED = [
  'FunctionDeclaration',
  'ClassDeclaration',
  'VariableDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
];
const SENTENCE = '/^[^a-z][\\s\\S]*[.:?!)`]\\s*$/u';

export default tseslint.config(
  { ignores: ['.cache/', '.venv/', 'data/', 'reports/', 'notebooks/', '**/fixtures/'] },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    plugins: { 'import-x': importX, jsdoc, house: { rules: { 'no-dom-globals': noDomGlobals } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    settings: { jsdoc: { mode: 'typescript' } },
    rules: {
      'max-lines': ['error', { max: 300 }],
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Random numbers come from the seeded generator in lib/random.' },
      ],
      'house/no-dom-globals': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // A name for a type, which editors and error messages show.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // import { value } from './x'; import type { Type } from './x';
      'import-x/consistent-type-specifier-style': ['error', 'prefer-top-level'],
      'import-x/no-duplicates': 'error',
      'import-x/first': 'error',
      'import-x/newline-after-import': 'error',
      'import-x/order': [
        'error',
        {
          groups: ['builtin', 'external', 'parent', 'sibling'],
          alphabetize: { order: 'asc', orderImportKind: 'desc' },
          'newlines-between': 'never',
        },
      ],
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          enableFixer: false,
          require: { ClassDeclaration: true, FunctionDeclaration: true, ArrowFunctionExpression: true },
          contexts: EXPORTED.map((name) => `ExportNamedDeclaration > ${name}`),
        },
      ],
      'jsdoc/require-description': ['error', { descriptionStyle: 'body', checkConstructors: false }],
      'jsdoc/check-param-names': ['error', { checkDestructured: false, disableMissingParamChecks: true }],
      'jsdoc/check-tag-names': ['error', { definedTags: ['source'] }],
      'jsdoc/no-types': 'error',
      'jsdoc/require-param-name': 'error',
      'jsdoc/require-param-description': 'error',
      'jsdoc/require-returns-description': 'error',
      'jsdoc/match-description': ['error', { mainDescription: SENTENCE, tags: { param: SENTENCE, returns: SENTENCE } }],
      'jsdoc/check-alignment': 'error',
      'jsdoc/empty-tags': 'error',
    },
  },
  {
    files: ['lib/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          String.raw`Literal[value=/^([.]{1,2}\u002F)*(lib|scripts)(\u002F|$)/]:not(ImportDeclaration > Literal)`,
          String.raw`TemplateElement[value.raw=/(^|\u002F)lib\u002F/]`,
          `CallExpression[callee.name=/^(join|resolve)$/] > Literal[value='..']`,
        ].map((selector) => ({
          selector,
          message:
            'A path into another folder hides a dependency: import the module. Own folder: join(__dirname, ...).',
        })),
      ],
    },
  },
  {
    // node:assert's functions and mocha's callbacks are used in ways that these two do not see through.
    files: ['test/**'],
    rules: { '@typescript-eslint/unbound-method': 'off', '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    // Plain JavaScript that must run before the packages are installed, or around tslab's untyped internals.
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-undef': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // The kernel loads its modules in the order that it needs.
    files: ['**/*.cjs'],
    rules: { 'import-x/order': 'off' },
  },
);
