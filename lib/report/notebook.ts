import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DataError, UserError } from '../errors';
import { issueText } from '../issues';
import { describeFileError } from '../system/file-errors.mjs';
import { headingsOf } from './markdown';

/** Text in a notebook's file: one string, or its lines. */
const text = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat().join(''));
const bundle = z.record(z.string(), z.union([text, z.unknown()]));

const output = z.discriminatedUnion('output_type', [
  z.object({ output_type: z.literal('stream'), name: z.enum(['stdout', 'stderr']), text }),
  z.object({ output_type: z.literal('display_data'), data: bundle }),
  z.object({ output_type: z.literal('execute_result'), data: bundle }),
  z.object({ output_type: z.literal('error'), ename: z.string(), evalue: z.string(), traceback: z.array(z.string()) }),
]);

const cell = z.object({
  cell_type: z.enum(['markdown', 'code', 'raw']),
  source: text,
  metadata: z.object({ tags: z.array(z.string()).optional(), seconds: z.number().optional() }).default({}),
  /** Pictures by name, each as base64 by MIME type. */
  attachments: z.record(z.string(), z.record(z.string(), text)).default({}),
  outputs: z.array(output).default([]),
});

const notebook = z.object({
  nbformat: z.literal(4),
  metadata: z
    .object({
      kernelspec: z.object({ name: z.string(), language: z.string().optional() }).optional(),
      language_info: z.object({ name: z.string() }).optional(),
    })
    .default({}),
  cells: z.array(cell),
});

/** The parts of a Jupyter notebook (nbformat 4) that a report uses. */
export type Notebook = z.infer<typeof notebook>;

/** A cell; `metadata.seconds` is its wall time. */
export type Cell = z.infer<typeof cell>;

/** An output of a code cell. */
export type Output = z.infer<typeof output>;

/**
 * Checks a parsed notebook.
 *
 * @param json The parsed JSON.
 * @param file Where it came from, to name in a message.
 * @returns The notebook.
 * @throws DataError naming the file and the first part that is wrong.
 */
export function parseNotebook(json: unknown, file: string): Notebook {
  const result = notebook.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.join('.') || 'its top level';
  throw new DataError(
    `${file} is not a Jupyter notebook (nbformat 4): ${issue ? issueText(issue) : 'unreadable'} at ${where}.`,
  );
}

/**
 * Reads a notebook's file.
 *
 * @param file Path of the notebook.
 * @returns The notebook.
 * @throws DataError naming the file when it is missing or no notebook.
 */
export function readNotebook(file: string): Notebook {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const message = describeFileError(error, { file }) ?? `${file}: not a notebook: ${(error as Error).message}`;
    throw new DataError(message, { cause: error });
  }
  return parseNotebook(json, file);
}

/**
 * Refuses a notebook in another language than the project's kernel runs. The kernel's name does not matter: a notebook may
 * come from another installation, or name none.
 *
 * @param notebook The notebook.
 * @param file Where it came from, to name in a message.
 * @throws UserError naming the language and what to do.
 */
export function assertTypeScript({ metadata: { kernelspec, language_info: info } }: Notebook, file: string): void {
  const isPython = /^python|^ipython/i.test(kernelspec?.name ?? '');
  const language = info?.name ?? kernelspec?.language ?? (isPython ? 'python' : 'typescript');
  if (/^(type|java)script$/i.test(language)) return;
  throw new UserError(
    `${file} is a notebook in ${language.replace(/^./, (letter) => letter.toUpperCase())}; reports run TypeScript. If its cells are TypeScript, open it in JupyterLab ` +
      `(\`npm run lab\`), choose the kernel 'TypeScript (tslab)' and save it.`,
  );
}

/**
 * The nearest heading at or above each cell, to name places in a notebook by.
 *
 * @param cells All cells.
 * @returns A title for each cell, without mark-up; empty above the first heading.
 */
export function cellTitles(cells: readonly Pick<Cell, 'cell_type' | 'source'>[]): string[] {
  let title = '';
  return cells.map((cell) => {
    const headings = cell.cell_type === 'markdown' ? headingsOf(cell.source) : [];
    title = headings.at(-1)?.text ?? title;
    return title;
  });
}
