import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chooseVariant } from '../../scripts/set-up/tensorflow.mjs';

describe('chooseVariant', () => {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env.FACES_TENSORFLOW;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.FACES_TENSORFLOW;
    else process.env.FACES_TENSORFLOW = before;
  });

  for (const variant of ['cpu', 'gpu', 'prebuilt']) {
    it(`obeys FACES_TENSORFLOW=${variant}`, () => {
      process.env.FACES_TENSORFLOW = variant;
      assert.equal(chooseVariant().variant, variant);
    });
  }

  it('names what FACES_TENSORFLOW can be', () => {
    process.env.FACES_TENSORFLOW = 'cuda';
    assert.throws(() => chooseVariant(), /cpu, gpu, prebuilt or auto, not 'cuda'/);
  });
});

describe('the lock files', () => {
  for (const name of ['python', 'tensorflow-cpu', 'tensorflow-gpu']) {
    it(`pin every package of ${name} with a checksum`, () => {
      const text = readFileSync(`scripts/locks/${name}.lock`, 'utf8').replace(/^#.*\n/gm, '');
      const packages = text.split(/\n(?=\S)/).filter((part) => part.trim() !== '');
      assert.ok(packages.length > 0);
      for (const entry of packages)
        assert.match(entry, /^[\w.-]+==[\w.]+[^\n]*\\\n( {4}--hash=sha256:[0-9a-f]{64}( \\)?\n?)+$/);
    });
  }
});
