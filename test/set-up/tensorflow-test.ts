import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chooseVariant, downloadWords, wheelFor } from '../../scripts/set-up/tensorflow.mjs';

describe('chooseVariant', () => {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env.FACES_TENSORFLOW;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.FACES_TENSORFLOW;
    else process.env.FACES_TENSORFLOW = before;
  });

  const system = (name: string, hasGlibc = true) => {
    const [platform = '', arch = ''] = name.split(' ');
    return { platform, arch, hasGlibc };
  };

  for (const variant of ['cpu', 'gpu', 'prebuilt']) {
    it(`obeys FACES_TENSORFLOW=${variant}`, () => {
      process.env.FACES_TENSORFLOW = variant;
      assert.equal(chooseVariant(system('linux x64')).variant, variant);
    });
  }

  it('takes the wheel for arm64, and the prebuilt library where there is no wheel', () => {
    process.env.FACES_TENSORFLOW = 'auto';
    const variants = ['linux arm64', 'darwin arm64', 'darwin x64'].map((name) => chooseVariant(system(name)).variant);
    assert.deepEqual(variants, ['cpu', 'cpu', 'prebuilt']);
  });

  it('says in one message that there is no native TensorFlow, and what to do', () => {
    for (const name of ['win32 x64', 'linux riscv64', 'freebsd x64']) {
      assert.throws(
        () => chooseVariant(system(name)),
        new RegExp(`^SetUpError: There is no native TensorFlow for ${name}\\. Use Linux .*WSL 2.*container`),
      );
    }
    assert.throws(() => chooseVariant(system('linux x64', false)), /linux x64 without glibc\. Use Linux with glibc/);
  });

  it('refuses a build that the system does not have', () => {
    process.env.FACES_TENSORFLOW = 'gpu';
    assert.throws(() => chooseVariant(system('linux arm64')), /no TensorFlow for linux arm64 of the kind 'gpu'/);
  });

  it('names what FACES_TENSORFLOW can be', () => {
    process.env.FACES_TENSORFLOW = 'cuda';
    assert.throws(() => chooseVariant(), /cpu, gpu, prebuilt or auto, not 'cuda'/);
  });
});

describe('the wheel of TensorFlow', () => {
  const linux = { platform: 'linux', arch: 'arm64', hasGlibc: true };

  it('is that of the system', () => {
    const { lock, options } = wheelFor('cpu', linux);
    assert.equal(lock, 'scripts/locks/tensorflow-arm64.lock');
    assert.ok(options.includes('manylinux_2_27_aarch64'));
    assert.ok(!options.some((option) => option.includes('x86_64')));
    const mac = wheelFor('cpu', { ...linux, platform: 'darwin' });
    assert.deepEqual([mac.lock, mac.options], [lock, ['--platform', 'macosx_12_0_arm64']]);
    assert.ok(wheelFor('gpu', { ...linux, arch: 'x64' }).options.includes('manylinux_2_28_x86_64'));
  });

  it('is missing where there is none', () => {
    assert.throws(() => wheelFor('gpu', linux), /no TensorFlow for linux arm64 of the kind 'gpu'/);
  });
});

describe('the lock files', () => {
  for (const name of ['python', 'tensorflow-arm64', 'tensorflow-cpu', 'tensorflow-gpu']) {
    it(`pin every package of ${name} with a checksum`, () => {
      const text = readFileSync(`scripts/locks/${name}.lock`, 'utf8').replace(/^#.*\n/gm, '');
      const packages = text.split(/\n(?=\S)/).filter((part) => part.trim() !== '');
      assert.ok(packages.length > 0);
      for (const entry of packages)
        assert.match(entry, /^[\w.-]+==[\w.]+[^\n]*\\\n( {4}--hash=sha256:[0-9a-f]{64}( \\)?\n?)+$/);
    });
  }
});

describe('downloadWords', () => {
  it('says how far the download is, also while pip copies the file', () => {
    assert.equal(downloadWords(-5, '281.8 MB'), '0 MB of 281.8 MB');
    assert.equal(downloadWords(120e6, '281.8 MB'), '120 MB of 281.8 MB');
    assert.equal(downloadWords(548e6, '281.8 MB'), '281.8 MB, saving');
    assert.equal(downloadWords(548e6, '2.4 GB'), '548 MB of 2.4 GB');
    assert.equal(downloadWords(700e3, '611 kB'), '611 kB, saving');
  });
});
