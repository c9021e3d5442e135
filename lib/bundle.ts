import { resolve } from 'node:path';
import { build } from 'esbuild';

const bundles = new Map<string, Promise<string>>();

/**
 * A TypeScript or CSS file of `lib/report/page/` with all it imports as one minified script or style sheet for a
 * browser; CSS files imported by TypeScript arrive as text. Made once in a process.
 */
export function bundle(entry: string): Promise<string> {
  const known = bundles.get(entry);
  if (known) return known;
  const made = build({
    entryPoints: [resolve(entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['es2022'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    loader: { '.wasm': 'binary', ...(!entry.endsWith('.css') && { '.css': 'text' as const }) },
    // The WASM backend asks for these only where it runs in Node.
    external: ['fs', 'path', 'perf_hooks', 'worker_threads', 'os', 'util', 'crypto'],
  }).then((result) => result.outputFiles[0]!.text);
  bundles.set(entry, made);
  return made;
}
