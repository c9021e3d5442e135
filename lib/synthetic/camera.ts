import type { Point3 } from './surface';

/** The pose of a head and the camera. Angles in radians. */
export interface View {
  /** Turned to the person's left (right in the image). */
  readonly yaw: number;
  /** Looking up. */
  readonly pitch: number;
  /** Tilted clockwise in the image. */
  readonly roll: number;
  /** Where the midpoint between the outer eye corners of an upright head would be, in pixels. */
  readonly center: readonly [number, number];
  /** Pixels per unit at the head's axis. */
  readonly scale: number;
  /** Distance of the camera in units; less distorts more. */
  readonly distance: number;
}

/** The point of the neck about which the head turns. */
const PIVOT: Point3 = [0, -1.4, -0.5];

/** Maps a point from the head's coordinates to the camera's: x right, y up, z towards the camera. */
export type Turn = (point: Point3) => Point3;

/**
 * The rotation of a head.
 *
 * @param view Its angles.
 * @param fraction Fraction of the angles, in 0..1: less than 1 for the body, which follows only in part.
 */
export function turnOf({ yaw, pitch, roll }: View, fraction = 1): Turn {
  const [sy, cy] = [Math.sin(yaw * fraction), Math.cos(yaw * fraction)];
  const [sp, cp] = [Math.sin(pitch * fraction), Math.cos(pitch * fraction)];
  const [sr, cr] = [Math.sin(roll * fraction), Math.cos(roll * fraction)];
  return ([px, py, pz]) => {
    const [x, y, z] = [px - PIVOT[0], py - PIVOT[1], pz - PIVOT[2]];
    const up = y * cp + z * sp;
    const out = z * cp - y * sp;
    const right = x * cy + out * sy;
    return [right * cr + up * sr + PIVOT[0], up * cr - right * sr + PIVOT[1], out * cy - x * sy + PIVOT[2]];
  };
}

/** Projects a point in the camera's coordinates to pixels, x right and y down. */
export function project(view: View, [x, y, z]: Point3): [number, number] {
  const scale = (view.scale * view.distance) / (view.distance - z);
  return [view.center[0] + x * scale, view.center[1] - y * scale];
}
