import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cedCurve } from '../../lib/figures/ced-curve';
import { photoPredictions } from '../../lib/figures/photo-predictions';
import { figuresStyle } from '../../lib/figures/runtime';
import { count, percent } from '../../lib/format';
import { Html, html } from '../../lib/html';
import { predictFaces } from '../../lib/inference/predict';
import { mean } from '../../lib/metrics/statistics';
import { cachePath } from '../../lib/paths';
import { openPredictor } from '../../lib/recipes/predictor';
import { generate300W } from '../../lib/synthetic/generate';
import { errorsInTheWild } from './errors';

const FACES = 9;

/**
 * A page with the best recipe's landmarks on synthetic faces, found as `npm run predict` finds them, and its errors on
 * photos against those of face-api.
 *
 * @returns HTML for a window 1,200 pixels wide.
 */
export async function inTheWild(): Promise<string> {
  const errors = await errorsInTheWild();
  const nme = (method: keyof typeof errors): string => percent(mean(errors[method]), 2);
  const gallery = await photoPredictions(await predictions());
  const title = `${count(errors['best recipe'].length, 'test photo')} of 300-W: NME ${nme('best recipe')}`;
  return html`<!doctype html>
    <style>${new Html(figuresStyle() + STYLE)}</style>
    <main class="faces-figure">
      <section>
        <h2>Predictions on synthetic faces</h2>
        ${gallery.body}
      </section>
      <section>
        <h2>${title}, face-api ${nme('face-api, same boxes')}</h2>
        ${cedCurve(errors).body}
      </section>
    </main>`.text;
}

/** Large enough to be read in a README; without what a report says about single faces. */
const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; font: 15px/1.4 'DejaVu Sans', sans-serif; background: light-dark(#fff, #0d1117); }
main.faces-figure { display: grid; grid-template-columns: 400px 610px; gap: 30px; width: fit-content; margin: 0; padding: 10px 10px 0; }
h2 { margin: 0 0 10px; font-size: 16px; color: var(--f-text); }
.faces-figure ul.faces-items { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; margin: 0; }
.faces-items :is(strong, span), .faces-figure faces-gallery .faces-legend, .faces-boxes { display: none; }
.faces-items svg { border-radius: 5px; }
.faces-static text { font-size: 14px !important; }
.faces-line { stroke-width: 3; }
`;

async function predictions(): Promise<Parameters<typeof photoPredictions>[0]> {
  const folder = cachePath('screenshots', 'faces');
  await generate300W(folder, { seed: 1, parts: [{ name: 'wild', labels: 'wild.xml', photos: FACES }] });
  const files = readdirSync(join(folder, 'generated')).filter((name) => !name.includes('mirror'));
  const predictor = await openPredictor();
  try {
    const found = [];
    for (const name of files) {
      const photo = join(folder, 'generated', name);
      const { faces } = await predictFaces(photo, predictor);
      found.push({ photo, name, faces });
    }
    return found;
  } finally {
    predictor.dispose();
  }
}
