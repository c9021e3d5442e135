import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { projectCompiler } from '../../lib/jupyter/compiler';
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
});
