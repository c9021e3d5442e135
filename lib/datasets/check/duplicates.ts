import type { Finding } from './finding';
import { THUMBNAIL } from './photo-prints';
import type { PhotoPrint } from './photo-prints';

/** A photo with a face of it. */
export interface PrintedPhoto {
  readonly print: PhotoPrint;
  /** Number of a face in the photo. */
  readonly face: number;
  readonly group: string;
}

/** Hashes of similar photos differ in at most this many of their 64 bits. */
const MAX_BITS = 10;

/** Correlation of the thumbnails of similar photos. */
const CORRELATION = 0.985;

/**
 * Finds photos that are there twice: the same file, or nearly the same picture (resized, compressed again, with other
 * brightness, mirrored) in another group, so that it could be trained on and be held out. Similar photos of one group are
 * never apart, and are left alone.
 */
export function duplicates(photos: readonly PrintedPhoto[]): Finding[] {
  const findings: Finding[] = [];
  const byContent = new Map<string, PrintedPhoto[]>();
  for (const photo of photos) {
    const same = byContent.get(photo.print.content);
    if (same) same.push(photo);
    else byContent.set(photo.print.content, [photo]);
  }
  const different = [...byContent.values()].map((same) => {
    if (same.length > 1) findings.push({ kind: 'same photo', faces: same.map(({ face }) => face) });
    return same[0]!;
  });
  for (const [i, one] of different.entries()) {
    for (const other of different.slice(i + 1)) {
      if (one.group === other.group) continue;
      const mirrored = looksLike(one.print, other.print, true);
      if (!mirrored && !looksLike(one.print, other.print, false)) continue;
      findings.push({ kind: 'similar photos', faces: [one.face, other.face], mirrored });
    }
  }
  return findings;
}

function looksLike(a: PhotoPrint, b: PhotoPrint, mirrored: boolean): boolean {
  const hash = mirrored ? b.mirrored : b.hash;
  if (bits(a.hash[0] ^ hash[0]) + bits(a.hash[1] ^ hash[1]) > MAX_BITS) return false;
  let correlation = 0;
  for (let y = 0; y < THUMBNAIL; y++) {
    for (let x = 0; x < THUMBNAIL; x++) {
      const at = y * THUMBNAIL + (mirrored ? THUMBNAIL - 1 - x : x);
      correlation += a.thumbnail[y * THUMBNAIL + x]! * b.thumbnail[at]!;
    }
  }
  return correlation > CORRELATION;
}

/** Number of bits set in a word of 32. */
function bits(word: number): number {
  let rest = word - ((word >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
