import sharp from 'sharp';
import { Random } from '../random';
import type { Background } from './background';
import type { View } from './camera';
import type { Expression } from './expression';
import { valueNoise } from './functions';
import { addGlasses } from './glasses';
import { addHair } from './hair';
import type { Identity } from './identity';
import { drawnLandmarks } from './landmarks';
import type { PlacesOf } from './landmarks';
import { layoutOf } from './layout';
import type { Light } from './light';
import { MeshBuilder } from './mesh';
import { addBody, addEars, addHead } from './parts';
import { rasterize } from './raster';
import { shade } from './shade';
import { headSurface } from './surface';

/** Everything that determines one photo but the sensor's noise. */
export interface Scene {
  readonly person: Identity;
  readonly expression: Expression;
  readonly view: View;
  readonly light: Light;
  readonly background: Background;
  readonly camera: {
    readonly width: number;
    readonly height: number;
    readonly exposure: number;
    /** Standard deviation of the blur in pixels. */
    readonly blur: number;
    /** Standard deviation of the noise in gray values. */
    readonly noise: number;
    readonly gray: boolean;
    /** Quality of the JPEG, 1..100. */
    readonly quality: number;
  };
}

/** A drawn photo and its landmarks. */
export interface DrawnPhoto {
  readonly jpeg: Buffer;
  /** The landmarks at some places of the face in pixels, x0, y0, x1, y1, ... */
  readonly landmarks: (places: PlacesOf) => Float32Array;
}

/** Samples per pixel along each side, so that edges are smooth. */
const OVERSAMPLING = 1.25;

/**
 * Draws a scene: a head in three dimensions, shaded, with shadows, and photographed.
 *
 * @param random Source of the sensor's noise.
 */
export async function drawPhoto(scene: Scene, random: Random): Promise<DrawnPhoto> {
  const { person, expression, view, light, camera } = scene;
  const { width, height } = camera;
  const layout = layoutOf(person, expression);
  const surface = headSurface(person, layout, expression);
  const builder = new MeshBuilder();
  addHead(builder, surface, view);
  addEars(builder, surface, view);
  addBody(builder, person, layout, view);
  addHair(builder, person, surface, view);
  if (person.glasses) addGlasses(builder, person.glasses, layout, surface, view);
  const mesh = builder.mesh();

  const [fineWidth, fineHeight] = [Math.round(width * OVERSAMPLING), Math.round(height * OVERSAMPLING)];
  const image = new Float32Array(3 * fineWidth * fineHeight);
  scene.background(image, fineWidth, fineHeight);
  const [sx, sy] = [fineWidth / width, fineHeight / height];
  const center = [view.center[0] * sx, view.center[1] * sy] as const;
  const strands = valueNoise(person.texture + 4);
  const seen = rasterize(mesh, { ...view, center, scale: view.scale * sx }, fineWidth, fineHeight, (s, r) =>
    strands(s * 26, r * 3),
  );
  shade(image, seen, mesh, person, layout, light);
  const developed = develop(image, camera.exposure);
  const raw = { width: fineWidth, height: fineHeight, channels: 3 as const };
  const small = await sharp(developed, { raw })
    .blur(Math.max(0.4, camera.blur * OVERSAMPLING))
    .resize({ width, height, fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  addNoise(small, camera.noise, random);
  const photo = sharp(small, { raw: { width, height, channels: 3 } });
  const jpeg = await (camera.gray ? photo.grayscale() : photo).jpeg({ quality: camera.quality }).toBuffer();
  return { jpeg, landmarks: (places) => drawnLandmarks(places, layout, surface, view) };
}

/** Converts linear light to gray values, with a soft shoulder instead of clipped highlights. */
function develop(image: Float32Array, exposure: number): Buffer {
  const table = Uint8Array.from({ length: 4096 }, (_, i) => {
    const light = i / 1024;
    return Math.min(255, 255 * (light / (light + 0.18)) ** 0.9 * 1.16);
  });
  const developed = Buffer.alloc(image.length);
  for (let i = 0; i < image.length; i++) {
    const at = (image[i]! * exposure * 1024) | 0;
    developed[i] = table[at < 0 ? 0 : at > 4095 ? 4095 : at]!;
  }
  return developed;
}

function addNoise(image: Buffer, deviation: number, random: Random): void {
  // A photo has a million values: they are read from a table, at another place every 1,023 values.
  let at = random.integer(NORMALS.length);
  for (let i = 0; i < image.length; i += 3) {
    if (i % 1023 === 0) at = random.integer(NORMALS.length - 4096);
    const gray = 0.8 * NORMALS[at++]!;
    for (let k = i; k < i + 3; k++) {
      const value = image[k]! + deviation * (gray + 0.6 * NORMALS[at++]!) + 0.5;
      image[k] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
}

/** Normally distributed numbers with mean 0 and standard deviation 1. */
const NORMALS = ((): Float32Array => {
  const random = new Random(1);
  return Float32Array.from({ length: 1 << 16 }, () => random.normal());
})();
