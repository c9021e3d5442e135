declare module 'subset-font' {
  /** The font with the glyphs of a text alone, and those that they stretch into. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { readonly targetFormat: 'woff2' },
  ): Promise<Buffer>;
}
