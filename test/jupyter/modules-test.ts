import assert from 'node:assert/strict';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ProjectModules } from '../../lib/jupyter/modules';
import { temporaryFolder } from '../set-up/temporary-folder';

describe('ProjectModules', () => {
  const folder = temporaryFolder();
  let edits = 0;

  function write(name: string, source: string): void {
    const file = join(folder(), name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, source);
    // Apart by more than the clock's tick.
    utimesSync(file, new Date(), 1_700_000_000 + ++edits);
  }

  function load(name: string): Record<string, unknown> {
    return createRequire(join(folder(), 'cell.js'))(`./${name}`) as Record<string, unknown>;
  }

  it('reloads an edited file and those that import it, and keeps the state of the others', () => {
    write('lib/leaf.ts', 'export const value: number = 1;');
    write('lib/between.ts', "import { value } from './leaf'; export const twice = (): number => value * 2;");
    write('lib/top.ts', "import { twice } from './between'; export const top = (): number => twice() + 1;");
    write('lib/other.ts', 'export const state = { count: 0 };');
    const modules = new ProjectModules(folder());
    modules.refresh();
    (load('lib/other').state as { count: number }).count = 5;
    assert.equal((load('lib/top').top as () => number)(), 3);
    modules.remember();
    assert.deepEqual(modules.refresh(), []);

    write('lib/leaf.ts', 'export const value: number = 10;');
    assert.deepEqual(modules.refresh().sort(), ['lib/between.ts', 'lib/leaf.ts', 'lib/top.ts']);
    assert.equal((load('lib/top').top as () => number)(), 21);
    assert.deepEqual(load('lib/other').state, { count: 5 });
    modules.remember();
    assert.deepEqual(modules.refresh(), []);
  });

  it('copes with circular imports', () => {
    write('lib/a.ts', "import * as b from './b'; export const a = 1; export const sum = (): number => a + b.b;");
    write('lib/b.ts', "import * as a from './a'; export const b = 2; export const back = (): number => a.a;");
    const modules = new ProjectModules(folder());
    modules.refresh();
    assert.equal((load('lib/a').sum as () => number)(), 3);
    modules.remember();
    write('lib/b.ts', "import * as a from './a'; export const b = 20; export const back = (): number => a.a;");
    assert.deepEqual(modules.refresh().sort(), ['lib/a.ts', 'lib/b.ts']);
    assert.equal((load('lib/a').sum as () => number)(), 21);
  });

  it('reloads a file that was edited while the cell that loaded it was running', () => {
    write('lib/step.ts', 'export const step = 1;');
    const modules = new ProjectModules(folder());
    modules.refresh();
    load('lib/step');
    writeFileSync(join(folder(), 'lib/step.ts'), 'export const step = 2;');
    modules.remember();
    assert.deepEqual(modules.refresh(), ['lib/step.ts']);
    assert.equal(load('lib/step').step, 2);
  });

  it("never reloads the kernel's own files", () => {
    write('lib/jupyter/kernel.ts', "import { value } from '../shared'; export const twice = 2 * value;");
    write('lib/shared.ts', 'export const value = 1;');
    const modules = new ProjectModules(folder(), join(folder(), 'lib/jupyter'));
    modules.refresh();
    assert.equal(load('lib/jupyter/kernel').twice, 2);
    modules.remember();
    write('lib/jupyter/kernel.ts', 'export const twice = 4;');
    write('lib/shared.ts', 'export const value = 3;');
    assert.deepEqual(modules.refresh(), ['lib/shared.ts']);
    assert.equal(load('lib/jupyter/kernel').twice, 2);
  });

  it('notices a file that is gone, and leaves packages alone', () => {
    write('lib/gone.ts', 'export const x = 1;');
    write('node_modules/pack/index.js', 'exports.x = 1;');
    const modules = new ProjectModules(folder());
    modules.refresh();
    load('lib/gone');
    load('node_modules/pack');
    modules.remember();
    rmSync(join(folder(), 'lib/gone.ts'));
    write('node_modules/pack/index.js', 'exports.x = 2;');
    assert.deepEqual(modules.refresh(), ['lib/gone.ts']);
    assert.equal(load('node_modules/pack').x, 1);
  });
});
