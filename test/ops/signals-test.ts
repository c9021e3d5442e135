import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, constants } from 'node:os';
import { conv2d } from '../../lib/ops/convolution';
import { hasInstructions } from '../../lib/ops/processor';
import { tf } from '../../lib/ops/tensorflow';
import { root, typescriptLoader } from '../../lib/paths';

/** Signals that come from outside: Ctrl-C, requests to end, ends of child processes, terminals. */
const OTHERS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGCHLD', 'SIGWINCH', 'SIGUSR1', 'SIGUSR2'] as const;

/** Faults, and the signal of V8's profiler. */
const OWN = ['SIGSEGV', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGABRT', 'SIGPROF'] as const;

describe('signals', () => {
  const masks = (): Map<number, { name: string; blocks: (signal: NodeJS.Signals) => boolean }> =>
    new Map(
      readdirSync('/proc/self/task').map((thread) => {
        const status = readFileSync(`/proc/self/task/${thread}/status`, 'utf8');
        const [, mask = ''] = /^SigBlk:\s*(\S+)/m.exec(status) ?? [];
        const [, name = ''] = /^Name:\s*(\S+)/m.exec(status) ?? [];
        const bits = BigInt(`0x${mask}`);
        const blocks = (signal: NodeJS.Signals): boolean =>
          ((bits >> BigInt(constants.signals[signal] - 1)) & 1n) === 1n;
        return [Number(thread), { name, blocks }];
      }),
    );

  before(function () {
    if (process.platform !== 'linux') this.skip();
    // TensorFlow starts its threads when there is work for several.
    tf.tidy(() => tf.matMul(tf.ones([512, 512]), tf.ones([512, 512])).dataSync());
    tf.tidy(() => conv2d(tf.ones([2, 16, 16, 32]), tf.ones([3, 3, 32, 32]), { stride: 1, padding: 1 }).dataSync());
  });

  it('arrive on no thread that multiplies matrices, where they would break the memory', () => {
    const threads = masks();
    const computing = [...threads].filter(([id, { name }]) => id === process.pid || /^(tf_|winograd)/.test(name));
    assert.ok(computing.length > 1);
    const withWinograd = hasInstructions('avx2', 'fma') && availableParallelism() > 1;
    assert.equal(
      computing.some(([, { name }]) => name === 'winograd'),
      withWinograd,
    );
    for (const [id, { blocks }] of computing) {
      for (const signal of OTHERS) assert.ok(blocks(signal), `thread ${id} gets ${signal}`);
      for (const signal of OWN) assert.ok(!blocks(signal), `thread ${id} blocks ${signal}`);
    }
    const waiting = [...threads.values()].filter(({ blocks }) => !OTHERS.some((signal) => blocks(signal)));
    assert.ok(waiting.length > 0);
  });

  it('reach child processes as ever', () => {
    const status = execFileSync('grep', ['SigBlk', '/proc/self/status']).toString();
    assert.match(status, /^SigBlk:\s*0+$/m);
  });

  for (const [title, signal, handler, ended] of [
    ['end the process', 'SIGTERM', '', [null, 'SIGTERM']],
    ['call their handlers', 'SIGINT', "process.on('SIGINT', () => process.exit(7));", [7, null]],
  ] as const) {
    it(`${title} while it computes`, async function () {
      this.timeout(60_000);
      const program = `
        const { tf } = require('./lib/ops/tensorflow');
        ${handler}
        const work = () => { tf.tidy(() => tf.matMul(tf.ones([256, 256]), tf.ones([256, 256])).dataSync()); setImmediate(work); };
        work();
        console.log('ready');`;
      const child = spawn(process.execPath, ['--require', typescriptLoader(), '-e', program], {
        cwd: root(),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      child.kill(signal);
      assert.deepEqual(await once(child, 'close'), ended);
    });
  }
});
