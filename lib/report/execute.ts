import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { UserError } from '../errors';
import { JOB_VARIABLE, writeJob } from '../parameters/job';
import type { NotebookJob } from '../parameters/job';
import { root } from '../paths';
import { temporaryFolder } from '../system/files.mjs';
import { assertTypeScript, cellTitles, parseNotebook, readNotebook } from './notebook';
import type { Notebook, Output } from './notebook';

/** What happens while a notebook runs; `cell` counts from 0 among all `cells`, `title` is the heading above it. */
export type ExecutionEvent =
  | { readonly event: 'begin'; readonly cell: number; readonly cells: number; readonly title: string }
  | { readonly event: 'progress'; readonly text: string }
  | { readonly event: 'end'; readonly cell: number; readonly seconds: number };

/** How a notebook is run. */
export interface ExecutionOptions {
  /** What the notebook is told, see `readJob`. */
  readonly job: NotebookJob;
  /** Called for each step of the execution. */
  readonly onEvent?: (event: ExecutionEvent) => void;
  /** Ends the execution and its kernel. */
  readonly signal?: AbortSignal;
  /** The Python with nbclient; the project's own by default. */
  readonly python?: string;
}

/** A notebook could not be run. */
class ExecutionError extends UserError {
  override readonly name: string = 'ExecutionError';
}

/** A cell failed: the message begins with the cause and says which cell it was. */
class CellError extends ExecutionError {
  override readonly name = 'CellError';
  constructor(
    message: string,
    /** Position of the cell in the notebook, from 0. */
    readonly cell: number,
  ) {
    super(message);
  }
}

/** A line that execute.py prints. */
type Message =
  | { event: 'start'; cells: number }
  | { event: 'begin'; cell: number }
  | { event: 'dead'; cell: number }
  | { event: 'progress'; text: string }
  | { event: 'end'; cell: number; seconds: number }
  | { event: 'fail'; cell: number; outputs: Output[] };

/**
 * Runs a notebook from top to bottom in a kernel of its own, started in the project's root. The file is not changed.
 *
 * @param file Path of the notebook.
 * @param options The job, and who is told of its progress.
 * @returns The notebook with the outputs of all its cells.
 * @throws CellError at the first cell that fails; ExecutionError when Python or nbclient is missing or broken; DataError
 *   when the file is no notebook, UserError when it is in another language; the signal's reason when aborted.
 */
export async function executeNotebook(file: string, options: ExecutionOptions): Promise<Notebook> {
  const python = options.python ?? join(root(), '.venv', 'bin', 'python');
  if (!existsSync(python)) throw new ExecutionError(`${python} is missing. \`npm run set-up\` installs it.`);
  const notebook = readNotebook(file);
  assertTypeScript(notebook, file);
  const { cells } = notebook;
  options.signal?.throwIfAborted();
  const folder = temporaryFolder('report');
  try {
    const job = join(folder, 'job.json');
    const executed = join(folder, 'executed.ipynb');
    writeJob(job, options.job);
    const command = [python, join(__dirname, 'execute.py'), resolve(file), executed, root()];
    await run(command, { [JOB_VARIABLE]: job }, cells, options);
    return readNotebook(executed);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(
  [python = '', ...args]: readonly string[],
  environment: NodeJS.ProcessEnv,
  cells: Notebook['cells'],
  { onEvent, signal }: ExecutionOptions,
): Promise<void> {
  // In a process group of its own: Ctrl-C in the terminal reaches this process alone, which then ends the other cleanly.
  const child = spawn(python, args, { detached: true, env: { ...process.env, ...environment } });
  const ended = new Promise<number>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done(code ?? 130));
  });
  let messages = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (messages = (messages + chunk).slice(-4000)));
  const abort = (): void => {
    child.stdin.end();
    setTimeout(() => child.pid && child.exitCode === null && process.kill(-child.pid, 'SIGKILL'), 5000).unref();
  };
  signal?.addEventListener('abort', abort);
  const titles = cellTitles(cells);
  let failure: CellError | undefined;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const message = JSON.parse(line) as Message;
      if (message.event === 'begin') {
        onEvent?.({ ...message, cells: cells.length, title: titles[message.cell] ?? '' });
      } else if (message.event === 'fail') {
        failure = cellError(message.cell, titles, cells, message.outputs);
      } else if (message.event === 'dead') {
        failure = new CellError(`The kernel died in cell ${message.cell + 1} (out of memory?).`, message.cell);
      } else if (message.event !== 'start') {
        onEvent?.(message);
      }
    }
    const code = await ended;
    signal?.throwIfAborted();
    if (failure) throw failure;
    if (code !== 0) throw new ExecutionError(`Jupyter could not run the notebook:\n${messages.trim()}`);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

function cellError(cell: number, titles: string[], cells: Notebook['cells'], outputs: Output[]): CellError {
  const { outputs: parsed } = parseNotebook(
    { nbformat: 4, cells: [{ cell_type: 'code', source: '', outputs }] },
    'The executed notebook',
  ).cells[0]!;
  const texts = parsed.map((output) => {
    if (output.output_type === 'error') return `${output.ename}: ${output.evalue}`;
    return output.output_type === 'stream' && output.name === 'stderr' ? output.text : '';
  });
  const source = (cells[cell]?.source ?? '').trim().split('\n').slice(0, 6).join('\n  ');
  const place = `in cell ${cell + 1}${titles[cell] ? ` ('${titles[cell]}')` : ''}:`;
  return new CellError(`${causeFirst(texts.join('\n'))}\n${place}\n\n  ${source}`, cell);
}

/**
 * The part of a failed cell's messages that its reader can act on: the error itself, without the stack through compiled
 * code and without what was printed before it.
 *
 * @param text What the cell wrote to standard error.
 * @returns One or several lines, never empty.
 */
export function causeFirst(text: string): string {
  const lines = stripVTControlCharacters(text).split('\n');
  const first = lines.findIndex((line) => /^(?:Uncaught )?\w*(?:Error|Exception)\b.*:/.test(line));
  const from = lines.slice(Math.max(first, 0));
  const stack = from.findIndex((line) => /^\s+at .+/.test(line));
  const message = from.slice(0, stack < 0 ? undefined : stack).join('\n');
  return message.replace(/^Uncaught /, '').trim() || 'The cell failed without a message.';
}
