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
  /** Whether the cell waits for something outside any function, so that it is run asynchronously. */
  hasToplevelAwait?: boolean;
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
  /** What could stand at a place of a cell. `original` is TypeScript's own answer. */
  complete(source: string, position: number): Candidates;
}

/** Names that could stand in a cell in place of the characters from `start` to `end`. */
export interface Candidates {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly string[];
  readonly original?: unknown;
}

/** Jupyter's question about completions. */
export interface CompletionRequest {
  readonly code: string;
  readonly cursor_pos: number;
}

/** Jupyter's answer to it. */
export interface CompletionReply {
  readonly status: 'ok';
  readonly cursor_start: number;
  readonly cursor_end: number;
  readonly matches: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The class of tslab that answers Jupyter. */
export interface Handler {
  readonly prototype: {
    readonly executor: Executor;
    handleComplete(this: Handler['prototype'], request: CompletionRequest): CompletionReply;
    /** The cells that wait for their turn. */
    readonly execQueue: { add<T>(task: () => Promise<T>): Promise<T> };
    handleExecute: Execute<ExecuteReply>;
    /** Runs a cell; a cell that fails rejects with its number. */
    handleExecuteImpl: Execute<{ readonly count: number }>;
  };
}

/** A method that runs a cell. @param writeStream Writes to the cell's standard output or standard error. */
type Execute<Reply> = (
  this: Handler['prototype'],
  request: ExecuteRequest,
  writeStream: (name: 'stdout' | 'stderr', text: string) => void,
  ...rest: unknown[]
) => Promise<Reply>;

/** Jupyter's request to run a cell. */
export interface ExecuteRequest {
  readonly code: string;
  /** Whether the cells that wait are dropped if this one fails. */
  readonly stop_on_error?: boolean;
}

/** The answer to it. */
export interface ExecuteReply {
  readonly status: string;
  readonly execution_count?: number | undefined;
}

/** tslab's function that makes its executor. */
export type CreateExecutor = (root: string, converters: Converters, console: ExecutorConsole) => Executor;

/** Arguments of TypeScript's function for completions. */
type CompletionArguments = [
  host: object,
  program: ts.Program,
  log: () => void,
  file: ts.SourceFile,
  position: number,
  preferences: object,
  trigger: undefined,
  kind: number,
  cancellation: ts.CancellationToken,
];

/** The parts of TypeScript's namespace, in tslab's fork, that are used or wrapped here; one is the fork's own. */
export interface Compiler extends Pick<
  typeof ts,
  | 'canHaveModifiers'
  | 'createSourceFile'
  | 'forEachChild'
  | 'isClassLike'
  | 'isExportDeclaration'
  | 'isForOfStatement'
  | 'isFunctionLike'
  | 'isShorthandPropertyAssignment'
  | 'SyntaxKind'
> {
  createWatchCompilerHost: (
    files: string[],
    options: ts.CompilerOptions,
    ...rest: unknown[]
  ) => ts.WatchCompilerHostOfFilesAndCompilerOptions<ts.EmitAndSemanticDiagnosticsBuilderProgram>;
  transpileModule(source: string, options: ts.TranspileOptions): ts.TranspileOutput;
  /** Syntactic, semantic and declaration errors of these files. */
  getPreEmitDiagnosticsOfFiles(program: ts.Program, files: readonly ts.SourceFile[]): readonly ts.Diagnostic[];
  getQuickInfoAtPosition(
    file: ts.SourceFile,
    checker: ts.TypeChecker,
    cancellation: ts.CancellationToken,
    position: number,
  ): ts.QuickInfo | undefined;
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  readonly Completions: {
    getCompletionsAtPositionForTslab(...args: CompletionArguments): ts.CompletionInfo | undefined;
    getCompletionsAtPosition(
      ...args: [...CompletionArguments, format: undefined, includeSymbol: boolean]
    ): ts.CompletionInfo | undefined;
  };
  readonly ScriptElementKind: { readonly memberVariableElement: ts.ScriptElementKind.memberVariableElement };
  readonly sys: ts.System;
  readonly ScriptTarget: { readonly Latest: ts.ScriptTarget };
  readonly ModuleResolutionKind: { readonly Bundler: ts.ModuleResolutionKind };
}
