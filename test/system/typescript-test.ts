import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../lib/paths';
import { temporaryFolder } from '../environment';

const LOADER = 'lib/system/typescript.cjs';

describe('system/typescript', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const write = (file: string, lines: string): void => {
    mkdirSync(dirname(join(folder(), file)), { recursive: true });
    writeFileSync(join(folder(), file), lines);
  };
  const cacheOf = (file: string): string => join(folder(), '.cache/code', `${file}.js`);
  const run = (file: string) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', `./${LOADER}`, file], {
      cwd: folder(),
      env: { ...process.env, NODE_PATH: join(root(), 'node_modules'), NODE_V8_COVERAGE: '' },
      encoding: 'utf8',
    });
    return { status, output: stdout.trim(), errors: stderr };
  };
  beforeEach(() => {
    mkdirSync(join(folder(), dirname(LOADER)), { recursive: true });
    copyFileSync(join(root(), LOADER), join(folder(), LOADER));
    write(
      'lib/main.ts',
      "import { answer } from './answer';\nimport { unit } from './unit.mjs';\nconsole.log(answer as number, unit);",
    );
    write('lib/answer.ts', 'export const answer: number = 42;');
    write('lib/unit.mjs', "export const unit = 'px';");
  });

  it('compiles all files of a folder once, and loads them from the cache', () => {
    write('lib/other.ts', 'export const other: number = 1;');
    assert.deepEqual(run('lib/main.ts'), { status: 0, output: '42 px', errors: '' });
    const files = ['main.ts', 'answer.ts', 'unit.mjs', 'other.ts'].map((file) => cacheOf(`lib/${file}`));
    const compiled = files.map((file) => statSync(file).mtimeMs);
    assert.equal(run('lib/main.ts').output, '42 px');
    assert.deepEqual(
      files.map((file) => statSync(file).mtimeMs),
      compiled,
    );
    assert.doesNotMatch(readFileSync(cacheOf('lib/answer.ts'), 'utf8'), /: number/);
  });

  it('compiles an edited file again, and one whose compiled code is damaged', () => {
    assert.equal(run('lib/main.ts').output, '42 px');
    write('lib/answer.ts', 'export const answer: number = 43;');
    write('lib/unit.mjs', "export const unit = 'mm';");
    assert.equal(run('lib/main.ts').output, '43 mm');
    const whole = readFileSync(cacheOf('lib/answer.ts'), 'utf8');
    writeFileSync(cacheOf('lib/answer.ts'), whole.slice(0, whole.length / 2));
    assert.equal(run('lib/main.ts').output, '43 mm');
    assert.equal(readFileSync(cacheOf('lib/answer.ts'), 'utf8'), whole);
  });

  it('copes with unusual names', () => {
    write('lib/main.ts', "import { answer } from './[a b]/ü*{}.x';\nconsole.log(answer);");
    write('lib/[a b]/ü*{}.x.ts', 'export const answer: number = 44;');
    assert.equal(run('lib/main.ts').output, '44');
    assert.equal(run('lib/main.ts').output, '44');
  });

  it('keeps the code of files with the same name apart', () => {
    write('lib/answer.mjs', 'export const answer = 1;');
    write('lib/unit.ts', 'export const unit: number = 2;');
    assert.equal(run('lib/main.ts').output, '42 px');
    assert.equal(run('lib/main.ts').output, '42 px');
  });

  it('names the file and the line of what fails, while it is compiled and while it runs', () => {
    write('lib/answer.ts', 'interface Long {\n  a: 1;\n}\nexport const answer = (null as unknown as Long).a;');
    for (const time of ['compiled now', 'from the cache']) {
      const { status, errors } = run('lib/main.ts');
      assert.equal(status, 1, time);
      assert.match(errors, /lib\/answer\.ts:4/, time);
    }
    write('lib/answer.ts', 'export const answer: number = ;');
    assert.match(run('lib/main.ts').errors, /lib\/answer\.ts:1:30: ERROR: Unexpected ";"/);
  });

  it('loads what it can beside files that do not compile', () => {
    write('lib/broken.ts', 'const = 1;');
    write('lib/broken-too.mjs', 'const = 1;');
    symlinkSync(join(folder(), 'gone.ts'), join(folder(), 'lib/gone.ts'));
    assert.equal(run('lib/main.ts').output, '42 px');
    assert.ok(existsSync(cacheOf('lib/answer.ts')));
    assert.ok(!existsSync(cacheOf('lib/broken.ts')));
  });

  it('works where nothing can be kept', () => {
    write('.cache', 'a file where the folder would be');
    assert.equal(run('lib/main.ts').output, '42 px');
    rmSync(join(folder(), '.cache'));
    assert.equal(run('lib/main.ts').output, '42 px');
    assert.ok(existsSync(cacheOf('lib/main.ts')));
  });
});
