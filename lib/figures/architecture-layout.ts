import type { Block } from '../networks/architecture';

/** Where a block stands: steps from the input, and its resolution's level where a network has branches. */
export interface Place {
  readonly step: number;
  readonly level: number;
}

/** Most letters in a line of text, so that the texts of two steps do not meet. */
const LINE_LENGTH = 17;

/**
 * Places for the blocks of a network: a row for a plain network; otherwise each halving of the resolution is one level
 * further down, so that a network that goes down and comes up again is a U.
 *
 * @param blocks In the order of computation.
 * @returns One place for each.
 */
export function placeBlocks(blocks: readonly Pick<Block, 'shape' | 'from'>[]): Place[] {
  const steps: number[] = [];
  for (const { from } of blocks) steps.push(from.length === 0 ? 0 : 1 + Math.max(...from.map((i) => steps[i]!)));
  const isPlain = blocks.every(({ from }, i) => i === 0 || (from.length === 1 && from[0] === i - 1));
  const [height = 1] = blocks[0]?.shape ?? [];
  let level = 0;
  return blocks.map(({ shape }, i) => {
    // A vector has no resolution; it stays where it was made.
    if (!isPlain && shape.length === 3) level = Math.max(0, Math.round(Math.log2(height / shape[0]!)));
    return { step: steps[i]!, level };
  });
}

/** The size of a block's drawing. */
export interface Slab {
  readonly width: number;
  readonly height: number;
  /** How far its back is shifted to the right and up. */
  readonly depth: number;
}

/** Largest side of a drawn tensor. */
const LARGEST = 58;

/**
 * How large a tensor is drawn: its front grows with the root of its sides, its depth with the logarithm of its channels;
 * vectors are bars.
 *
 * @param shape [H, W, C] or [features].
 * @param largest The longest side of all tensors in the drawing, in pixels.
 */
export function slabOf(shape: readonly number[], largest: number): Slab {
  const [height = 1, width, channels = 1] = shape;
  if (width === undefined) return { width: 7, height: 12 + 5 * Math.log2(height), depth: 3 };
  const side = (pixels: number) => Math.max(5, LARGEST * Math.sqrt(pixels / largest));
  return { width: side(width), height: side(height), depth: 2 + 2 * Math.log2(channels) };
}

/**
 * What is done in a block, in lines short enough for a drawing.
 *
 * @param operations In short words.
 * @returns Lines that hold several of them where they fit.
 */
export function operationLines(operations: readonly string[]): string[] {
  const lines: string[] = [];
  for (const operation of operations) {
    const longer = `${lines.at(-1) ?? ''}, ${operation}`;
    if (lines.length > 0 && longer.length <= LINE_LENGTH) lines[lines.length - 1] = longer;
    else lines.push(operation);
  }
  return lines;
}
