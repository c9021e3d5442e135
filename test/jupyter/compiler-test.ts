import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { projectCompiler } from '../../lib/jupyter/compiler';
import { withoutExports } from '../../lib/jupyter/exports';
import { hasForAwait } from '../../lib/jupyter/for-await';
import { expandShorthand } from '../../lib/jupyter/shorthand';
import type { Compiler } from '../../lib/jupyter/tslab';

describe("the kernel's compiler", () => {
  let tslabs: Compiler;
  before(() => {
    tslabs = createRequire(__filename)('@tslab/typescript-for-tslab') as Compiler;
  });

  it("leaves tslab's only timer to the rebuilding of the program", async () => {
    let pending: unknown;
    const system = {
      ...tslabs.sys,
      setTimeout(callback: unknown) {
        assert.equal(pending, undefined, 'tslab supports one timer');
        return (pending = callback);
      },
      clearTimeout(timer: unknown) {
        assert.equal(timer, pending);
        pending = undefined;
      },
    };
    const host = projectCompiler(tslabs, () => undefined).createWatchCompilerHost([], {}, system);
    let forgotten = 0;
    const invalidateFailedLookups = (): void => void forgotten++;
    const updateProgramWithWatchStatus = (): void => undefined;
    const rebuild: unknown = host.setTimeout?.(updateProgramWithWatchStatus, 250);
    host.setTimeout?.(invalidateFailedLookups, 1);
    host.clearTimeout?.(host.setTimeout?.(invalidateFailedLookups, 1));
    assert.equal(pending, updateProgramWithWatchStatus);
    host.clearTimeout?.(rebuild);
    assert.equal(pending, undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(forgotten, 1);
  });

  it('writes shorthand properties out, on their lines', () => {
    assert.equal(
      expandShorthand('const { a } = f({ a, b: { c },\n d() {}, ...e });\n({ a, g = 1 } = h);', tslabs),
      'const { a } = f({ a: a, b: { c: c },\n d() {}, ...e });\n({ a: a, g: g = 1 } = h);',
    );
  });

  it('blanks exports, which tslab makes by itself, on their lines', () => {
    const blanked = (source: string): string => {
      const text = withoutExports(source, tslabs);
      assert.equal(text.length, source.length);
      return text.replace(/ +/g, ' ').trim();
    };
    assert.equal(blanked('export const x = 1;\nexport type T = 1;'), 'const x = 1;\n type T = 1;');
    assert.equal(
      blanked('export async function f() {}\nexport abstract class C {}'),
      'async function f() {}\n abstract class C {}',
    );
    assert.equal(blanked('export default function f() {}'), 'function f() {}');
    assert.equal(blanked('const a = 1;\nexport {\n a };\na'), 'const a = 1;\n \n \na');
    for (const kept of [
      'export default 7;',
      'export default class {}',
      "export { a } from './a';",
      "'export const x'",
    ]) {
      assert.equal(withoutExports(kept, tslabs), kept);
    }
  });

  it('finds loops that wait outside functions', () => {
    for (const code of ['for await (const x of f()) g(x);', 'if (a) { for await (const x of b); }']) {
      assert.equal(hasForAwait(code, tslabs), true, code);
    }
    for (const code of [
      'for (const x of f()) g(x);',
      'async function f() { for await (const x of y); }',
      '// for await (',
    ]) {
      assert.equal(hasForAwait(code, tslabs), false, code);
    }
  });
});
