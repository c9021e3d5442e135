import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UserError } from '../../errors';
import { root } from '../../paths';

/** A network's source code. */
export interface ModelSource {
  /** The function and the constants, functions and classes of its file that it uses, without comments above them. */
  readonly code: string;
  /** Path of the file, relative to the project's folder. */
  readonly file: string;
}

/**
 * The source code of a function that makes a network.
 *
 * @param model A function that this folder exports, such as `noseNetwork`.
 * @returns TypeScript.
 * @throws UserError for other functions.
 */
export function modelSource({ name }: { readonly name: string }): ModelSource {
  for (const file of readdirSync(__dirname).map((one) => join(__dirname, one))) {
    const statements = statementsOf(readFileSync(file, 'utf8'));
    const model = statements.find((statement) => statement.startsWith(`export function ${name}(`));
    if (model === undefined) continue;
    const used = usedBy(model, statements);
    return { code: statements.filter((one) => used.has(one)).join('\n\n'), file: relative(root(), file) };
  }
  throw new UserError(`There is no network '${name}' in ${relative(root(), __dirname)}.`);
}

/** The statements of a formatted file: what begins at a line's start, without imports and comments. */
const statementsOf = (source: string): string[] =>
  source
    .replace(/^\/\*\*[^]*?\*\/\n/gm, '')
    .split(/\n(?=[a-z@])/)
    .map((statement) => statement.trim())
    .filter((statement) => !/^(import|export interface) /.test(statement));

/** A statement with all that it needs, directly or not. */
function usedBy(statement: string, statements: readonly string[]): Set<string> {
  const used = new Set([statement]);
  for (const one of used) {
    for (const other of statements) {
      const [, name] = /^(?:export )?(?:abstract )?(?:const|function|class) (\w+)/.exec(other) ?? [];
      if (name !== undefined && new RegExp(`\\b${name}\\b`).test(one)) used.add(other);
    }
  }
  return used;
}
