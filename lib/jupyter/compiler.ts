import type ts from 'typescript';
import type { Compiler } from './tslab';

/**
 * Compiler options that tslab lacks: cells are checked as tsconfig.json says, except that the type of an index access
 * does not include `undefined`, which would be in the way of trying things out.
 */
function options(compiler: Compiler): ts.CompilerOptions {
  return {
    strict: true,
    noImplicitOverride: true,
    noFallthroughCasesInSwitch: true,
    moduleResolution: compiler.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    // For the lines in error messages, see cells.ts.
    inlineSourceMap: true,
  };
}

/**
 * A compiler that is strict with the cells and takes only the types from the project's files. Those are checked by the
 * project's own, newer TypeScript (`npm test`), and Node loads them as everywhere else in the project, so apart from
 * syntax errors they are neither checked nor compiled here.
 *
 * @param compiler TypeScript as tslab has it.
 * @param onCell Receives each cell's output with its source map inline, and the map of the second of tslab's two
 *   compilations.
 * @returns A copy of the compiler with three functions wrapped.
 */
export function projectCompiler<T extends Compiler>(
  compiler: T,
  onCell: (first: string, secondMap: string) => void,
): T {
  const isOnDisk = (file: ts.SourceFile): boolean => compiler.sys.fileExists(file.fileName);

  const wrapped: Compiler = {
    ...compiler,
    createWatchCompilerHost(files, given, ...rest) {
      const host = compiler.createWatchCompilerHost(files, { ...given, ...options(compiler) }, ...rest);
      return withoutEmitOf(isOnDisk, withOwnTimers(host));
    },
    transpileModule(source, given) {
      const sourceMap = source.includes('//# sourceMappingURL=data:');
      const result = compiler.transpileModule(source, {
        ...given,
        compilerOptions: { ...given.compilerOptions, sourceMap },
      });
      if (sourceMap) onCell(source, result.sourceMapText ?? '');
      return { ...result, outputText: result.outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n') };
    },
    getPreEmitDiagnosticsOfFiles(program, files) {
      const cells = files.filter((file) => !isOnDisk(file));
      const syntaxErrors = files.filter(isOnDisk).flatMap((file) => program.getSyntacticDiagnostics(file));
      return [...compiler.getPreEmitDiagnosticsOfFiles(program, cells), ...syntaxErrors];
    },
  };
  return wrapped as T;
}

type Host = ReturnType<Compiler['createWatchCompilerHost']>;

/** The host, with programs that emit nothing for the files to skip. */
function withoutEmitOf(isSkipped: (file: ts.SourceFile) => boolean, host: Host): Host {
  let afterProgramCreate: Host['afterProgramCreate'];
  return Object.defineProperty(host, 'afterProgramCreate', {
    get: () => afterProgramCreate,
    set(listener: NonNullable<Host['afterProgramCreate']>) {
      afterProgramCreate = (program) => {
        const emit = program.emit.bind(program);
        program.emit = (file, ...rest) =>
          file && isSkipped(file) ? { emitSkipped: true, diagnostics: [] } : emit(file, ...rest);
        listener(program);
      };
    },
  });
}

/**
 * The host, with timers of its own for everything but the rebuilding of the program. tslab fires its timer itself and
 * supports only one: it throws at the second, which TypeScript sets to forget failed lookups when files come or go.
 */
function withOwnTimers(host: Host): Host {
  const setOnly = host.setTimeout?.bind(host);
  const clearOnly = host.clearTimeout?.bind(host);
  if (!setOnly || !clearOnly) return host;
  const own = new Set<unknown>();
  host.setTimeout = (callback, milliseconds, ...args: unknown[]) => {
    if (callback.name === 'updateProgramWithWatchStatus') return setOnly(callback, milliseconds, ...args) as unknown;
    const timer = setTimeout(callback, milliseconds, ...args).unref();
    own.add(timer);
    return timer;
  };
  host.clearTimeout = (timer: unknown) => {
    if (own.delete(timer)) clearTimeout(timer as NodeJS.Timeout);
    else clearOnly(timer);
  };
  return host;
}
