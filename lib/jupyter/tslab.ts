// The parts of tslab 1.0.22 and of its TypeScript 5.0.4 that the kernel wraps; neither declares their types.
import type ts from 'typescript';

/** A place in a cell; line and character count from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A compile error; a nested explanation follows its parent, with the same start. Lines count from 0. */
export interface Diagnostic {
  readonly start: Position;
  readonly messageText: string;
  /** Relative to the root; missing in the cell itself (and in nested explanations). */
  readonly fileName?: string;
}

/** A compiled cell. */
export interface Conversion {
  readonly diagnostics: readonly Diagnostic[];
  output?: string;
}

/** Compiles cells. */
export interface Converter {
  convert(declarations: string, source: string): Conversion;
}

/** tslab has one converter for Node.js and one for browsers; only the first is used. */
export interface Converters {
  readonly node: Converter;
}

/** Where the executor writes; it ends up in the cell's output. */
export interface ExecutorConsole {
  log(...args: unknown[]): void;
  error(...args: unknown[]): void;
}

/** Runs cells. */
export interface Executor {
  execute(source: string): Promise<boolean>;
  interrupt(): void;
}

/** tslab's function that makes its executor. */
export type CreateExecutor = (root: string, converters: Converters, console: ExecutorConsole) => Executor;

/** The parts of TypeScript's namespace, in tslab's fork, that are used or wrapped here; one is the fork's own. */
export interface Compiler extends Pick<
  typeof ts,
  'createSourceFile' | 'forEachChild' | 'isShorthandPropertyAssignment'
> {
  createWatchCompilerHost: (
    files: string[],
    options: ts.CompilerOptions,
    ...rest: unknown[]
  ) => ts.WatchCompilerHostOfFilesAndCompilerOptions<ts.EmitAndSemanticDiagnosticsBuilderProgram>;
  transpileModule(source: string, options: ts.TranspileOptions): ts.TranspileOutput;
  /** Syntactic, semantic and declaration errors of these files. */
  getPreEmitDiagnosticsOfFiles(program: ts.Program, files: readonly ts.SourceFile[]): readonly ts.Diagnostic[];
  readonly sys: ts.System;
  readonly ScriptTarget: { readonly Latest: ts.ScriptTarget };
  readonly ModuleResolutionKind: { readonly Bundler: ts.ModuleResolutionKind };
}
