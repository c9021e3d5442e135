import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { sendAll } from '../../lib/jupyter/sockets';
import type { SocketClass } from '../../lib/jupyter/sockets';

/** A socket that takes one message in each turn of the event loop, as zeromq's does at times. */
function busySocket(): { socket: SocketClass['prototype']; taken: unknown[] } {
  const taken: unknown[] = [];
  let isBusy = false;
  class Socket {
    sendHighWaterMark = 1000;
    bind(): Promise<void> {
      return Promise.resolve();
    }
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
  sendAll([Socket]);
  return { socket: new Socket(), taken };
}

interface Sockets {
  readonly Publisher: SocketClass & {
    new (): SocketClass['prototype'] & { close(): void; readonly lastEndpoint: string };
  };
  readonly Subscriber: new () => {
    receiveTimeout: number;
    connect(to: string): void;
    subscribe(): void;
    receive(): Promise<Buffer[]>;
    close(): void;
  };
}

describe('sendAll', () => {
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

  describe('lets zeromq', () => {
    const { Publisher, Subscriber } = createRequire(require.resolve('tslab/dist/jupyter.js'))('zeromq') as Sockets;
    let from: InstanceType<typeof Publisher>;
    let to: InstanceType<typeof Subscriber>;
    const receive = async (): Promise<string> => (await to.receive())[0]!.toString().trim();

    before(() => sendAll([Publisher]));
    beforeEach(async () => {
      [from, to] = [new Publisher(), new Subscriber()];
      await from.bind('tcp://127.0.0.1:*');
      to.connect(from.lastEndpoint);
      to.subscribe();
      const first = receive();
      // Until the subscription has arrived.
      for (let isThere = false; !isThere;) {
        await from.send('hello');
        isThere = await Promise.race([first.then(() => true), pause(20, false)]);
      }
      await from.send('begin');
      while ((await receive()) !== 'begin');
      to.receiveTimeout = 5000;
    });
    afterEach(() => {
      from.close();
      to.close();
    });

    it('send thousands of messages at once', async () => {
      for (let i = 0; i < 3000; i++) void from.send(String(i));
      for (let i = 0; i < 3000; i++) assert.equal(await receive(), String(i));
    });

    it('keep messages for a client that does not read yet', async () => {
      // More than zeromq and the system keep by themselves: 1,000 messages on each side, and some megabytes.
      const padding = ' '.repeat(1000);
      for (let i = 0; i < 20_000; i++) await from.send(`${i}${padding}`);
      for (let i = 0; i < 20_000; i++) assert.equal(await receive(), String(i));
    });
  });
});
