import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, transformSync } from 'esbuild';

const PAGE = join(process.cwd(), 'lib', 'report', 'page');
let script: string | undefined;

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
  return transformSync(readFileSync(join(PAGE, 'figures.css'), 'utf8'), { loader: 'css', minify: true }).code;
}

/** Script and style as an output of their own; the comments let a report leave them out and bring its own copy. */
export function runtimeHtml(): string {
  const [begin, end] = RUNTIME_MARKS;
  return `${begin}<style>${figuresStyle()}</style><script>${figuresScript()}</script>${end}`;
}

/** What stands around the runtime in a notebook's output. */
export const RUNTIME_MARKS = ['<!--faces:runtime-->', '<!--/faces:runtime-->'] as const;
