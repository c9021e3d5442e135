/**
 * Unpacks what the page holds compressed.
 *
 * @param base64 The gzipped bytes in base64.
 */
export async function gunzip(base64: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
