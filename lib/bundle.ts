import { buildSync } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { root } from './paths';

/** Lines of code to bundle. */
export interface SourceCode {
  readonly code: string;
  /** The folder that its imports count from. */
  readonly folder: string;
  /** Files that stay outside, absolute; `*` stands for any part of a path. */
  readonly without?: readonly string[];
}

const bundles = new Map<string, string>();

/**
 * A TypeScript or CSS file with all it imports as one minified script or style sheet for a browser; CSS files imported
 * by TypeScript arrive as text. Made once in a process.
 *
 * @param entry Absolute path; name files of the caller's own folder only, by `join(__dirname, ...)`.
 */
export function bundle(entry: string): string {
  const known = bundles.get(entry);
  if (known !== undefined) return known;
  const made = outputOf({
    entryPoints: [entry],
    format: 'iife',
    target: ['es2022'],
    charset: 'utf8',
    legalComments: 'inline',
    loader: { '.wasm': 'binary', '.woff2': 'dataurl', ...(!entry.endsWith('.css') && { '.css': 'text' as const }) },
    // The WASM backend asks for these only where it runs in Node.
    external: ['fs', 'path', 'perf_hooks', 'worker_threads', 'os', 'util', 'crypto'],
    ...(!entry.endsWith('.css') && forCoverage()),
  });
  bundles.set(entry, made);
  return made;
}

/**
 * TypeScript with all it imports as one minified CommonJS module for Node.js; packages stay outside.
 *
 * @param source What to bundle: an entry file (absolute path), or lines of code whose imports count from a folder.
 */
export function bundleForNode(source: string | SourceCode): string {
  const entry: BuildOptions =
    typeof source === 'string'
      ? { entryPoints: [source], ...forCoverage() }
      : {
          stdin: { contents: source.code, resolveDir: source.folder },
          absWorkingDir: source.folder,
          external: [...(source.without ?? [])],
          // Short names are chosen by how often letters occur in the source, types included; fingerprints must not be.
          minifyIdentifiers: false,
        };
  return outputOf({ ...entry, platform: 'node', format: 'cjs', packages: 'external' });
}

const NOT_MINIFIED = { minifyIdentifiers: false, minifySyntax: false, minifyWhitespace: false };

/** While the tests measure coverage (FACES_COVERAGE): line by line, nothing left out, with the way back to the source. */
const forCoverage = (): BuildOptions =>
  process.env.FACES_COVERAGE
    ? { ...NOT_MINIFIED, treeShaking: false, sourcemap: 'inline', sourcesContent: false, sourceRoot: `${root()}/` }
    : {};

const MINIFIED = { minifyIdentifiers: true, minifySyntax: true, minifyWhitespace: true } satisfies BuildOptions;

function outputOf(options: BuildOptions): string {
  const { outputFiles } = buildSync({ ...MINIFIED, ...options, bundle: true, write: false, logLevel: 'silent' });
  return outputFiles[0]!.text;
}
