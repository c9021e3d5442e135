import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import vm from 'node:vm';
import sharp from 'sharp';
import { say } from '../../lib/figures/displayed';
import { Figure, figureLabel } from '../../lib/figures/figure';
import { picturesShown } from '../../lib/figures/kernel';
import { html } from '../../lib/html';
import { temporaryFolder, withEnvironment } from '../environment';
import { matchSnapshot, readable } from '../snapshot';
import { inFakeNotebook, resetFigures } from './fake-notebook';

const figure = (id: string, kind: 'figure' | 'table' = 'figure') =>
  new Figure(kind, html`<p></p>`, `It's <${id}>.`, { id });

/** The number in a figure's caption. */
const numberOf = (page: string) => page.split('class="faces-number">')[1]!.split('<')[0];

describe('figures', () => {
  beforeEach(resetFigures);

  it('leave their number to the page, or take the one given', () => {
    matchSnapshot(readable(figure('a').html().text), 'figure.html');
    assert.equal(numberOf(figure('a').html().text), '');
    assert.equal(numberOf(figure('a').html(2).text), 'Figure 2.');
    assert.equal(figureLabel('table', 1), 'Table 1');
  });

  it('make their id from the caption where they have none', () => {
    assert.equal(new Figure('table', html``, 'Errors by pose.').id, 'tbl-errors-by-pose');
  });

  it('print their caption outside a notebook, and cannot be shown there', () => {
    assert.equal(inspect(figure('a')), "Figure 'It's <a>.'");
    assert.equal(inspect(figure('a', 'table')), "Table 'It's <a>.'");
    assert.throws(() => figure('a').show(), { message: /only in a notebook/ });
  });

  it('show themselves in a notebook, numbered in the order shown, tables by themselves', () => {
    const { html: shown } = inFakeNotebook(() => {
      for (const one of [figure('a'), figure('b', 'table'), figure('c'), figure('a')]) assert.equal(inspect(one), '');
    });
    assert.deepEqual(shown.slice(1).map(numberOf), ['Figure 1.', 'Table 1.', 'Figure 2.', 'Figure 1.']);
  });

  it('bring the page script once, before the first figure', () => {
    const { html: shown } = inFakeNotebook(() => {
      figure('a').show();
      figure('b').show();
    });
    assert.deepEqual(
      shown.map((text) => text.includes('class="faces-runtime"')),
      [true, false, false],
    );
    const scripts = shown[0]!.split('<script>').slice(1);
    assert.equal(scripts.length, 1);
    const [script, ...ends] = scripts[0]!.split('</script>');
    assert.equal(ends.length, 1, 'nothing in the script can end its element early');
    assert.doesNotThrow(() => new vm.Script(script!));
  });
});

describe('the still picture of a figure', () => {
  beforeEach(resetFigures);
  const drawn = new Figure('figure', html`<svg role="img" viewBox="0 0 4 4"><path d="M0 0h4v4H0z"/></svg>`, 'Square.');

  it('follows it in a notebook, where there is something drawn', async () => {
    const shown = inFakeNotebook(() => {
      figure('a').show();
      drawn.show();
    });
    await picturesShown();
    const sizes = await Promise.all(shown.pictures.map(async (png) => (await sharp(png).metadata()).width));
    assert.deepEqual(sizes, [1, 1080], 'a place, and the picture in it');
  });

  describe('is left out', () => {
    const left = (): void => assert.deepEqual(inFakeNotebook(() => drawn.show()).pictures, []);
    describe('in VS Code', () => {
      withEnvironment(() => ({ VSCODE_PID: '1' }));
      it('whose outputs the style sheet does not know', left);
    });
    describe('in reports', () => {
      const folder = temporaryFolder();
      withEnvironment(() => ({ FACES_JOB: join(folder(), 'job.json') }));
      it('which bring their own style sheet', () => {
        writeFileSync(join(folder(), 'job.json'), JSON.stringify({ report: {} }));
        left();
      });
    });
  });
});

describe('prose', () => {
  it('shows itself as Markdown in a notebook, and prints it elsewhere', () => {
    const text = say('**0.3** px');
    assert.deepEqual(inFakeNotebook(() => assert.equal(inspect(text), '')).markdown, ['**0.3** px']);
    assert.equal(inspect(text), '**0.3** px');
  });
});
