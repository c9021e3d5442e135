import { join } from 'node:path';

/** A photo with one face, 512x512 pixels, in the public domain; see test/fixtures/README.md. */
export const PORTRAIT = join(__dirname, 'fixtures', 'portrait.jpg');
