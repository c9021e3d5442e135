import { join } from 'node:path';
import ts from 'typescript';

/** An export of `./lib/notebook`, and the examples of its documentation. */
export interface Documented {
  readonly name: string;
  readonly examples: readonly string[];
}

/** What examples may use without making it, as the notebooks have it; and all that can be imported. */
const CONTEXT = `
type Parameters_<E extends { parameters(): unknown }> = ReturnType<E['parameters']>;
declare const parameters: Parameters_<typeof nose> & Parameters_<typeof fullFace> & Parameters_<typeof resnet> & Parameters_<typeof own>;
declare const data: Awaited<ReturnType<typeof nose.load>>;
declare const { training, validation }: typeof data;
declare const network: ReturnType<typeof nose.network>;
declare const run: Awaited<ReturnType<typeof train>>;
declare const result: ReturnType<typeof interpret>;
declare const variations: Awaited<ReturnType<typeof sweep>>;
declare const comparison: typeof variations;
declare const ablation: typeof variations;
declare const leaking: typeof variations;
declare const sizes: typeof variations;
declare const best: ReturnType<typeof bestRecipe>;
declare const predictions: Float32Array;
declare const baseline: number;
declare const series: Parameters<typeof chart>[0]['series'];
`;

const NOTEBOOK = join(process.cwd(), 'lib/notebook.ts');

/** Options of the compiler as in `tsconfig.json`; what an example makes need not be used. */
function compilerOptions(): ts.CompilerOptions {
  const configuration = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)).config as object;
  const { options } = ts.parseJsonConfigFileContent(configuration, ts.sys, process.cwd());
  return { ...options, noEmit: true, incremental: false, noUnusedLocals: false, noUnusedParameters: false };
}

/** Every export of `./lib/notebook`. */
export function documentedExports(): Documented[] {
  const program = ts.createProgram([NOTEBOOK], compilerOptions());
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(NOTEBOOK)!)!;
  return checker.getExportsOfModule(module).map((symbol) => {
    const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const tags = own.getJsDocTags(checker).filter(({ name }) => name === 'example');
    return { name: symbol.name, examples: tags.map(({ text }) => ts.displayPartsToString(text)) };
  });
}

/**
 * What the compiler says of examples, each in a function of its own.
 *
 * @returns One line for each fault, with the name of the export.
 */
export function faultsOf(documented: readonly Documented[]): string[] {
  const file = join(process.cwd(), 'examples.ts');
  const all = documented.flatMap(({ name, examples }) => examples.map((code) => ({ name, code })));
  const functions = all.map(({ code }, i) => `export async function example${i}() {\n${code}\n}\n`);
  const imports = `import { ${documented.map(({ name }) => name).join(', ')} } from './lib/notebook';`;
  const source = `${imports}\n${CONTEXT}\n${functions.join('')}`;
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const [fileExists, getSourceFile] = [host.fileExists, host.getSourceFile];
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, target, ...rest) =>
    name === file ? ts.createSourceFile(file, source, target) : getSourceFile(name, target, ...rest);
  const program = ts.createProgram([file], options, host);
  const own = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(own), ...program.getSemanticDiagnostics(own)].map(
    ({ start = 0, messageText }) => {
      const before = source.slice(0, start);
      const [, index] =
        /example(\d+)\(\) \{[^]*$/.exec(before.slice(before.lastIndexOf('export async function'))) ?? [];
      const name = index === undefined ? 'context' : all[Number(index)]!.name;
      return `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    },
  );
}
