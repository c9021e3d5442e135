import type { Point3 } from './surface';

/** How a head is held and looked at. Angles in radians. */
export interface View {
  /** Turned to the person's left (right in the image). */
  readonly yaw: number;
  /** Looking up. */
  readonly pitch: number;
  /** Tilted clockwise in the image. */
  readonly roll: number;
  /** Where the middle between the eyes' outer corners of an upright head would be, in pixels. */
  readonly center: readonly [number, number];
  /** Pixels per unit at the head's axis. */
  readonly scale: number;
  /** Distance of the camera in units; less distorts more. */
  readonly distance: number;
}

/** Where the head turns on the neck. */
const pivot: Point3 = [0, -1.4, -0.5];

/** From the head's coordinates into the camera's: x right, y up, z towards it. */
export type Turn = (point: Point3) => Point3;

/** Turns the head by the view's angles; `share` of them for the body, which follows only in part. */
export function turnOf({ yaw, pitch, roll }: View, share = 1): Turn {
  const [sy, cy] = [Math.sin(yaw * share), Math.cos(yaw * share)];
  const [sp, cp] = [Math.sin(pitch * share), Math.cos(pitch * share)];
  const [sr, cr] = [Math.sin(roll * share), Math.cos(roll * share)];
  return ([px, py, pz]) => {
    const [x, y, z] = [px - pivot[0], py - pivot[1], pz - pivot[2]];
    const up = y * cp + z * sp;
    const out = z * cp - y * sp;
    const right = x * cy + out * sy;
    return [right * cr + up * sr + pivot[0], up * cr - right * sr + pivot[1], out * cy - x * sy + pivot[2]];
  };
}

/** From the camera's coordinates to pixels, x right and y down. */
export function project(view: View, [x, y, z]: Point3): [number, number] {
  const scale = (view.scale * view.distance) / (view.distance - z);
  return [view.center[0] + x * scale, view.center[1] - y * scale];
}
