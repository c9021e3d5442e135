// Usage: node --require ./lib/system/typescript.cjs scripts/calibrate.ts [photos]
// Measures where dlib's boxes are relative to the SSD detector's, over training photos of iBUG 300-W in which that finds
// one face: the constants of lib/inference/dlib-box.ts. Takes half a second a photo, 150 of them by default.
import { quantileSorted } from 'd3-array';
import { load300W } from '../lib/datasets/load';
import { detectorBoxes } from '../lib/inference/detect';
import { openPhoto } from '../lib/inference/photo';

async function calibrate(count: number): Promise<void> {
  const { faces } = await load300W({ part: 'training' });
  const offsets = { side: [] as number[], right: [] as number[], down: [] as number[] };
  const photos = faces.filter(({ labels }) => labels.mirrored !== 'yes');
  for (let i = 0; i < count; i++) {
    const { photo, box } = photos[Math.floor((i * photos.length) / count)]!;
    const [detected, ...others] = await detectorBoxes(await openPhoto(photo), 0.5);
    if (!detected || others.length > 0) continue;
    const ssd = detected.box;
    const size = Math.sqrt(ssd.width * ssd.height);
    offsets.side.push(Math.sqrt(box.width * box.height) / size);
    offsets.right.push((box.x + box.width / 2 - ssd.x - ssd.width / 2) / size);
    offsets.down.push((box.y + box.height / 2 - ssd.y - ssd.height / 2) / size);
  }
  for (const [name, values] of Object.entries(offsets)) {
    const sorted = values.sort((a, b) => a - b);
    const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantileSorted(sorted, part)!.toFixed(3));
    console.log(`${name}: ${middle} (quartiles ${low} to ${high}, ${sorted.length} photos)`);
  }
}

void calibrate(Number(process.argv[2] ?? 150));
