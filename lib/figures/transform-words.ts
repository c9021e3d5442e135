import { fixed } from '../format';
import type { Size } from '../geometry';
import { mapPoints } from '../transforms/affine';
import type { Transform } from '../transforms/augmentation';

/**
 * What an augmentation did to an image: `rotated −8°, shifted 5 px, contrast +12%`. Transforms too small to be seen are
 * left out.
 *
 * @param transform As it was drawn.
 * @param from Size of the image.
 * @param to Size of the network's input.
 */
export function transformWords(transform: Transform, from: Size, to: Size): string {
  const { map, flipped, contrast, brightness, illumination, patch } = transform;
  const center = [from.width / 2, from.height / 2];
  const [x, y, besideX, besideY] = [...mapPoints(map, [...center, center[0]! + 1, center[1]!])] as Four;
  const [dx, dy] = [besideX - x, besideY - y].map((value) => (flipped ? -value : value)) as [number, number];
  const scale = Math.hypot(dx, dy);
  const angle = (Math.atan2(dy, dx) * 180) / Math.PI;
  const shift = Math.hypot(x - to.width / 2, y - to.height / 2);
  const parts = [
    flipped && 'mirrored',
    Math.abs(angle) >= 0.5 && `rotated ${signed(angle)}°`,
    Math.abs(scale - 1) >= 0.01 && `size ${signed(100 * (scale - 1))}%`,
    shift >= 0.75 && `shifted ${fixed(shift, 0)} px`,
    Math.abs(contrast) >= 0.01 && `contrast ${signed(100 * contrast)}%`,
    Math.abs(brightness) >= 0.01 && `brightness ${signed(100 * brightness)}%`,
    illumination.some((slope) => Math.abs(slope) >= 0.05) && 'lit from one side',
    patch && 'partly covered',
  ];
  return parts.filter(Boolean).join(', ') || 'unchanged';
}

type Four = [number, number, number, number];

const signed = (value: number): string => `${value > 0 ? '+' : ''}${fixed(value, 0)}`;
