import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { immSource } from '../../lib/datasets/sources';
import { cachePath } from '../../lib/paths';
import { bestFiles } from '../../lib/recipes/record';
import { temporaryFolder } from '../environment';
import { matchSnapshot } from '../snapshot';
import { cli } from './cli';

describe('commands', () => {
  const folder = temporaryFolder();
  /** Holds generated faces, those of the other tests, and runs of all these tests. */
  let cache: string;
  before(async () => {
    cache = await mkdtemp(join(tmpdir(), 'faces-'));
    const faces = join('generated', immSource.folder);
    await immSource.generate(cachePath(faces), () => undefined);
    cpSync(cachePath(faces), join(cache, faces), { recursive: true, preserveTimestamps: true });
    cli(['predict', '--help']); // Sets up what is missing.
  });
  after(() => rm(cache, { recursive: true }));

  const helps: readonly (readonly string[])[] = [
    ['report'],
    ['report', 'nose'],
    ['sweep'],
    ['sweep', 'full-face'],
    ['best'],
    ['best', 'resnet'],
    ['bench'],
    ['bench', 'resnet'],
    ['predict'],
    ['compare'],
  ];
  for (const command of helps) {
    it(`${command.join(' ')} --help is as reviewed`, () => {
      const { status, output, errors } = cli([...command, '--help']);
      assert.deepEqual([status, errors], [0, '']);
      matchSnapshot(output, `${command.join('-')}-help.txt`);
    });
  }

  it('refuse what a person can get wrong with a message alone, before anything is run', () => {
    const refusals: Readonly<Record<string, readonly string[]>> = {
      'unknown option': ['report', 'nose', '--epoch', '3'],
      'impossible values': ['report', 'nose', '--epochs', '0', '--learning-rate', 'fast'],
      'unknown experiment': ['report', 'noses', '--epochs', '3'],
      'unknown recipe': ['best', 'foo'],
      'no experiment': ['sweep'],
      'unknown parameter to vary': ['sweep', 'nose', '--vary', 'kernels=3,5'],
      'no values to vary': ['sweep', 'nose', '--vary', 'epochs'],
      'no positive integer': ['sweep', 'nose', '--processes', '1.6'],
      'unknown precision': ['bench', 'nose', '--precision', 'float16'],
      'unknown command': ['launch'],
    };
    const messages = Object.entries(refusals).map(([name, options]) => {
      const { status, output, errors } = cli(options);
      assert.deepEqual([status, output], [1, ''], name);
      assert.doesNotMatch(errors, /^ +at /m, name);
      return `# ${name}: ${options.join(' ')}\n${errors}`;
    });
    matchSnapshot(messages.join('\n'), 'refusals.txt');
  });

  it('sweep trains and compares variations, and takes them from the cache the second time', () => {
    const options = ['sweep', 'nose', '--data', 'generated', '--epochs', '1', '--repeats', '2'];
    const env = { FACES_CACHE: cache, FACES_DATA: cache };
    const first = cli([...options, '--vary', 'learning-rate=1e-3,1e-4'], env);
    assert.equal(first.status, 0, first.errors);
    assert.ok(first.output.includes('learning rate 1e-4'), first.output);
    // A slow machine also says how far a run is.
    assert.equal(first.errors.match(/^\d\/4 .*, seed \d: validation MSE/gm)?.length, 4, first.errors);
    const second = cli([...options, '--vary', 'learningRate=1e-3,1e-4'], env);
    assert.ok(second.output.startsWith(first.output.split('\n\n')[0]!.trimEnd()), second.output);
    assert.ok(second.output.includes('--force'), second.output);
  });

  it('compare compares runs of a sweep by their keys, and names a key that no run has', () => {
    const options = ['sweep', 'nose', '--data', 'generated', '--epochs', '1', '--repeats', '2'];
    const env = { FACES_CACHE: cache, FACES_DATA: cache };
    const list = cli([...options, '--vary', 'learning-rate=1e-3,1e-4', '--list'], env);
    assert.match(list.errors, /^4 runs: key, state, variation\. --only KEY does one of them\.$/m);
    const listed = list.output.trim().split('\n');
    const keys = listed.map((line) => line.split(/ {2,}/)[0]!);
    const [first, , other] = keys as [string, string, string];
    const compared = cli(['compare', first, other, '--seeds'], env);
    assert.equal(compared.status, 0, compared.errors);
    assert.match(compared.output, /learningRate|learning rate/);
    const page = /^Page +(.*)$/m.exec(compared.output)![1]!;
    assert.ok(existsSync(page), page);
    rmSync(page);
    assert.match(cli(['compare', first, keys[1]!, '--seeds'], env).errors, /another seed of a run given before/);
    assert.match(cli(['compare', first], env).errors, /give the keys of two runs or more/);
    assert.equal(cli(['compare', first, 'ffffffff'], env).status, 1);
  });

  it('sweep lists runs, does single ones, and searches at random with a second measurement', () => {
    const small = ['--data', 'generated', '--epochs', '1', '--width', '40', '--height', '30'];
    const options = ['sweep', 'nose', ...small, '--search', 'random:2', '--vary', 'learningRate=log(1e-5,1e-3)'];
    const env = { FACES_CACHE: cache, FACES_DATA: cache };
    const listed = (): string[][] =>
      cli([...options, '--list'], env)
        .output.trim()
        .split('\n')
        .map((line) => line.split(/ {2,}/));
    const runs = listed();
    assert.deepEqual(
      runs.map(([, state]) => state),
      ['to do', 'to do', 'to do'],
    );
    const single = cli([...options, '--only', runs[1]![0]!], env);
    assert.equal(single.status, 0, single.errors);
    assert.ok(single.output.includes(runs[1]![2]!.replace(/, seed 1$/, '')), single.output);
    assert.deepEqual(
      listed().map(([, state]) => state),
      ['to do', 'cached', 'to do'],
    );
    const { status, output, errors } = cli(options, env);
    assert.equal(status, 0, errors);
    assert.match(output, /^Rank +Key +Variation/m);
    assert.match(output, new RegExp(`^\\d +${runs[1]![0]!.slice(0, 8)} +`, 'm'));
    assert.match(output, /npm run compare -- KEY KEY$/m);
    const page = (text: string): string => /^Page +(.*)$/m.exec(text)![1]!;
    assert.match(page(output), /nose-search-[0-9a-f]{8}\.html$/);
    // Another search leaves this one's page; the same one, extended, replaces it.
    const other = cli([...options.with(-1, 'learningRate=1e-4'), '--search', 'random:1'], env);
    assert.notEqual(page(other.output), page(output), other.errors);
    const extended = cli([...options, '--search', 'random:3'], env);
    assert.equal(page(extended.output), page(output), extended.errors);
    assert.match(readFileSync(join(page(output), '../index.html'), 'utf8'), /Search: [^<]*\(learning rate\)/);
    for (const file of [page(output), page(other.output)]) rmSync(file);
    assert.match(output, /Measured again on the other folds \(2, 3, 4\)|No variation is better than the default/);
  });

  it('best makes a smoke run of a recipe, and writes nothing', () => {
    const env = { FACES_CACHE: cache, FACES_DATA: cache };
    const { record, weights } = bestFiles({ name: 'nose', network: 'full-face' });
    const before = [record, weights].map((file) => readFileSync(file));
    const small = [
      '--data',
      'generated',
      '--width',
      '32',
      '--height',
      '32',
      '--channels',
      '4',
      '--epochs',
      '1',
      '--precision',
      'float32',
    ];
    const trained = cli(['best', 'nose', '--smoke', ...small, '--repeats', '1'], env);
    assert.equal(trained.status, 0, trained.errors);
    assert.match(trained.output, /^nose: .*1 seed$/m);
    assert.deepEqual(
      [record, weights].map((file) => readFileSync(file)),
      before,
    );
  });

  it('best measures the steps of a recipe in a smoke run, and writes nothing', () => {
    // Whatever is set here is the same in every step, so only the step to the L1 loss is left.
    const fixed =
      '--width 32 --height 32 --channels 4 --epochs 1 --folds 2 --rotation 0 --scaling 0 --translation 0 --contrast 0 ' +
      '--brightness 0 --flip 0 --network heatmap --learning-rate 0.002 --precision float32 --heatmap-weight 0 ' +
      '--schedule constant --weight-decay 0 --test-time-augmentation false';
    const options = ['best', 'nose', '--ablation', '--smoke', '--data', 'generated', ...fixed.split(' ')];
    const { status, output, errors } = cli(options, { FACES_CACHE: cache, FACES_DATA: cache });
    assert.equal(status, 0, errors);
    const [start, step, ...others] = output.trim().split('\n');
    assert.match(start!, /\s±\s.* {2}Plain network, no augmentation \(every step: /);
    assert.match(step!, /\s±\s.* {2}L1 loss instead of MSE$/);
    assert.deepEqual(others, []);
  });

  it('bench measures this library, and PyTorch where there is one', () => {
    const python = join(folder(), 'python');
    const result = { imagesPerSecond: 100, seconds: 1, peakMemoryMB: 50, version: 'PyTorch', device: 'cpu' };
    writeFileSync(python, `#!/bin/sh\necho "$@" > ${folder()}/arguments\necho '${JSON.stringify(result)}'\n`);
    chmodSync(python, 0o755);
    const options = ['bench', 'nose', '--rounds', '1', '--seconds', '1', '--threads', '1', '--batch-size', '8'];
    const { status, output, errors } = cli(options, { BENCH_PYTHON: python });
    assert.deepEqual([status, errors], [0, '']);
    const numbers = (text: string): string => text.replace(/\d[\d,.]*/g, '0');
    assert.deepEqual(numbers(output).trim().split('\n'), [
      'nose: 0x0 batch 0 float0 0 cores',
      'round 0  this library  0 images/s, 0 s, 0 MB at peak  (TensorFlow through tfjs-node 0)',
      'round 0  PyTorch       0 images/s, 0 s, 0 MB at peak  (PyTorch)',
      '',
      'this library, median of 0: 0 images/s',
      'data loading and augmentation: 0% of a step',
      'PyTorch, median of 0: 0 images/s',
      'speed relative to PyTorch: 0x',
    ]);
    const given = readFileSync(join(folder(), 'arguments'), 'utf8');
    assert.match(given, /bench-torch\.py --experiment nose --width 80 --height 60 --batch-size 8 --precision float32/);
  });

  it('bench says in one sentence what is wrong with BENCH_PYTHON', () => {
    const options = ['bench', 'nose', '--rounds', '1', '--seconds', '1'];
    const missing = cli(options, { BENCH_PYTHON: join(folder(), 'none') });
    assert.equal(missing.status, 1);
    assert.equal(missing.errors, `${join(folder(), 'none')}: this program cannot be started. Check its path.\n`);
    const failing = cli(options, { BENCH_PYTHON: '/bin/sh' });
    assert.equal(failing.status, 1);
    assert.ok(failing.errors.startsWith('/bin/sh (BENCH_PYTHON) cannot run the benchmark'), failing.errors);
    assert.ok(!existsSync(join(folder(), 'none')));
  });
});
