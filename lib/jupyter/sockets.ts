/** A class of zeromq's sockets. */
export interface SocketClass {
  readonly prototype: { readonly send: (message: unknown) => Promise<void> };
}

/** Messages of one socket that wait for their turn. */
interface Waiting {
  /** Settled when zeromq has taken the last message that it was given. */
  taken: Promise<void>;
  readonly messages: unknown[];
}

/**
 * Lets a kernel send any number of messages at once. zeromq takes one at a time: while one is on its way, which is the case
 * after every 512 messages, it throws at the next. tslab does not wait for it, so a cell that shows much would fail, or its
 * end would never be told.
 *
 * @param classes Classes of sockets; the method of each is replaced. Messages keep their order.
 * @see https://github.com/zeromq/zeromq.js/issues/427
 * @example queueSends([zeromq.Publisher, zeromq.Router])
 */
export function queueSends(classes: readonly SocketClass[]): void {
  for (const { prototype } of classes) {
    const { send } = prototype;
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
