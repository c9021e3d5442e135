/**
 * Seeded random numbers: the counter-based generator Threefry-2x32 with 20 rounds.
 *
 * A stream is a key and a counter, nothing else, so that independent streams split off by name, cost nothing and do
 * not depend on what was drawn before: the augmentation of sample 7 in epoch 3 is the same whatever batch it is in,
 * and a resumed training draws what an uninterrupted one draws.
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, 'Parallel random numbers: as easy as 1, 2, 3', SC 2011
 * (splitting by hashing a label into the key as in JAX's `fold_in`).
 *
 * @example const order = new Random(7).split('order').split(epoch).shuffle(indices);
 */
export class Random {
  private readonly key: readonly [number, number];
  private counter = 0;

  /** @param seed Any whole number from 0 up to `Number.MAX_SAFE_INTEGER`. @throws RangeError for anything else. */
  constructor(seed: number);
  constructor(seed: number | readonly [number, number]) {
    if (typeof seed !== 'number') {
      this.key = seed;
      return;
    }
    if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`A seed is a whole number from 0, not ${seed}.`);
    this.key = [Math.floor(seed / 2 ** 32), seed >>> 0];
  }

  /** An independent stream of this name. The same name gives the same stream, however much was drawn before. */
  split(label: string | number): Random {
    // Chained over the label's characters, so that no two labels share a key by construction of a weak hash.
    let key = threefry(this.key, [typeof label === 'number' ? 1 : 2, 0xffffffff]);
    if (typeof label === 'number') key = threefry(key, [Math.floor(label / 2 ** 32), label >>> 0]);
    else for (let i = 0; i < label.length; i++) key = threefry(key, [label.charCodeAt(i), i]);
    return new (Random as unknown as new (key: readonly [number, number]) => Random)(key);
  }

  /** Uniform in [low, high), by default [0, 1), with 53 random bits. */
  uniform(low = 0, high = 1): number {
    const [a, b] = threefry(this.key, [Math.floor(this.counter / 2 ** 32), this.counter >>> 0]);
    this.counter++;
    const unit = ((a >>> 5) * 2 ** 26 + (b >>> 6)) / 2 ** 53;
    return low + (high - low) * unit;
  }

  /** Normally distributed, by default with mean 0 and standard deviation 1 (Box-Muller; takes two uniform draws). */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** A whole number from 0 to n - 1, each as likely. */
  integer(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** One element, each as likely. @throws RangeError when there is none. */
  choice<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('There is nothing to choose from: the list is empty.');
    return list[this.integer(list.length)] as T;
  }

  /** A shuffled copy, every order as likely (Fisher-Yates). */
  shuffle<T>(list: Iterable<T>): T[] {
    const shuffled = [...list];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
    }
    return shuffled;
  }
}

/** One block of Threefry-2x32-20: 64 key bits and 64 counter bits to 64 random bits, as two unsigned words each. */
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
