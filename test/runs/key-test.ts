import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath } from '../../lib/paths';
import { codeFingerprint, runKey } from '../../lib/runs/key';

describe('runs/key', () => {
  const folder = cachePath('key-test');
  const file = join(folder, 'experiment.ts');
  const fingerprint = (experiment: string, helper = 'export const double = (x: number) => 2 * x;'): string => {
    writeFileSync(join(folder, 'experiment.ts'), experiment);
    writeFileSync(join(folder, 'helper.ts'), helper);
    return codeFingerprint(file);
  };
  const source = "import { double } from './helper';\nexport const four = double(2);";
  before(() => mkdirSync(folder, { recursive: true }));
  after(() => rmSync(folder, { recursive: true }));

  it('depends on parameters, data, code and name, not on the order of parameters', () => {
    const key = runKey('nose', 'code', { epochs: 15, seed: 1 }, 'data');
    assert.match(key, /^[0-9a-f]{16}$/);
    assert.equal(runKey('nose', 'code', { seed: 1, epochs: 15 }, 'data'), key);
    const others = [
      runKey('nose', 'code', { epochs: 15, seed: 2 }, 'data'),
      runKey('nose', 'code', { epochs: 15, seed: 1 }, 'other'),
      runKey('nose', 'changed', { epochs: 15, seed: 1 }, 'data'),
      runKey('full-face', 'code', { epochs: 15, seed: 1 }, 'data'),
    ];
    assert.equal(new Set([key, ...others]).size, 5);
  });

  it('changes with the code that is run, wherever it stands', () => {
    const whole = fingerprint(source);
    assert.notEqual(fingerprint(source.replace('2)', '3)')), whole);
    assert.notEqual(fingerprint(source, 'export const double = (x: number) => x + x + 0;'), whole);
    assert.equal(fingerprint(source), whole);
  });

  it('does not change with comments, formatting and types', () => {
    const whole = fingerprint(source);
    assert.equal(fingerprint(`// A comment.\n${source.replace('= double', '=\n    double')}`), whole);
    assert.equal(fingerprint(source, 'export const double = (x: number): number => 2 * x;'), whole);
  });
});
