// The parts of tslab 1.0.22 and of its TypeScript 5.0.4 that the kernel wraps; neither declares their types.
import type ts from 'typescript';

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

export interface Conversion {
  readonly diagnostics: readonly Diagnostic[];
  output?: string;
}

export interface Converter {
  convert(declarations: string, source: string): Conversion;
}

export interface Converters {
  readonly node: Converter;
}

export interface Console {
  log(...args: unknown[]): void;
  error(...args: unknown[]): void;
}

export interface Executor {
  execute(source: string): Promise<boolean>;
  interrupt(): void;
}

export type CreateExecutor = (root: string, converters: Converters, console: Console) => Executor;

/** TypeScript's namespace as tslab's fork has it: what is used or wrapped here, with its own addition. */
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
