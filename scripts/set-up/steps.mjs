/** The steps of a set-up, some of them at the same time, and how long each took. */
export class Steps {
  #began = Date.now();
  /** @type {string[]} */
  #times = [];

  /**
   * Takes a step once those that it needs are done.
   * @template T
   * @param {string} name
   * @param {() => Promise<T>} work
   * @param {Promise<unknown>[]} needs
   * @returns {Promise<T>}
   */
  async take(name, work, needs = []) {
    await Promise.all(needs);
    const began = Date.now();
    const result = await work();
    const seconds = (Date.now() - began) / 1000;
    if (seconds >= 1) this.#times.push(`${name} ${seconds.toFixed(0)} s`);
    return result;
  }

  /**
   * Waits until all steps have ended, those after a failure, too: what they have got need not be got again.
   * @param {(Promise<unknown> | false)[]} steps
   * @throws What the first of them that failed has thrown.
   */
  async all(steps) {
    const results = await Promise.allSettled(steps);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  /** How long everything took so far, and the steps of a second or more in the order in which they ended. */
  summary() {
    const seconds = ((Date.now() - this.#began) / 1000).toFixed(0);
    return [`${seconds} s`, this.#times.join(', ')].filter(Boolean).join(': ');
  }
}
