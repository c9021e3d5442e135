import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

describe('npm run lab', () => {
  it("serves the notebooks with the project's kernel, and nothing that asks or fetches", async () => {
    const args = [
      'scripts/lab.mjs',
      '--no-browser',
      '--port=0',
      '--ServerApp.port_retries=0',
      '--IdentityProvider.token=secret',
    ];
    const lab = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(lab, 'close');
    try {
      let address = '';
      for await (const line of createInterface({ input: lab.stderr })) {
        address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? '';
        if (address) break;
      }
      const get = async (path: string): Promise<Record<string, unknown>> => {
        const answer = await whenReachable(`${address}/${path}`, { headers: { Authorization: 'token secret' } });
        assert.equal(answer.status, 200, path);
        return (await answer.json()) as Record<string, unknown>;
      };
      const { default: kernel, kernelspecs } = await get('api/kernelspecs');
      assert.equal(kernel, 'faces');
      assert.deepEqual(Object.keys(kernelspecs as object), ['faces']);
      assert.equal((await get('api/contents/notebooks')).type, 'directory');
      assert.equal((await get('api/contents/lib/landmarks/face.ts')).type, 'file');
    } finally {
      lab.kill('SIGTERM');
      await ended;
    }
  });
});

/** Jupyter prints its address shortly before it listens there. */
async function whenReachable(url: string, options: RequestInit, trials = 50): Promise<Response> {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (trials === 0) throw error;
    await setTimeout(100);
    return whenReachable(url, options, trials - 1);
  }
}
