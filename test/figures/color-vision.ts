/** Linear RGB, each channel 0..1. */
type Linear = readonly [number, number, number];

const linear = (hex: string): Linear =>
  [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Linear;

const apply = (matrix: readonly Linear[], v: Linear): Linear =>
  matrix.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Linear;

/** Contrast ratio of two colors, 1 to 21, as WCAG 2.2 defines it. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [a, b]
    .map((color) => apply([[0.2126, 0.7152, 0.0722]], linear(color))[0])
    .sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Machado, Oliveira and Fernandes (IEEE TVCG 2009), severity 1. */
const VISIONS = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
} as const satisfies Record<string, readonly Linear[]>;

/** A color as somebody with a kind of color vision sees it. */
export const seenBy = (color: string, vision: keyof typeof VISIONS): Linear =>
  apply(VISIONS[vision], linear(color)).map((value) => Math.min(1, Math.max(0, value))) as unknown as Linear;

/** Distance in Oklab (Ottosson 2020): 0 for equal colors, 1 for black and white. */
export function colorDistance(a: Linear, b: Linear): number {
  const [one, other] = [oklab(a), oklab(b)];
  return Math.hypot(...one.map((value, i) => value - other[i]!));
}

function oklab(color: Linear): Linear {
  const cones = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    color,
  ).map(Math.cbrt) as unknown as Linear;
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}
