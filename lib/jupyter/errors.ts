import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { inspect } from 'node:util';
import type { Cells } from './cells';
import type { Diagnostic } from './tslab';

/** Frames shown of a longer stack. */
const MOST_FRAMES = 8;

/**
 * An error as a notebook's reader needs it: what happened, why, and where in the notebook's cells and the project. Frames
 * of Node, packages and this kernel are left out; those of the project too if the error is one that users can cause.
 *
 * @param error Anything thrown.
 * @param root The project's root.
 * @param cells The cells run so far.
 * @returns Several lines, the message first.
 */
export function describeError(error: unknown, root: string, cells: Cells): string {
  if (!(error instanceof Error) && !isErrorLike(error)) return inspect(error);
  const lines = [headline(error)];
  for (let cause = error.cause; isErrorLike(cause); cause = cause.cause) lines.push(`because: ${headline(cause)}`);
  const found = places(error.stack ?? '', root, cells);
  const frames = isForUsers(error) ? found.filter((frame) => frame.startsWith('cell ')) : found;
  lines.push(...frames.slice(0, MOST_FRAMES).map((frame) => `    at ${frame}`));
  if (frames.length > MOST_FRAMES) lines.push(`    and ${String(frames.length - MOST_FRAMES)} more`);
  return lines.join('\n');
}

/**
 * Compile errors of a cell, or of the project's files that it imports, each with its line.
 *
 * @param diagnostics As tslab gives them.
 * @param cells The cells run so far; the current one is being compiled.
 * @returns Several lines, what failed first.
 */
export function describeDiagnostics(diagnostics: readonly Diagnostic[], cells: Cells): string {
  const lines = [
    diagnostics.some(({ fileName }) => fileName === undefined)
      ? 'This cell does not compile:'
      : 'A file that this cell imports does not compile:',
  ];
  let last = '';
  for (const { start, messageText, fileName } of diagnostics) {
    const line = start.line + 1;
    const place = `${String(line)}:${String(start.character)}`;
    if (place === last && fileName === undefined) {
      // A further explanation of the same error.
      lines.push(`      ${messageText}`);
      continue;
    }
    last = place;
    lines.push(`  ${fileName === undefined ? 'line ' : `${fileName}:`}${String(line)}: ${messageText}`);
    if (fileName === undefined) lines.push(`      ${cells.currentLine(line).trim()}`);
  }
  return lines.join('\n');
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: unknown;
}

/** Errors from another realm (`vm`) are no instances of this realm's Error. */
function isErrorLike(value: unknown): value is ErrorLike {
  return typeof value === 'object' && value !== null && 'name' in value && 'message' in value;
}

/** Whether it is a UserError, whose reader needs no stack; by name, since reloaded files have classes of their own. */
function isForUsers(error: object): boolean {
  for (let type: unknown = error.constructor; typeof type === 'function'; type = Object.getPrototypeOf(type)) {
    if (type.name === 'UserError') return true;
  }
  return false;
}

function headline({ name, message }: ErrorLike): string {
  const text = message.replace(/^Invalid TF_Status: \d+\nMessage: /, '');
  return name === 'Error' ? text : `${name}: ${text}`;
}

function places(stack: string, root: string, cells: Cells): string[] {
  const found: string[] = [];
  for (const [, name, file = '', line, column] of stack.matchAll(
    /^ +at (?:async )?(?:(.+?) \()?(.+?):(\d+):(\d+)\)?$/gm,
  )) {
    const path = file.replace(/^file:\/\//, '');
    const cell = cells.find(path, Number(line), Number(column));
    const inside = name === undefined || name === 'eval' || name.startsWith('Object.') ? '' : ` (${name})`;
    if (cell?.text.trim()) found.push(`cell [${String(cell.cell)}], line ${String(cell.line)}: ${cell.text.trim()}`);
    else if (isOwn(path, root)) found.push(`${path.slice(root.length + 1)}:${line ?? ''}${inside}`);
  }
  return found.filter((place, i) => place !== found[i - 1]);
}

/** Whether a frame is the project's own. Packages' source maps name files that do not exist; those are left out too. */
function isOwn(path: string, root: string): boolean {
  if (!path.startsWith(root + sep) || /[\\/](node_modules|lib[\\/]jupyter)[\\/]/.test(path)) return false;
  return existsSync(path);
}
