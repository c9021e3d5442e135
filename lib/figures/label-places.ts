/** A circle to be labeled. */
interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const DIRECTIONS = 16;

/**
 * Where the labels of circles stand: beside their circle, in the direction with most room. Circles that lie closest
 * together choose first.
 *
 * @param circles What is labeled.
 * @param reach Half the size of a label.
 * @returns The center of each circle's label.
 */
export function placeLabels(circles: readonly Circle[], reach: number): { readonly x: number; readonly y: number }[] {
  const distances = circles.map((one) =>
    Math.min(...circles.filter((other) => other !== one).map((other) => gap(one, other))),
  );
  const order = circles.map((_, i) => i).sort((a, b) => distances[a]! - distances[b]!);
  const labels: { x: number; y: number }[] = [];
  for (const i of order) {
    const circle = circles[i]!;
    const taken = Object.values(labels);
    const room = ({ x, y }: { x: number; y: number }) =>
      Math.min(
        ...circles.map((other, k) => (k === i ? Infinity : Math.hypot(other.x - x, other.y - y) - other.radius)),
        ...taken.map((label) => Math.hypot(label.x - x, label.y - y) - reach),
      );
    const places = Array.from({ length: DIRECTIONS }, (_, k) => {
      const angle = (2 * Math.PI * k) / DIRECTIONS - Math.PI / 2;
      const distance = circle.radius + 1.1 * reach;
      return { x: circle.x + distance * Math.cos(angle), y: circle.y + distance * Math.sin(angle) };
    });
    labels[i] = places.reduce((best, place) => (room(place) > room(best) + 1e-9 ? place : best));
  }
  return labels;
}

const gap = (a: Circle, b: Circle): number => Math.hypot(a.x - b.x, a.y - b.y) - a.radius - b.radius;
