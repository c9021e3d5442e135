import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { UserError } from '../errors';
import { ATTACHMENTS_VARIABLE } from './attachments';
import { causeFirst } from './errors';
import { cellTitles, parseNotebook, readNotebook, type Notebook, type Output } from './notebook';

/** What happens while a notebook runs; `cell` counts from 0 among all `cells`, `title` is the heading above it. */
export type ExecutionEvent =
  | { event: 'begin'; cell: number; cells: number; title: string }
  | { event: 'progress'; text: string }
  | { event: 'end'; cell: number; seconds: number };

export interface ExecutionOptions {
  /** What the notebook finds in the file that `FACES_PARAMETERS` names. */
  parameters: unknown;
  /** Folder for what the notebook leaves beside its outputs, see `attachments.ts`. */
  attachments?: string;
  onEvent?: (event: ExecutionEvent) => void;
  /** Ends the execution and its kernel. */
  signal?: AbortSignal;
  /** The Python with nbclient, by default the project's own. */
  python?: string;
}

/** A cell failed: the message begins with the cause, and says which cell it was. */
export class CellError extends UserError {
  override readonly name = 'CellError';
  constructor(
    message: string,
    /** Position of the cell in the notebook, from 0. */
    readonly cell: number,
  ) {
    super(message);
  }
}

type Message =
  | { event: 'start'; cells: number }
  | { event: 'begin'; cell: number }
  | { event: 'dead'; cell: number }
  | { event: 'progress'; text: string }
  | { event: 'end'; cell: number; seconds: number }
  | { event: 'fail'; cell: number; outputs: Output[] };

/**
 * Runs a notebook from top to bottom in its own kernel, started in the project's root. The file itself is left alone.
 *
 * Throws a CellError at the first cell that fails, the signal's reason when aborted, an Error where the Python
 * environment is missing.
 */
export async function executeNotebook(file: string, options: ExecutionOptions): Promise<Notebook> {
  const python = options.python ?? resolve('.venv/bin/python');
  if (!existsSync(python)) throw new Error(`${python} is missing: \`npm start\` makes the Python environment.`);
  const cells = readNotebook(file).cells;
  options.signal?.throwIfAborted();
  const folder = await mkdtemp(join(tmpdir(), 'faces-report-'));
  try {
    const parameters = join(folder, 'parameters.json');
    const executed = join(folder, 'executed.ipynb');
    await writeFile(parameters, JSON.stringify(options.parameters));
    const environment = {
      FACES_PARAMETERS: parameters,
      ...(options.attachments !== undefined && { [ATTACHMENTS_VARIABLE]: resolve(options.attachments) }),
    };
    await run(python, [resolve('lib/report/execute.py'), file, executed, process.cwd()], environment, cells, options);
    return readNotebook(executed);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(
  python: string,
  args: string[],
  environment: NodeJS.ProcessEnv,
  cells: Notebook['cells'],
  { onEvent, signal }: ExecutionOptions,
): Promise<void> {
  // A group of its own: Ctrl-C in the terminal reaches only this process, which then ends the other in good order.
  const child = spawn(python, args, { detached: true, env: { ...process.env, ...environment } });
  const ended = new Promise<number>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done(code ?? 130));
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaint = (complaint + chunk).slice(-4000)));
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
        onEvent?.({ ...message, event: 'begin', cells: cells.length, title: titles[message.cell] ?? '' });
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
    if (code !== 0) throw new Error(`The notebook could not be run.\n${complaint.trim()}`);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

function cellError(cell: number, titles: string[], cells: Notebook['cells'], outputs: Output[]): CellError {
  const { outputs: parsed } = parseNotebook(
    { nbformat: 4, cells: [{ cell_type: 'code', source: '', outputs }] },
    'The executed notebook',
  ).cells[0]!;
  const said = parsed.map((output) => {
    if (output.output_type === 'error') return `${output.ename}: ${output.evalue}`;
    return output.output_type === 'stream' && output.name === 'stderr' ? output.text : '';
  });
  const source = (cells[cell]?.source ?? '').trim().split('\n').slice(0, 6).join('\n  ');
  const place = `in cell ${cell + 1}${titles[cell] ? ` ('${titles[cell]}')` : ''}:`;
  return new CellError(`${causeFirst(said.join('\n'))}\n${place}\n\n  ${source}`, cell);
}
