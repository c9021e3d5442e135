const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

/*
 * Whole arrays are converted in loops: the methods `from` of typed arrays take up to thirty times as long, a second for the
 * eleven million numbers of a ResNet-18.
 */

/** The bits of the half-precision numbers nearest to values, see `toHalf`. */
export function toHalves(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) halves[i] = toHalf(values[i]!);
  return halves;
}

let allHalves: Float32Array | undefined;

/** The values of half-precision numbers' bits. */
export function fromHalves(halves: Uint16Array): Float32Array {
  allHalves ??= new Float32Array(0x10000).map((_, bits) => fromHalf(bits));
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) values[i] = allHalves[halves[i]!]!;
  return values;
}

/** The values of bfloat16 numbers' bits, which are the upper halves of float32's. */
export function fromBfloat16s(halves: Uint16Array): Float32Array {
  const words = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) words[i] = halves[i]! << 16;
  return new Float32Array(words.buffer);
}

/** The bits of the half-precision number nearest to a value (ties to even); infinity beyond 65,504. */
export function toHalf(value: number): number {
  float[0] = value;
  const bits = word[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = Math.abs(float[0]);
  if (Number.isNaN(magnitude)) return sign | 0x7e00;
  if (magnitude >= 65520) return sign | 0x7c00;
  // Below 2^-14 half precision counts in steps of 2^-24; above, in 2^-10 of the power of two below the value.
  if (magnitude < 2 ** -14) return sign | roundToEven(magnitude * 2 ** 24);
  const exponent = ((bits >>> 23) & 0xff) - 127;
  const steps = roundToEven(magnitude * 2 ** (10 - exponent));
  // A value rounded up to the next power of two carries into the exponent, as it should.
  return sign | (((exponent + 15) << 10) + steps - 1024);
}

/** The value of a half-precision number's bits. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
