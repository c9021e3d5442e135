import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { tf } from '../../lib/ops/tensorflow';
import { flip, identity, invert, mapPoints, translation } from '../../lib/transforms/affine';
import type { Affine } from '../../lib/transforms/affine';
import { warpImages } from '../../lib/transforms/warp';
import { anyAffine, assertClose } from './arbitraries';

const [WIDTH, HEIGHT] = [64, 48];

/** Warps one image, given and returned as brightness above black. */
function warp(image: Float32Array, map: Affine, size = { width: WIDTH, height: HEIGHT }) {
  return tf.tidy(() => {
    const input = tf.tensor4d(image, [1, HEIGHT, WIDTH, 1]).sub<tf.Tensor4D>(0.5);
    return warpImages(input, [map], size).add(0.5).dataSync<'float32'>();
  });
}

/** A bright dot with its center of mass at a point in continuous coordinates, spread over the four nearest pixels. */
function dotAt(x: number, y: number): Float32Array {
  const image = new Float32Array(WIDTH * HEIGHT);
  for (let row = 0; row < HEIGHT; row++) {
    for (let column = 0; column < WIDTH; column++) {
      const nearX = Math.max(0, 1 - Math.abs(column + 0.5 - x));
      image[row * WIDTH + column] = nearX * Math.max(0, 1 - Math.abs(row + 0.5 - y));
    }
  }
  return image;
}

function centerOfMass(image: ArrayLike<number>, width = WIDTH): [number, number] {
  let [sum, x, y] = [0, 0, 0];
  for (let i = 0; i < image.length; i++) {
    sum += image[i]!;
    x += image[i]! * ((i % width) + 0.5);
    y += image[i]! * (Math.floor(i / width) + 0.5);
  }
  return [x / sum, y / sum];
}

const noise = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => ((i * 7919) % 256) / 255);

describe('warpImages', () => {
  it('moves a bright dot to within half a pixel of the mapped point', () => {
    const place = fc.tuple(fc.double({ min: 20, max: 44, noNaN: true }), fc.double({ min: 14, max: 34, noNaN: true }));
    fc.assert(
      fc.property(anyAffine, place, (map, [x, y]) => {
        const [expectedX, expectedY] = mapPoints(map, [x, y]) as unknown as [number, number];
        // Only where the whole dot stays inside.
        fc.pre(expectedX > 3 && expectedX < WIDTH - 3 && expectedY > 3 && expectedY < HEIGHT - 3);
        const [foundX, foundY] = centerOfMass(warp(dotAt(x, y), map));
        const distance = Math.hypot(foundX - expectedX, foundY - expectedY);
        assert.ok(distance < 0.5, `${distance} px off`);
      }),
      { numRuns: 300 },
    );
  });

  it('has no half-pixel shift: over many dots the mean offset vanishes', () => {
    const offsets = fc.sample(anyAffine, { numRuns: 200, seed: 1 }).map((map) => {
      const [x, y] = mapPoints(map, [32.3, 24.1]) as unknown as [number, number];
      const [foundX, foundY] = centerOfMass(warp(dotAt(32.3, 24.1), map));
      return [foundX - x, foundY - y] as const;
    });
    for (const axis of [0, 1] as const) {
      const mean = offsets.reduce((sum, offset) => sum + offset[axis], 0) / offsets.length;
      assert.ok(Math.abs(mean) < 0.05, `${mean} px`);
    }
  });

  it('changes nothing, exactly, by the identity', () => {
    const expected = noise.map((gray) => Math.fround(Math.fround(gray - 0.5) + 0.5));
    assert.deepEqual(warp(noise, identity), expected);
  });

  it('flips exactly', () => {
    const flipped = warp(noise, flip(WIDTH));
    for (let i = 0; i < flipped.length; i++) {
      const mirrored = Math.floor(i / WIDTH) * WIDTH + WIDTH - 1 - (i % WIDTH);
      assertClose([flipped[i]!], [noise[mirrored]!], 1e-6);
    }
  });

  it('comes back by the inverse after the forward map', () => {
    // Smooth, so that resampling it twice loses little.
    const smooth = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
      const [x, y] = [(i % WIDTH) / WIDTH, Math.floor(i / WIDTH) / HEIGHT];
      return 0.5 + 0.4 * Math.sin(5 * x) * Math.cos(4 * y);
    });
    fc.assert(
      fc.property(anyAffine, (map) => {
        const back = warp(warp(smooth, map), invert(map));
        for (let y = 2; y < HEIGHT - 2; y++) {
          for (let x = 2; x < WIDTH - 2; x++) {
            const [seenX, seenY] = mapPoints(map, [x + 0.5, y + 0.5]) as unknown as [number, number];
            if (seenX < 2 || seenX > WIDTH - 2 || seenY < 2 || seenY > HEIGHT - 2) continue;
            assertClose([back[y * WIDTH + x]!], [smooth[y * WIDTH + x]!], 0.01);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('shows a part of a larger image in a smaller output', () => {
    const part = warp(noise, translation(-10, -5), { width: 30, height: 20 });
    assert.equal(part.length, 600);
    for (let y = 0; y < 20; y++) {
      for (let x = 0; x < 30; x++) assertClose([part[y * 30 + x]!], [noise[(y + 5) * WIDTH + x + 10]!], 1e-6);
    }
  });

  it('continues the border outside the image', () => {
    const row = warp(noise, translation(5, 0)).subarray(0, 7);
    const edge = noise[0]!;
    assertClose(row, [edge, edge, edge, edge, edge, edge, noise[1]!], 1e-6);
  });

  it('moves each image of a batch by its own map', () => {
    const [a, b] = tf.tidy(() => {
      const input = tf.tensor4d([...noise, ...noise], [2, HEIGHT, WIDTH, 1]);
      const both = warpImages(input, [identity, translation(1, 0)], { width: WIDTH, height: HEIGHT }).dataSync();
      return [both.slice(0, noise.length), both.slice(noise.length)];
    });
    assertClose(a, noise, 1e-6);
    assertClose([b[1]!, b[2]!], [noise[0]!, noise[1]!], 1e-6);
  });
});
