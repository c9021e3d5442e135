import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERIES_COLORS } from '../../lib/figures/palette';
import { colorDistance, contrast, seenBy } from './color-vision';

const STYLES = join(__dirname, '..', '..', 'lib');
const palette = readFileSync(join(STYLES, 'figures/page/styles/palette.css'), 'utf8');
const page = readFileSync(join(STYLES, 'report/page/colors.css'), 'utf8');
const [lightPage, darkPage] = page.split("[data-theme='dark']") as [string, string];

/** The backgrounds that reports and JupyterLab have, and the colors that a report gives texts on them. */
const THEMES = [
  { name: 'light', place: 0, css: lightPage, backgrounds: [variable(lightPage, 'bg'), '#ffffff'] },
  { name: 'dark', place: 1, css: darkPage, backgrounds: [variable(darkPage, 'bg'), '#111111'] },
] as const;

function variable(css: string, name: string): string {
  const [, value] = new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(css) ?? [];
  return value!;
}

/** A color of the palette: [light, dark]. */
function paletteColor(name: string): [string, string] {
  const found = new RegExp(`--f-${name}: .*light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(palette);
  assert.ok(found, `palette.css has no color '${name}'`);
  return [found[1]!, found[2]!];
}

const LINES = SERIES_COLORS.filter((name) => name !== 'ink');

describe('the palette', () => {
  for (const { name, place, css, backgrounds } of THEMES) {
    it(`has a contrast of 3 for lines and 4.5 for texts, ${name}`, () => {
      for (const background of backgrounds) {
        for (const line of LINES) {
          const ratio = contrast(paletteColor(line)[place], background);
          assert.ok(ratio >= 3, `${line} on ${background}: ${ratio.toFixed(2)}`);
        }
        for (const text of ['text', 'muted']) {
          const ratio = contrast(variable(css, text), background);
          assert.ok(ratio >= 4.5, `${text} on ${background}: ${ratio.toFixed(2)}`);
        }
      }
      const own = contrast(paletteColor('muted')[place], backgrounds[0]);
      assert.ok(own >= 4.5, 'texts of figures outside a report');
    });

    it(`has colors that readers with any color vision tell apart, ${name}`, () => {
      const together = [
        ['blue', 'green', 'gray', 'amber'],
        ['blue', 'vermillion', 'violet', 'olive', 'magenta', 'teal', 'brown'],
      ];
      for (const group of together) {
        for (const [i, a] of group.entries()) {
          for (const b of group.slice(i + 1)) {
            for (const vision of ['normal', 'protanopia', 'deuteranopia'] as const) {
              const [one, other] = [a, b].map((color) => seenBy(paletteColor(color)[place], vision));
              const distance = colorDistance(one!, other!);
              const least = vision === 'normal' ? 0.12 : 0.06;
              assert.ok(distance >= least, `${a} and ${b}, ${vision}: ${distance.toFixed(3)}`);
            }
          }
        }
      }
    });
  }
});

describe('color vision', () => {
  it('is computed as WCAG, Ottosson and Machado say', () => {
    assert.equal(contrast('#ffffff', '#000000'), 21);
    assert.ok(Math.abs(contrast('#777777', '#ffffff') - 4.48) < 0.005);
    assert.ok(Math.abs(colorDistance(seenBy('#ffffff', 'normal'), seenBy('#000000', 'normal')) - 1) < 1e-3);
    const [red, green] = ['#cc0000', '#5a7000'].map((color) => seenBy(color, 'deuteranopia'));
    assert.ok(colorDistance(red!, green!) < 0.12, 'alike for deuteranopes');
  });
});
