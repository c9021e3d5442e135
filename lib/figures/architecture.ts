import { count, fixed, significant } from '../format';
import { html } from '../html';
import type { Html } from '../html';
import { architectureOf } from '../networks/architecture';
import type { Block } from '../networks/architecture';
import type { Network } from '../networks/network';
import { operationLines, placeBlocks, slabOf } from './architecture-layout';
import { Figure } from './figure';
import type { FigureOptions } from './figure';

/** Height of a line of text. */
const LINE = 15;

/** Half the height that is kept for a tensor. */
const HALF = 40;

/** A tensor in a drawing. */
interface Drawn {
  readonly block: Block;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
}

/**
 * A network, drawn: each tensor as a box with its size, and above it what makes it of the one before.
 *
 * @example architecture(nose.network(parameters), { id: 'network' })
 */
export function architecture(network: Network, options: FigureOptions = {}): Figure {
  const blocks = architectureOf(network);
  const total = blocks.reduce((sum, { parameters }) => sum + parameters, 0);
  const caption = `${network.name}: ${count(total, 'trainable parameter')}. Sizes are height × width × channels.`;
  const label = blocks.map(({ operations, shape }) => [...operations, sizeOf(shape)].join(', ')).join('; then ');
  const body = html`<faces-architecture role="img" aria-label="${label}">
    <div class="faces-wide">${wideDrawing(blocks)}</div>
    <div class="faces-narrow" style="display:none">${narrowDrawing(blocks)}</div>
  </faces-architecture>`;
  return new Figure('figure', body, options.caption ?? caption, options);
}

/** From left to right; texts above and below the tensors. */
function wideDrawing(blocks: readonly Block[]): Html {
  const places = placeBlocks(blocks);
  const above = LINE * Math.max(...blocks.map(({ operations }) => operationLines(operations).length));
  const [step, level] = [112, above + 2 * HALF + 2 * LINE + 6];
  const all = blocks.map((block, i): Drawn => ({
    block,
    x: (places[i]!.step + 0.5) * step,
    y: places[i]!.level * level + above + HALF,
  }));
  const edges = blocks.flatMap(({ from }, i) => from.map((one) => edge(lineTo(all[one]!, all[i]!))));
  const tensors = all.map(({ block, x, y }) => {
    const [before, after] = [operationLines(block.operations), sizeLines(block)];
    const texts = [
      textLines(before, { x, y: y - HALF - LINE * (before.length - 1), anchor: 'middle', kind: 'faces-operation' }),
      textLines(after, { x, y: y + HALF + 12, anchor: 'middle', kind: 'faces-size' }),
    ];
    return html`${tensor({ block, x, y }, blocks)}${texts}`;
  });
  const [columns, rows] = [places.map(({ step: at }) => at), places.map(({ level: at }) => at)];
  return svg((1 + Math.max(...columns)) * step, (1 + Math.max(...rows)) * level, [edges, tensors]);
}

/** From top to bottom, with the texts beside the tensors; connections that skip some are arcs. */
function narrowDrawing(blocks: readonly Block[]): Html {
  const heights = blocks.map((block) => {
    const texts = operationLines(block.operations).length + sizeLines(block).length;
    return Math.max(2 * HALF, LINE * texts + 16);
  });
  const isPlain = blocks.every(({ from }, i) => from.every((one) => one === i - 1));
  const x = isPlain ? 45 : 100;
  let top = 0;
  const all = blocks.map((block, i): Drawn => {
    top += heights[i]!;
    return { block, x, y: top - heights[i]! / 2 };
  });
  const edges = blocks.flatMap(({ from }, i) =>
    from.map((one) => edge(one === i - 1 ? lineTo(all[one]!, all[i]!) : arcTo(all[one]!, all[i]!))),
  );
  const tensors = all.map((one) => {
    const [before, after] = [operationLines(one.block.operations), sizeLines(one.block)];
    const y = one.y - (LINE * (before.length + after.length - 1)) / 2 + 4;
    const texts = [
      textLines(before, { x: x + 48, y, anchor: 'start', kind: 'faces-operation' }),
      textLines(after, { x: x + 48, y: y + LINE * before.length, anchor: 'start', kind: 'faces-size' }),
    ];
    return html`${tensor(one, blocks)}${texts}`;
  });
  return svg(x + 190, top, [edges, tensors]);
}

const svg = (width: number, height: number, content: readonly (readonly Html[])[]): Html =>
  html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true">${content}</svg>`;

const lineTo = (from: Drawn, to: Drawn): string => `M${from.x} ${from.y}L${to.x} ${to.y}`;

/** To the left of the tensors, the further the longer it is. */
function arcTo(from: Drawn, to: Drawn): string {
  const out = from.x - Math.min(95, 30 + (to.y - from.y) / 10);
  return `M${from.x} ${from.y}C${out} ${from.y} ${out} ${to.y} ${to.x} ${to.y}`;
}

const edge = (path: string): Html => html`<path class="faces-edge" d="${path}"/>`;

/** A box with a front, a top and a side. */
function tensor({ block, x, y }: Drawn, [input]: readonly Block[]): Html {
  const { width, height, depth } = slabOf(block.shape, Math.max(...input!.shape));
  const [left, top] = [round(x - (width + depth) / 2), round(y - (height - depth) / 2)];
  const [w, h, d] = [round(width), round(height), round(depth)];
  return html`<g class="faces-tensor">
    <path class="faces-top" d="M${left} ${top}l${d} ${-d}h${w}l${-d} ${d}z"/>
    <path class="faces-side" d="M${round(left + w)} ${top}l${d} ${-d}v${h}l${-d} ${d}z"/>
    <rect class="faces-front" x="${left}" y="${top}" width="${w}" height="${h}"/>
  </g>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle';
  readonly kind: string;
}

const textLines = (texts: readonly string[], { x, y, anchor, kind }: TextPlace): Html =>
  html`${texts.map(
    (text, i) => html`<text class="${kind}" x="${x}" y="${y + LINE * i}" text-anchor="${anchor}">${text}</text>`,
  )}`;

/** The size of a tensor, and the number of weights that make it. */
const sizeLines = ({ shape, parameters }: Block): string[] => [
  sizeOf(shape),
  ...(parameters > 0 ? [`${shortCount(parameters)} weights`] : []),
];

const sizeOf = (shape: readonly number[]): string => shape.map((size) => fixed(size, 0)).join(' × ');

/** 258, 4.8k, 215k, 1.7M: the caption has the exact sum. */
function shortCount(n: number): string {
  if (n < 1000) return fixed(n, 0);
  const [value, unit] = n < 1e6 ? [n / 1e3, 'k'] : [n / 1e6, 'M'];
  return `${significant(value, value < 10 ? 2 : 3)}${unit}`;
}
