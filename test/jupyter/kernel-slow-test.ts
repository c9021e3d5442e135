import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { experiments } from '../../lib/experiments/all';
import { writeWhole } from '../../lib/system/files.mjs';
import { KernelSession } from './kernel-session';

describe("the notebooks' kernel", () => {
  const folder = `.cache/kernel-test-${process.pid}`;
  const file = join(process.cwd(), folder, 'begun');
  /** Code that says to be interrupted. */
  const begun = `require('node:fs').writeFileSync(${JSON.stringify(file)}, '')`;
  let kernel: KernelSession;

  before(() => {
    mkdirSync(folder, { recursive: true });
    kernel = new KernelSession();
  });
  after(async () => {
    await kernel.close();
    rmSync(folder, { recursive: true });
  });

  const write = (name: string, source: string): void => {
    // At once, as editors do.
    writeWhole(join(folder, name), source);
  };
  /** The result of a cell that must succeed. */
  const ok = async (code: string): Promise<string> => {
    const { status, stdout, stderr } = await kernel.run(code);
    assert.deepEqual({ status, stderr }, { status: 'ok', stderr: '' });
    return stdout.trim();
  };

  it("works in the project's root, with the project's files, packages and TensorFlow", async () => {
    assert.equal(await ok('process.cwd()'), process.cwd());
    assert.equal(await ok('process.env.FACES_NOTEBOOK_FOLDER'), `${process.cwd()}/notebooks`);
    assert.equal(
      await ok("import { tf } from './lib/ops/tensorflow'; tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0]"),
      '11',
    );
    assert.equal(await ok("import pLimit from 'p-limit'; await pLimit(1)(async () => 5)"), '5');
  });

  it('keeps variables, functions and types from cell to cell', async () => {
    await ok('interface Box { width: number }\nlet box: Box = { width: 3 };\nconst area = (b: Box) => b.width ** 2;');
    assert.equal(await ok('box = { width: 4 }; area(box)'), '16');
    assert.equal(await ok('const list = [1, 2, 3]; list[0] + list[1]'), '3');
  });

  it('shows the change after an edit of a file that the imported one imports', async () => {
    write('leaf.ts', 'export const value: number = 1;\n');
    write('top.ts', "import { value } from './leaf';\nexport const top = (): number => value + 1;\n");
    const cell = `import { top } from './${folder}/top'; top()`;
    assert.equal(await ok(cell), '2');
    write('leaf.ts', 'export const value: number = 10;\n');
    assert.equal(await ok(cell), '11');
    write('top.ts', "import { value } from './leaf';\nexport const top = (by = 1): number => value + by;\n");
    assert.equal(await ok(`import { top } from './${folder}/top'; top(5)`), '15');
    write('leaf.ts', 'export const value: number = 1000;\n');
    assert.equal(await ok(`${cell}; tf.memory().numTensors >= 0`), 'true', 'packages stay loaded');
  });

  it('refuses an edit with a syntax error, and goes on when it is fixed', async () => {
    const cell = `import { top } from './${folder}/top'; top()`;
    write('leaf.ts', 'export const value: number = ;\n');
    const { status, stderr } = await kernel.run(cell);
    assert.equal(status, 'error');
    assert.match(stderr, /A file that this cell imports does not compile:\n {2}\S*leaf\.ts:1: Expression expected/);
    write('leaf.ts', 'export const value: number = 100;\n');
    assert.equal(await ok(cell), '101');
  });

  it('accepts code that only a newer TypeScript than its own can check', async () => {
    // Before 5.5 the filter's result could still be undefined.
    write(
      'newer.ts',
      'export const some = (list: (number | undefined)[]): number[] => list.filter((n) => n !== undefined);\n',
    );
    assert.equal(await ok(`import { some } from './${folder}/newer'; some([1, undefined, 2]).length`), '2');
  });

  it('finds variables of earlier cells in every place', async () => {
    await ok('const size = 3;\nlet color = "red";\nconst twice = (o: { size: number; color?: string }) => o.size * 2;');
    assert.equal(await ok('twice({ size, color }) + twice({ ...{ size } })'), '12');
    assert.equal(await ok('({ color } = { color: "blue" });\n`${color} ${[size].map((n) => n + size)}`'), 'blue 6');
    assert.equal(
      await ok('const { size: renamed, ...others } = { size, a: 1 }; renamed + Object.keys(others).length'),
      '4',
    );
  });

  it('runs code as files have it: exports, and loops that wait', async () => {
    await ok('export const exported = 20;\nexport default function named() { return exported + 1; }');
    assert.equal(await ok('exported + named()'), '41');
    await ok('export const exported = 30;');
    assert.equal(
      await ok(
        'async function* some() { yield 1; yield 2; }\nlet sum = 0;\nfor await (const n of some()) sum += n;\nsum + exported',
      ),
      '33',
    );
  });

  it('copes with files that come and change while cells run', async () => {
    write('leaf.ts', 'export const value: number = 100;\n');
    write('top.ts', "import { value } from './leaf';\nexport const top = (): number => value + 1;\n");
    // The compiler watches for a file that it did not find.
    const { status } = await kernel.run(`import { later } from './${folder}/later'; later`);
    assert.equal(status, 'error');
    const busy = setInterval(() => {
      write(`new-${Math.round(performance.now())}.ts`, 'export const x = 1;\n');
      write('leaf.ts', 'export const value: number = 100;\n');
    }, 5);
    try {
      for (let i = 0; i < 20; i++)
        assert.equal(await ok(`import { top } from './${folder}/top'; await 0; top()`), '101');
    } finally {
      clearInterval(busy);
    }
    write('later.ts', 'export const later = 1;\n');
    assert.equal(await ok(`import { later } from './${folder}/later'; later`), '1');
  });

  it('checks cells strictly, and shows which line is wrong', async () => {
    const { status, stderr } = await kernel.run('const one = 1;\nfunction f(p) { return p; }');
    assert.equal(status, 'error');
    assert.equal(
      stderr.trim(),
      "This cell does not compile:\n  line 2: Parameter 'p' implicitly has an 'any' type.\n      function f(p) { return p; }",
    );
  });

  it('shows an error with its message first and only the lines of cells and of the project', async () => {
    write(
      'thrower.ts',
      "// A comment.\nexport function check(n: number): void {\n  if (n > 1) throw new RangeError('too many');\n}\n",
    );
    await ok(`import { check } from './${folder}/thrower';\n\nconst call = (n: number): void => {\n  check(n);\n};`);
    for (const code of ['call(1);\n\ncall(2);', 'await 0;\n\ncall(2);']) {
      const { status, stderr } = await kernel.run(code);
      assert.equal(status, 'error');
      assert.match(
        stderr,
        /^RangeError: too many\n {4}at \S*thrower\.ts:3 \(check\)\n {4}at cell \[\d+\], line 4: check\(n\);\n {4}at cell \[\d+\], line 3: call\(2\);\n$/,
      );
    }
  });

  it('completes the parameters of an experiment and shows the type of each', async () => {
    for (const [file, name] of Object.entries({ nose: 'nose', 'full-face': 'fullFace', resnet: 'resnet' })) {
      const head = `import { ${name} } from './lib/experiments/${file}';\n\nconst parameters = ${name}.parameters({\n  `;
      const { defaults } = experiments.find((experiment) => experiment.name === file)!;
      assert.deepEqual(await kernel.complete(`${head}learn\n});`, head.length + 5), ['learningRate']);
      for (const [parameter, value] of Object.entries(defaults)) {
        const shown = await kernel.inspect(`${head}${parameter}: ${JSON.stringify(value)},\n});`, head.length + 1);
        assert.ok(shown.includes(`(property) ${parameter}?: `), `${parameter}: ${shown}`);
      }
    }
  });

  it('shows what parameters() takes, with types and meanings, and names the type in errors', async () => {
    await ok("import { fullFace, nose, resnet } from './lib/notebook';");
    const types = { nose: 'NoseParameters', fullFace: 'FullFaceParameters', resnet: 'ResNetParameters' };
    for (const [name, type] of Object.entries(types)) {
      const code = `${name}.parameters`;
      const shown = await kernel.inspect(code, code.length - 1);
      assert.ok(shown.includes(`(changes?: Partial<${type}> | undefined): ${type}\n`), shown);
      assert.match(shown, /\n {2}epochs\?: number\n {6}Passes over the training photos\. Integer from 1 to 10,000\.\n/);
      const { status, stderr } = await kernel.run(`${code}({ epoch: 3 });`);
      assert.equal(status, 'error');
      assert.match(stderr, new RegExp(`'Partial<${type}>'\\. Did you mean to write 'epochs'\\?`));
      assert.ok(!stderr.includes('Pick<'), stderr);
    }
    const head = 'const own = nose.parameters({\n  ';
    const { epochs, precision } = await kernel.types(`${head}\n});`, head.length);
    assert.deepEqual([epochs, precision], ['number', '"float32" | "bfloat16"']);
    // As JupyterLab asks about the selected completion.
    assert.match(await kernel.inspect(`${head}epochs`, `${head}epochs`.length), /Passes over the training photos\./);
  });

  it('reports an unhandled promise rejection, and lives on', async () => {
    const { stderr } = await kernel.run(
      "void Promise.reject(new Error('forgotten'));\nawait new Promise((r) => setTimeout(r, 100));",
    );
    assert.match(stderr, /^Unhandled promise rejection\. forgotten\n {4}at cell \[\d+\], line 1/);
    assert.equal(await ok('1 + 1'), '2');
  });

  it('stops waiting for a cell that is interrupted', async () => {
    const { status, stderr, seconds } = await kernel.run(`${begun}; await new Promise((r) => setTimeout(r, 60_000));`, {
      file,
    });
    assert.equal(status, 'error');
    assert.match(stderr, /Interrupted/);
    assert.ok(seconds < 30);
    assert.equal(await ok('1 + 1'), '2');
  });

  it('stops a loop that never waits', async () => {
    const { status } = await kernel.run(`${begun}; while (true) {}`, { file });
    assert.equal(status, 'error');
    assert.equal(await ok('1 + 1'), '2');
  });

  it('lets work that listens for interrupts end the cell by itself', async () => {
    const code = `
      let steps = 0;
      const stopped = await new Promise<string>((resolve) => {
        const timer = setInterval(() => steps++, 10);
        process.once('facesInterrupt', () => { clearInterval(timer); resolve('stopped after a step'); });
        ${begun};
      });
      stopped`;
    const { status, stdout, stderr } = await kernel.run(code, { file });
    assert.deepEqual({ status, stderr }, { status: 'ok', stderr: '' });
    assert.equal(stdout.trim(), 'stopped after a step');
  });

  it('trains to the end after a training was interrupted', async () => {
    // A seed of its own, so that no cached run is taken.
    const seed = Date.now() % 1e9;
    const training = `
      import { nose } from './lib/experiments/nose';
      import { train } from './lib/notebook';
      const { training: { epochs } } = await train(nose, nose.parameters({ data: 'generated', epochs: 20, seed: ${seed} }));
      epochs.length`;
    const { status, stderr } = await kernel.run(training, { display: 'data-progress' });
    assert.equal(status, 'error');
    assert.match(stderr, /stopped|interrupted/i);
    assert.equal(await ok(training), '20');
    assert.equal(await ok(training.replace('20', '2')), '2', 'another training, with a new process');
  });

  it('shows all of a cell that shows very much at once', async () => {
    const code =
      "import { newDisplay } from 'tslab';\nfor (let i = 0; i < 3000; i++) newDisplay().html(String(i));\nconsole.log('end');";
    const { status, displays, stdout } = await kernel.run(code);
    assert.deepEqual([status, displays.length, stdout], ['ok', 3000, 'end\n']);
    assert.ok(displays.every((display, i) => display['text/html'] === String(i)));
  });

  it('shows HTML that is updated in place', async () => {
    const { displays } = await kernel.run(
      "import * as tslab from 'tslab';\nconst d = tslab.newDisplay();\nd.html('<b>1</b>');\nd.html('<b>2</b>');",
    );
    assert.deepEqual(displays, [{ 'text/html': '<b>1</b>' }, { 'text/html': '<b>2</b>' }]);
  });
});
