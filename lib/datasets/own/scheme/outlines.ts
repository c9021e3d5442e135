import type { FacePart } from '../../../landmarks/landmark-set';

/**
 * Joins single lines between landmarks to polylines, as long as possible: for drawing, and to name parts of the object.
 *
 * @param edges Pairs of different indices.
 * @param names Names of the landmarks; a part is named after its ends.
 */
export function polylinesOf(edges: readonly (readonly [number, number])[], names: readonly string[]): FacePart[] {
  const left = new Set(edges.map(([a, b]) => (a < b ? `${a}-${b}` : `${b}-${a}`)));
  const parts: FacePart[] = [];
  const neighbors = (i: number): number[] =>
    [...left].map((key) => key.split('-').map(Number)).flatMap(([a, b]) => (a === i ? [b!] : b === i ? [a!] : []));
  const walk = (from: number): number[] => {
    const path = [from];
    for (;;) {
      const [at] = path.slice(-1) as [number];
      const [next] = neighbors(at);
      if (next === undefined) return path;
      left.delete(at < next ? `${at}-${next}` : `${next}-${at}`);
      path.push(next);
    }
  };
  while (left.size > 0) {
    const ends = [...new Set([...left].flatMap((key) => key.split('-').map(Number)))];
    // Lines begin at an end or a branch; only rings have neither.
    const start = ends.find((i) => neighbors(i).length % 2 === 1) ?? ends[0]!;
    const path = walk(start);
    const closed = path.length > 2 && path[0] === path[path.length - 1];
    const landmarks = closed ? path.slice(0, -1) : path;
    const [first, last] = [names[landmarks[0]!]!, names[landmarks[landmarks.length - 1]!]!];
    parts.push({ name: closed ? `around ${first}` : `${first} to ${last}`, landmarks, closed });
  }
  return parts;
}
