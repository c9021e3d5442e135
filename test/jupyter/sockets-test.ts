import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { queueSends } from '../../lib/jupyter/sockets';
import type { SocketClass } from '../../lib/jupyter/sockets';

/** A socket that takes one message in each turn of the event loop, as zeromq's does at times. */
function busySocket(): { socket: SocketClass['prototype']; taken: unknown[] } {
  const taken: unknown[] = [];
  let isBusy = false;
  class Socket {
    send(message: unknown): Promise<void> {
      if (message === 'bad') throw new TypeError('This is no message.');
      if (isBusy) throw Object.assign(new Error('Socket is busy writing'), { code: 'EBUSY' });
      isBusy = true;
      return new Promise((resolve) =>
        setImmediate(() => {
          isBusy = false;
          taken.push(message);
          resolve();
        }),
      );
    }
  }
  queueSends([Socket]);
  return { socket: new Socket(), taken };
}

describe('queueSends', () => {
  it('sends what was sent while the socket was busy, in order', async () => {
    const { socket, taken } = busySocket();
    for (let i = 0; i < 5; i++) void socket.send(i);
    while (taken.length < 5) await new Promise(setImmediate);
    void socket.send(5);
    await socket.send(6);
    while (taken.length < 7) await new Promise(setImmediate);
    assert.deepEqual(taken, [0, 1, 2, 3, 4, 5, 6]);
  });

  it('throws at what the socket refuses, and sends what comes after', async () => {
    const { socket, taken } = busySocket();
    assert.throws(() => void socket.send('bad'), TypeError);
    await socket.send('good');
    assert.deepEqual(taken, ['good']);
  });

  it('lets zeromq send thousands of messages at once', async () => {
    interface Sockets {
      readonly Publisher: SocketClass & {
        new (): SocketClass['prototype'] & {
          bind(to: string): Promise<void>;
          close(): void;
          readonly lastEndpoint: string;
        };
      };
      readonly Subscriber: new () => AsyncIterable<Buffer[]> & {
        connect(to: string): void;
        subscribe(): void;
        close(): void;
      };
    }
    const { Publisher, Subscriber } = createRequire(require.resolve('tslab/dist/jupyter.js'))('zeromq') as Sockets;
    queueSends([Publisher]);
    const [from, to] = [new Publisher(), new Subscriber()];
    try {
      await from.bind('tcp://127.0.0.1:*');
      to.connect(from.lastEndpoint);
      to.subscribe();
      const got: number[] = [];
      const end = (async () => {
        for await (const [message] of to) {
          const text = message!.toString();
          if (text === 'end') return;
          got.push(Number(text));
        }
      })();
      // Until the subscription has arrived.
      while (got.length === 0) {
        void from.send('-1');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      // zeromq keeps a thousand messages for a subscriber that does not read.
      for (let i = 0; i < 900; i++) void from.send(String(i));
      void from.send('end');
      await end;
      assert.deepEqual(
        got.filter((i) => i >= 0),
        [...Array(900).keys()],
      );
    } finally {
      from.close();
      to.close();
    }
  });
});
