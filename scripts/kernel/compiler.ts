import type ts from 'typescript';
import type { Compiler } from './tslab';

/**
 * Compiler options that tslab lacks: cells and `lib` are checked as tsconfig.json says, with two exceptions. An index
 * access in a cell is not `undefined` in its type, since a notebook tries things out; and TypeScript is tslab's 5.0.4.
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
 * The compiler as the kernel wants it: strict; files of the project are checked once per change (not once per cell) and
 * not compiled, since Node loads them through tsx like everywhere else in the project.
 *
 * @param onCell Receives each cell's output with its source map (inline), and the map of the second of tslab's two
 *   compilations.
 */
export function projectCompiler<T extends Compiler>(
  compiler: T,
  onCell: (first: string, secondMap: string) => void,
): T {
  const checked = new WeakSet<ts.SourceFile>();
  const isOnDisk = (file: ts.SourceFile | undefined): boolean =>
    file !== undefined && compiler.sys.fileExists(file.fileName);

  const wrapped: Compiler = {
    ...compiler,
    createWatchCompilerHost(files, given, ...rest) {
      const host = compiler.createWatchCompilerHost(files, { ...given, ...options(compiler) }, ...rest);
      return withoutEmitOf(isOnDisk, host);
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
      const own = files.filter(isOnDisk);
      // An edited file may break those that import it, so one new file means that all are checked again.
      if (own.every((file) => checked.has(file))) {
        return compiler.getPreEmitDiagnosticsOfFiles(
          program,
          files.filter((file) => !isOnDisk(file)),
        );
      }
      const diagnostics = compiler.getPreEmitDiagnosticsOfFiles(program, files);
      if (!diagnostics.some(({ file }) => isOnDisk(file))) own.forEach((file) => checked.add(file));
      return diagnostics;
    },
  };
  return wrapped as T;
}

type Host = ReturnType<Compiler['createWatchCompilerHost']>;

/** The host, with programs that emit nothing for the given files. */
function withoutEmitOf(isSkipped: (file: ts.SourceFile | undefined) => boolean, host: Host): Host {
  let afterProgramCreate: Host['afterProgramCreate'];
  return Object.defineProperty(host, 'afterProgramCreate', {
    get: () => afterProgramCreate,
    set(listener: NonNullable<Host['afterProgramCreate']>) {
      afterProgramCreate = (program) => {
        const emit = program.emit.bind(program);
        program.emit = (file, ...rest) =>
          isSkipped(file) ? { emitSkipped: true, diagnostics: [] } : emit(file, ...rest);
        listener(program);
      };
    },
  });
}
