import { gzipSync } from 'node:zlib';
import { Header } from 'tar';

/** One entry of an archive made for a test; honest or not. */
export interface Entry {
  readonly name: string;
  readonly content?: string | Buffer;
  /** Where a link leads to. */
  readonly link?: string;
  readonly hard?: boolean;
}

/** A zip file of stored entries; links as a Unix system packs them. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content = '', link } of entries) {
    const data = Buffer.from(link ?? content);
    const common = Buffer.alloc(26); // version needed .. length of the extra field
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), data]);
    const tail = Buffer.alloc(14); // length of the comment .. offset of the local header
    tail.writeUInt32LE((link ? 0o120777 : 0o100644) * 0x10000, 6);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, tail, Buffer.from(name));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** A gzipped tar file. */
export function tarOf(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ name, content = '', link, hard }) => {
    const data = link === undefined ? Buffer.from(content) : Buffer.alloc(0);
    const type = link === undefined ? 'File' : hard ? 'Link' : 'SymbolicLink';
    const block = Buffer.alloc(512);
    const header = new Header({
      path: name,
      mode: 0o644,
      size: data.length,
      type,
      linkpath: link ?? '',
      mtime: new Date(),
    });
    header.encode(block);
    return [block, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

function crc32(data: Buffer): number {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
