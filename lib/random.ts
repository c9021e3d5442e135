/**
 * Seeded random numbers from the counter-based generator Threefry-2x32 with 20 rounds.
 *
 * A stream is nothing but a key and a counter. So independent streams can be split off by name, cost nothing, and do not
 * depend on what was drawn before: the augmentation of sample 7 in epoch 3 is the same in any batch, and a resumed run
 * draws the same numbers as an uninterrupted one.
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, 'Parallel random numbers: as easy as 1, 2, 3', SC 2011
 * (splitting by hashing a label into the key as in JAX's `fold_in`).
 *
 * @example const order = new Random(7).split('order').split(epoch).shuffle(indices);
 */
export class Random {
  private readonly key: readonly [number, number];
  private counter = 0;

  /**
   * Starts a stream.
   *
   * @param seed An integer from 0 to `Number.MAX_SAFE_INTEGER`.
   * @throws RangeError for any other seed.
   */
  constructor(seed: number);
  constructor(seed: number | readonly [number, number]) {
    if (typeof seed !== 'number') {
      this.key = seed;
      return;
    }
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`A seed must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}; got ${seed}.`);
    }
    this.key = [Math.floor(seed / 2 ** 32), seed >>> 0];
  }

  /**
   * Splits off an independent stream by name. It does not depend on what was drawn before.
   *
   * @param label The same label always gives the same stream.
   */
  split(label: string | number): Random {
    // Chained over the label's characters: a weak hash of the label would give some labels the same key.
    let key = threefry(this.key, [typeof label === 'number' ? 1 : 2, 0xffffffff]);
    if (typeof label === 'number') key = threefry(key, [Math.floor(label / 2 ** 32), label >>> 0]);
    else for (let i = 0; i < label.length; i++) key = threefry(key, [label.charCodeAt(i), i]);
    return new (Random as unknown as new (key: readonly [number, number]) => Random)(key);
  }

  /** Draws a uniform number in [low, high), by default [0, 1), with 53 random bits. */
  uniform(low = 0, high = 1): number {
    const [a, b] = threefry(this.key, [Math.floor(this.counter / 2 ** 32), this.counter >>> 0]);
    this.counter++;
    const unit = ((a >>> 5) * 2 ** 26 + (b >>> 6)) / 2 ** 53;
    return low + (high - low) * unit;
  }

  /** Draws a normal number, by default with mean 0 and standard deviation 1 (Box-Muller; takes two uniform draws). */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Draws an integer from 0 to n - 1, all equally likely. */
  integer(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /**
   * Draws an element of a list, all equally likely.
   *
   * @throws RangeError when the list is empty.
   */
  choice<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('Cannot choose from an empty list.');
    return list[this.integer(list.length)] as T;
  }

  /** Makes a shuffled copy, all orders equally likely (Fisher-Yates). */
  shuffle<T>(list: Iterable<T>): T[] {
    const shuffled = [...list];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
    }
    return shuffled;
  }
}

/**
 * One block of Threefry-2x32-20.
 *
 * @param key 64 bits, as two 32-bit words.
 * @param counter 64 bits, as two 32-bit words.
 * @returns 64 random bits, as two unsigned 32-bit words.
 */
export function threefry(key: readonly [number, number], counter: readonly [number, number]): [number, number] {
  const k0 = key[0] | 0;
  const k1 = key[1] | 0;
  const k2 = 0x1bd11bda ^ k0 ^ k1;
  let a = (counter[0] + k0) | 0;
  let b = (counter[1] + k1) | 0;
  // Five groups of four rounds; after each group the next two of the three key words are added.
  for (let group = 1; group <= 5; group++) {
    const even = group % 2 === 0;
    a = (a + b) | 0;
    b = rotate(b, even ? 17 : 13) ^ a;
    a = (a + b) | 0;
    b = rotate(b, even ? 29 : 15) ^ a;
    a = (a + b) | 0;
    b = rotate(b, even ? 16 : 26) ^ a;
    a = (a + b) | 0;
    b = rotate(b, even ? 24 : 6) ^ a;
    const turn = group % 3;
    a = (a + (turn === 1 ? k1 : turn === 2 ? k2 : k0)) | 0;
    b = (b + (turn === 1 ? k2 : turn === 2 ? k0 : k1) + group) | 0;
  }
  return [a >>> 0, b >>> 0];
}

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
