import type ts from 'typescript';
import type { Compiler } from './tslab';

/**
 * Expands `{ name }` to `{ name: name }`, on the same lines: tslab does not find variables of earlier cells in the
 * shorthand.
 *
 * @param source A cell's code.
 * @param compiler TypeScript as tslab has it.
 * @returns The cell with its shorthand properties written out.
 */
export function expandShorthand(source: string, compiler: Compiler): string {
  const names: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (compiler.isShorthandPropertyAssignment(node)) names.push(node.name);
    compiler.forEachChild(node, visit);
  };
  visit(compiler.createSourceFile('cell.ts', source, compiler.ScriptTarget.Latest));
  // From the end, so that earlier positions stay valid.
  return names
    .reverse()
    .reduce((text, { text: name, end }) => `${text.slice(0, end)}: ${name}${text.slice(end)}`, source);
}
