import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { BuildResult } from 'esbuild';

const PAGE = join(process.cwd(), 'lib', 'figures', 'page');
let script: string | undefined;
let style: BuildResult<{ write: false }> | undefined;

/**
 * The JavaScript that brings figures to life, Plotly included, for one `<script>` at the end of a page. It defines
 * the elements `<faces-chart>`, `<faces-gallery>` and `<faces-table>`; Plotly is evaluated when the first chart comes
 * into view.
 */
export function figuresScript(): string {
  if (script !== undefined) return script;
  const { outputFiles } = buildSync({
    entryPoints: [join(PAGE, 'figures-runtime.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'inline',
    write: false,
  });
  script = outputFiles[0]!.text.replaceAll('</script', '<\\/script');
  return script;
}

/** The style sheet of all figures. */
export function figuresStyle(): string {
  style ??= buildSync({ entryPoints: [join(PAGE, 'figures.css')], bundle: true, minify: true, write: false });
  return style.outputFiles[0]!.text;
}

/** Script and style as an output of their own; the comments let a report leave them out and bring its own copy. */
export function runtimeHtml(): string {
  const [begin, end] = RUNTIME_MARKS;
  return `${begin}<style>${figuresStyle()}</style><script>${figuresScript()}</script>${end}`;
}

/** What stands around the runtime in a notebook's output. */
export const RUNTIME_MARKS = ['<!--faces:runtime-->', '<!--/faces:runtime-->'] as const;
