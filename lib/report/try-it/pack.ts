import { gzipSync } from 'node:zlib';

/** Packs the integers of all quantized constants of a graph, in the form that `Graph.data` describes. */
export class Packer {
  private readonly low: Uint8Array[] = [];
  private readonly high: Uint8Array[] = [];

  /**
   * Appends the integers of one constant.
   *
   * @param integers From -32768 to 32767.
   */
  add(integers: Int32Array): void {
    const folded = integers.map((number) => (number < 0 ? -2 * number - 1 : 2 * number));
    this.low.push(Uint8Array.from(folded, (number) => number & 0xff));
    this.high.push(Uint8Array.from(folded, (number) => number >> 8));
  }

  /** All integers: gzip, then base64. */
  data(): string {
    return gzipSync(Buffer.concat([...this.low, ...this.high]), { level: 9 }).toString('base64');
  }
}
