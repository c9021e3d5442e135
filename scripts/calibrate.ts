import { quantileSorted } from 'd3-array';
import { load300W } from '../lib/datasets/load';
import { detectorBoxes } from '../lib/inference/detect';
import { openPhoto } from '../lib/inference/photo';

/**
 * Measures how dlib's boxes lie to the SSD detector's, over training photos of iBUG 300-W that show one face.
 *
 * Run: `npx tsx scripts/calibrate.ts [photos]`; half a second a photo.
 */
async function calibrate(count: number): Promise<void> {
  const { faces } = await load300W({ part: 'training' });
  const right: number[] = [];
  const down: number[] = [];
  const sides: number[] = [];
  const photos = faces.filter(({ labels }) => labels.mirrored !== 'yes');
  for (let i = 0; i < count; i++) {
    const { photo, box } = photos[Math.floor((i * photos.length) / count)]!;
    const found = await detectorBoxes(await openPhoto(photo), 0.5);
    if (found.length !== 1) continue;
    const ssd = found[0]!.box;
    const size = Math.sqrt(ssd.width * ssd.height);
    sides.push(Math.sqrt(box.width * box.height) / size);
    right.push((box.x + box.width / 2 - ssd.x - ssd.width / 2) / size);
    down.push((box.y + box.height / 2 - ssd.y - ssd.height / 2) / size);
  }
  for (const [name, values] of Object.entries({ side: sides, right, down })) {
    const sorted = values.sort((a, b) => a - b);
    const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantileSorted(sorted, share)!.toFixed(3));
    console.log(`${name}: ${middle} (quartiles ${low} to ${high}, ${sorted.length} photos)`);
  }
}

void calibrate(Number(process.argv[2] ?? 150));
