import type ts from 'typescript';
import type { Compiler } from './tslab';

/**
 * Whether a cell has a loop `for await` outside any function: tslab runs a cell asynchronously only if it finds `await`
 * before an expression.
 *
 * @param source A cell's code.
 * @param compiler TypeScript as tslab has it.
 */
export function hasForAwait(source: string, compiler: Compiler): boolean {
  const isFound = (node: ts.Node): boolean => {
    if (compiler.isForOfStatement(node) && node.awaitModifier) return true;
    if (compiler.isFunctionLike(node) || compiler.isClassLike(node)) return false;
    return compiler.forEachChild(node, isFound) ?? false;
  };
  return isFound(compiler.createSourceFile('cell.ts', source, compiler.ScriptTarget.Latest));
}
