import type ts from 'typescript';
import type { Compiler } from './tslab';

/**
 * Blanks what exports the declarations of a cell, as in code that was copied from a file: `export const x = 1`. tslab
 * exports every variable by itself and takes these for a second export. Nothing else moves.
 *
 * @param source A cell's code.
 * @param compiler TypeScript as tslab has it.
 * @returns The cell with spaces in the place of `export`, of `default` before a declaration with a name, and of
 *   `export { x }`.
 */
export function withoutExports(source: string, compiler: Compiler): string {
  const file = compiler.createSourceFile('cell.ts', source, compiler.ScriptTarget.Latest);
  const blank = (text: string, start: number, end: number): string =>
    text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end);
  return file.statements.reduce((text, statement) => {
    if (compiler.isExportDeclaration(statement) && !statement.moduleSpecifier) {
      return blank(text, statement.getStart(file), statement.end);
    }
    if (!compiler.canHaveModifiers(statement) || !isNamed(statement)) return text;
    const { ExportKeyword, DefaultKeyword } = compiler.SyntaxKind;
    const marks = (statement.modifiers ?? []).filter(({ kind }) => kind === ExportKeyword || kind === DefaultKeyword);
    return marks.reduce((rest, mark) => blank(rest, mark.getStart(file), mark.end), text);
  }, source);
}

/** All declarations but functions and classes without a name, which only `export default` may have. */
const isNamed = (statement: ts.Statement): boolean =>
  !('name' in statement || 'members' in statement || 'parameters' in statement) ||
  ('name' in statement && statement.name !== undefined);
