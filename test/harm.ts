import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** What can happen to a file when the power goes, the disk is full or somebody edits it. */
export const HARM: Readonly<Record<string, (file: string) => void>> = {
  deleted: (file) => rmSync(file),
  emptied: (file) => writeFileSync(file, ''),
  'cut in half': (file) => {
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length >> 1));
  },
  'cut by one byte': (file) => writeFileSync(file, readFileSync(file).subarray(0, -1)),
  'longer by one byte': (file) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.of(0)])),
  'zeroed with its size kept': (file) => writeFileSync(file, Buffer.alloc(readFileSync(file).length)),
  'changed in one bit': (file) => {
    const bytes = readFileSync(file);
    bytes[bytes.length - 9]! ^= 1;
    writeFileSync(file, bytes);
  },
  'replaced by other JSON': (file) => writeFileSync(file, '{}'),
};
