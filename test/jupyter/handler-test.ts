import assert from 'node:assert/strict';
import { continueAfterErrors, withoutEmptyWrites } from '../../lib/jupyter/handler';
import type { ExecuteReply, ExecuteRequest, Handler } from '../../lib/jupyter/tslab';

/** As tslab's handler: `fail` fails, and what follows it is dropped. */
class FakeHandler {
  count = 0;
  hasFailed = false;
  execQueue = { add: <T>(task: () => Promise<T>) => Promise.resolve().then(task) };

  handleExecuteImpl({ code }: ExecuteRequest): Promise<{ count: number }> {
    const count = { count: ++this.count };
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as tslab does.
    return code === 'fail' ? Promise.reject(count) : Promise.resolve(count);
  }

  async handleExecute(request: ExecuteRequest): Promise<ExecuteReply> {
    if (this.hasFailed) return { status: 'abort' };
    try {
      return { status: 'ok', execution_count: (await this.handleExecuteImpl(request)).count };
    } catch (error) {
      this.hasFailed = true;
      return { status: 'error', execution_count: (error as { count: number }).count };
    }
  }
}

describe('the kernel after an error', () => {
  before(() => continueAfterErrors(FakeHandler as unknown as Handler));

  const replies = async (...requests: ExecuteRequest[]) => {
    const handler = new FakeHandler();
    const all: ExecuteReply[] = [];
    for (const request of requests) all.push(await handler.handleExecute(request));
    return all.map(({ status, execution_count: count }) => [status, count]);
  };

  it('goes on where the cell may fail', async () => {
    assert.deepEqual(await replies({ code: 'fail', stop_on_error: false }, { code: 'a' }), [
      ['error', 1],
      ['ok', 2],
    ]);
    assert.deepEqual(await replies({ code: 'a', stop_on_error: false }), [['ok', 1]]);
  });

  it('drops the next cells otherwise, by the name that the protocol has for it', async () => {
    assert.deepEqual(await replies({ code: 'fail', stop_on_error: true }, { code: 'a' }), [
      ['error', 1],
      ['aborted', undefined],
    ]);
  });
});

describe('the output of a cell', () => {
  it('has no empty writes', async () => {
    class Writing {
      handleExecuteImpl(_: ExecuteRequest, write: (name: 'stdout' | 'stderr', text: string) => void): Promise<unknown> {
        ['', 'a', '', '\n'].forEach((text) => write('stderr', text));
        return Promise.resolve({ count: 1 });
      }
    }
    withoutEmptyWrites(Writing as unknown as Handler);
    const written: string[] = [];
    const reply = await new Writing().handleExecuteImpl({ code: '' }, (name, text) => written.push(`${name}: ${text}`));
    assert.deepEqual(written, ['stderr: a', 'stderr: \n']);
    assert.deepEqual(reply, { count: 1 });
  });
});
