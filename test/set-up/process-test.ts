import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { run, which } from '../../scripts/set-up/process.mjs';

describe('run', () => {
  const node = (script: string, onLine?: (line: string) => void) =>
    run(process.execPath, ['-e', script], onLine && { onLine });

  it('gives the exit status and the last lines of both outputs', async () => {
    const lines: string[] = [];
    const { code, said } = await node("console.log('a\\nb'); console.error('c'); process.exitCode = 3", (line) =>
      lines.push(line),
    );
    assert.equal(code, 3);
    assert.deepEqual(lines.sort(), ['a', 'b', 'c']);
    assert.deepEqual(said.split('\n').sort(), ['a', 'b', 'c']);
  });

  it('keeps the end of a long output, also without a line break at the end', async () => {
    const { said } = await node("for (let i = 0; i < 1000; i++) console.log(i); process.stdout.write('end')");
    assert.match(said, /999\nend$/);
    assert.ok(said.split('\n').length < 100);
  });

  it('tells of a signal and of a missing program', async () => {
    const killed = await node("process.kill(process.pid, 'SIGKILL')");
    assert.equal(killed.code, 128);
    assert.match(killed.said, /SIGKILL/);
    assert.equal((await run('no-such-program', [])).code, 127);
  });
});

describe('which', () => {
  it('finds programs of the path', () => {
    assert.ok(existsSync(which('sh') ?? ''));
    assert.equal(which('no-such-program'), undefined);
  });
});
