import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { experiments } from '../../lib/experiments/all';
import { bibliography } from '../../lib/report/bibliography';
import type { WorkKey } from '../../lib/report/bibliography';
import { citation } from '../../lib/report/references';
import { exercisesIn } from './exercises';

interface Cell {
  cell_type: string;
  source: string[];
  outputs?: unknown[];
  execution_count?: number | null;
}

const names = readdirSync('notebooks').filter((name) => name.endsWith('.ipynb'));

for (const name of names) {
  describe(`notebooks/${name}`, () => {
    const { cells, metadata } = JSON.parse(readFileSync(join('notebooks', name), 'utf8')) as {
      cells: Cell[];
      metadata: { kernelspec: { name: string } };
    };
    const code = cells.filter(({ cell_type }) => cell_type === 'code');
    /** Whether it is an experiment's, and not the template for one's own data. */
    const isReport = name !== '4-own-data.ipynb';
    const text = cells.filter(({ cell_type }) => cell_type === 'markdown').map(({ source }) => source.join(''));

    it('is committed without outputs', () => {
      for (const { outputs, execution_count } of code) {
        assert.deepEqual(outputs, []);
        assert.equal(execution_count, null);
      }
    });

    it("runs in the project's kernel", () => assert.equal(metadata.kernelspec.name, 'faces'));

    it('begins with the parameters and ends with the report', () => {
      const [first] = statementsOf([code[0]!]);
      assert.ok(first && ts.isImportDeclaration(first));
      assert.ok(code[0]!.source.some((line) => line.startsWith('const parameters = ')));
      assert.ok(code.at(-1)!.source[0]!.startsWith('await report('));
    });

    it('imports ./lib/notebook only, in at most two statements', () => {
      const imports = statementsOf(code).filter(ts.isImportDeclaration);
      const modules = imports.map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text);
      assert.ok(modules.length <= 2);
      assert.deepEqual([...new Set(modules)], ['./lib/notebook']);
    });

    it('uses all that it imports', () => {
      const statements = statementsOf(code);
      const used = statements.filter((statement) => !ts.isImportDeclaration(statement)).map((one) => one.getText());
      for (const name of statements.filter(ts.isImportDeclaration).flatMap(importedNames)) {
        assert.ok(
          used.some((statement) => new RegExp(`\\b${name}\\b`).test(statement)),
          name,
        );
      }
    });

    it('has short cells', () => {
      for (const { source } of code) assert.ok(source.length <= 14, source.join(''));
    });

    it('cites works of the bibliography, by their authors and year', () => {
      const cited = [...text.join('\n').matchAll(/\[([^\]]*)\]\(#ref-([\w-]+)\)/g)];
      assert.ok(!isReport || cited.length > 5);
      for (const [, words, key] of cited) {
        assert.ok(key! in bibliography, key);
        assert.equal(words, citation(key as WorkKey));
      }
    });

    it('ends with three exercises that have code', function () {
      if (!isReport) this.skip();
      const exercises = text.find((one) => one.startsWith('## Exercises')) ?? '';
      assert.equal(exercises.match(/^\*\*\d\. /gm)?.length, 3);
      assert.ok(exercises.split('```ts').length > 3);
    });

    it('refers to figures and tables that it shows', () => {
      const shown = [
        ...code
          .flatMap(({ source }) => source)
          .join('')
          .matchAll(/\bid: '([\w-]+)'/g),
      ].map(([, id]) => id);
      for (const [, id] of text.join('\n').matchAll(/\]\(#(?:fig|tbl)-([\w-]+)\)/g)) assert.ok(shown.includes(id), id);
    });
  });
}

/** Cells as one TypeScript source. */
function statementsOf(code: readonly Cell[]): readonly ts.Statement[] {
  const source = code.map((cell) => cell.source.join('')).join('\n;\n');
  return ts.createSourceFile('notebook.ts', source, ts.ScriptTarget.ES2022, true).statements.slice();
}

function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements.map((one) => one.name.text) : [];
}

describe('notebooks', () => {
  it('are twins of the experiments', () => {
    assert.deepEqual(
      names.map((name) => `notebooks/${name}`).sort(),
      experiments.map(({ notebook }) => notebook.file).sort(),
    );
    for (const { source } of experiments) assert.ok(existsSync(source), source);
  });

  it('compile, all cells and exercises of a notebook as one module', function () {
    this.timeout(120_000);
    const configuration = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)).config as object;
    const { options } = ts.parseJsonConfigFileContent(configuration, ts.sys, process.cwd());
    // One virtual file for each notebook, beside lib/.
    const sources = new Map(names.map((name) => [join(process.cwd(), name.replace('.ipynb', '.ts')), moduleOf(name)]));
    const host = ts.createCompilerHost(options);
    const [readFile, fileExists, getSourceFile] = [host.readFile, host.fileExists, host.getSourceFile];
    host.readFile = (file) => sources.get(file) ?? readFile(file);
    host.fileExists = (file) => sources.has(file) || fileExists(file);
    host.getSourceFile = (file, target, ...rest) =>
      sources.has(file) ? ts.createSourceFile(file, sources.get(file)!, target) : getSourceFile(file, target, ...rest);
    const files = [...sources.keys()];
    const program = ts.createProgram(files, { ...options, noEmit: true, incremental: false }, host);
    const faults = files.flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)));
    assert.deepEqual(
      faults.map(({ file, start, messageText }) => {
        const { line } = file!.getLineAndCharacterOfPosition(start!);
        return `${file!.text.split('\n')[line]}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      }),
      [],
    );
  });
});

/** A notebook's cells in an async function, as their top-level awaits need. */
function moduleOf(name: string): string {
  const { cells } = JSON.parse(readFileSync(join('notebooks', name), 'utf8')) as { cells: Cell[] };
  const code = cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => source.join(''));
  const lines = [...code, ...cells.flatMap(exercisesIn)].map((one) => `${one}\n`);
  const statements = ts.createSourceFile('cells.ts', lines.join(';\n'), ts.ScriptTarget.ES2022, true).statements;
  const [imports, rest] = [true, false].map((wanted) =>
    statements.filter((one) => ts.isImportDeclaration(one) === wanted).map((one) => one.getText()),
  ) as [string[], string[]];
  return `${imports.join('\n')}\nexport async function notebook() {\n${rest.join('\n')}\n}\n`;
}
