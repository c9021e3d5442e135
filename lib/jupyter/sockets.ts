/** A class of zeromq's sockets. */
export interface SocketClass {
  readonly prototype: Socket;
}

interface Socket {
  readonly send: (message: unknown) => Promise<void>;
  readonly bind: (address: string) => Promise<void>;
  /** Messages that wait for a client; 0 for no limit. Holds for clients that connect after it was set. */
  sendHighWaterMark: number;
}

/** Messages of one socket that wait for their turn. */
interface Waiting {
  /** Settled when zeromq has taken the last message that it was given. */
  taken: Promise<void>;
  readonly messages: unknown[];
}

/**
 * Lets a kernel send any number of messages at once, so that the end of a cell that shows much is told, too:
 * - zeromq takes one message at a time. While one is on its way, which is the case after every 512 messages, it throws at
 *   the next, and tslab does not wait for it. Here messages wait for their turn.
 * - zeromq drops what it publishes once 1,000 messages wait for a client, such as one on a busy machine. Here any number
 *   may wait.
 *
 * @param classes Classes of sockets; two methods of each are replaced. Messages keep their order.
 * @see https://github.com/zeromq/zeromq.js/issues/427
 * @example sendAll([zeromq.Publisher, zeromq.Router])
 */
export function sendAll(classes: readonly SocketClass[]): void {
  for (const { prototype } of classes) {
    const { send, bind } = prototype;
    const all = new WeakMap<object, Waiting>();
    const value = function (this: object, message: unknown): Promise<void> {
      const waiting = all.get(this) ?? { taken: Promise.resolve(), messages: [] };
      all.set(this, waiting);
      waiting.messages.push(message);
      // Otherwise somebody is waiting already.
      if (waiting.messages.length === 1) flush(waiting, (one) => send.call(this, one));
      return waiting.taken;
    };
    Object.defineProperty(prototype, 'send', { value, configurable: true, writable: true });
    const unlimited = function (this: Socket, address: string): Promise<void> {
      this.sendHighWaterMark = 0;
      return bind.call(this, address);
    };
    Object.defineProperty(prototype, 'bind', { value: unlimited, configurable: true, writable: true });
  }
}

/** Sends what waits: now as far as zeromq takes it, the rest when it has taken the last one. */
function flush(waiting: Waiting, send: (message: unknown) => Promise<void>): void {
  while (waiting.messages.length > 0) {
    try {
      waiting.taken = send(waiting.messages[0]);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EBUSY') {
        waiting.messages.shift();
        throw error;
      }
      const again = (): void => flush(waiting, send);
      void waiting.taken.then(again, again);
      return;
    }
    waiting.messages.shift();
  }
}
