import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { bundle } from '../../lib/bundle';
import { html, scriptText } from '../../lib/html';
import { fullFaceNetwork } from '../../lib/networks/models/full-face';
import { noseNetwork } from '../../lib/networks/models/nose';
import { resnet18 } from '../../lib/networks/models/resnet18';
import { sizeOf } from '../../lib/networks/network';
import type { Network } from '../../lib/networks/network';
import { predict } from '../../lib/networks/predict';
import { bestFullFace, bestResnet } from '../../lib/recipes/all';
import { openNetwork } from '../../lib/recipes/open-network';
import { bestFiles } from '../../lib/recipes/record';
import type { Graph } from '../../lib/report/try-it/data';
import { detectorGraph } from '../../lib/report/try-it/detector';
import { networkProgram } from '../../lib/report/try-it/quantize';
import { grayToInput } from '../../lib/samples/gray';
import { imagesInMemory } from '../../lib/samples/images';
import { PORTRAIT } from '../portrait';
import { PageBrowser } from './browser';
import type { Engines } from './try-it/engines-page';

const PAGE = 'engines.html';

/** SwiftShader, Chromium's software adapter. */
const SWIFTSHADER = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

describe('on WebGPU', () => {
  let browser: PageBrowser;

  before(async () => {
    browser = await PageBrowser.start(SWIFTSHADER);
    const { text } = scriptText(bundle(join(__dirname, 'try-it', 'engines-page.ts')));
    browser.write(
      PAGE,
      html`<!doctype html><meta charset="utf-8" /><title>Engines</title>`.text + `<script>${text}</script>`,
    );
  });
  after(() => browser.stop());

  /** The output of a graph in the page, by one of its engines. */
  const outputIn = (page: Page, engine: 'wasm' | 'webgpu', graph: Graph, shape: number[], numbers: Float32Array) =>
    page.evaluate(
      async ({ engine, graph, shape, numbers }) => {
        const { engines } = window as unknown as { engines: Engines };
        const started = engines[engine]();
        const input = { shape, numbers: Float32Array.from(numbers) };
        await started.load('graph', graph, { input, atOnce: 1 });
        return [...(await started.run('graph', input))];
      },
      { engine, graph, shape, numbers: [...numbers] },
    );

  const farthest = (found: readonly number[], expected: ArrayLike<number>): number => {
    assert.equal(found.length, expected.length);
    return Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)));
  };

  const networks: Record<string, () => Promise<Network> | Network> = {
    'of the nose': () => noseNetwork({ seed: 3 }),
    'of the full face': () => fullFaceNetwork({ seed: 3 }),
    'of the best recipe for the full face': async () => (await openNetwork(bestFiles(bestFullFace).weights)).network,
    'of the best recipe for faces in the wild': async () => (await openNetwork(bestFiles(bestResnet).weights)).network,
  };
  for (const [name, make] of Object.entries(networks)) {
    it(`the network ${name} predicts like Node's`, async () => {
      const network = await make();
      const { width, height } = sizeOf(network);
      const gray = await sharp(PORTRAIT).resize(width, height).grayscale().raw().toBuffer();
      const expected = predict(network, imagesInMemory(gray, gray.length), { batchSize: 1 });
      const graph = networkProgram(network);
      network.dispose();
      await browser.visit(PAGE, async (page) => {
        const found = await outputIn(
          page,
          'webgpu',
          graph,
          [1, height, width, 1],
          Float32Array.from(gray, grayToInput),
        );
        const difference = farthest(found, expected);
        assert.ok(difference < 1e-3, `${difference}`);
      });
    });
  }

  // Quantized as they are, their numbers are not Node's.
  const graphs: Record<string, () => Promise<Graph> | Graph> = {
    'the face detector': detectorGraph,
    'ResNet-18': () => {
      const network = resnet18({ width: 64, height: 64, seed: 3 });
      const graph = networkProgram(network);
      network.dispose();
      return graph;
    },
  };
  for (const [name, make] of Object.entries(graphs)) {
    it(`${name} computes what it computes in WebAssembly`, async () => {
      const graph = await make();
      const channels = 'width' in graph ? 1 : 3;
      const image = sharp(PORTRAIT).resize(64, 64).removeAlpha();
      const pixels = await (channels === 1 ? image.grayscale() : image).raw().toBuffer();
      const found: number[][] = [];
      for (const engine of ['wasm', 'webgpu'] as const) {
        await browser.visit(PAGE, async (page) => {
          const numbers = Float32Array.from(pixels, grayToInput);
          found.push(await outputIn(page, engine, graph, [1, 64, 64, channels], numbers));
        });
      }
      const difference = farthest(found[1]!, found[0]!);
      assert.ok(difference < 1e-3, `${difference}`);
    });
  }

  it('a software adapter is refused', async () => {
    const graph = await detectorGraph();
    await browser.visit(PAGE, async (page) => {
      const said = await page.evaluate(async (graph) => {
        const { engines } = window as unknown as { engines: Engines };
        const input = { shape: [1, 32, 32, 3], numbers: new Float32Array(32 * 32 * 3) };
        return engines.card().load('graph', graph, { input, atOnce: 1 }).catch(String);
      }, graph);
      assert.equal(said, 'Error: There is no graphics card.');
    });
  });

  it('a run fails when the device is lost', async () => {
    const graph = await detectorGraph();
    await browser.visit(PAGE, async (page) => {
      const said = await page.evaluate(async (graph) => {
        const { engines } = window as unknown as { engines: Engines };
        const input = { shape: [1, 32, 32, 3], numbers: new Float32Array(32 * 32 * 3) };
        const engine = engines.webgpu();
        await engine.load('graph', graph, { input, atOnce: 1 });
        const running = engine.run('graph', input).then(() => 'ran', String);
        engines.loseDevice();
        return [await running, await engine.run('graph', input).then(() => 'ran', String)];
      }, graph);
      for (const words of said) assert.match(words, /^AbortError: /);
    });
  });
});
