import { createCipheriv, createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { VolumeSource } from '../saving';

const VOLUMES = `${import.meta.dirname}/../../../../../test/webui/volumes`;

/** A volume, and what its files must become. */
export interface GivenVolume {
  bytes: Uint8Array;
  password: string;
  entries: { path: string; bytes: number; sha256: string[] }[];
}

/** The volume that Sundown's own renderer wrote: names of many kinds, and sizes around a block. */
export function renderedVolume(): GivenVolume {
  const told = JSON.parse(readFileSync(`${VOLUMES}/small.zip.json`, 'utf8')) as Omit<GivenVolume, 'bytes'>;
  return { ...told, bytes: new Uint8Array(readFileSync(`${VOLUMES}/small.zip`)) };
}

/**
 * A volume in the same format, written by these lines and Node's cryptography: for sizes that nobody wants in a
 * repository.
 *
 * @param listed in which order the list has the entries
 */
export function packedVolume(
  files: Record<string, number>,
  listed: 'forwards' | 'backwards' = 'forwards',
  password = 'a password',
): GivenVolume {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const entries: GivenVolume['entries'] = [];
  let offset = 0;
  for (const [path, bytes] of Object.entries(files)) {
    const contents = randomBytes(bytes);
    const name = Buffer.from(path);
    const common = header([51, 2], [0x0801, 2], [99, 2], [0, 4], [0, 4], [bytes + 28, 4], [bytes, 4], [name.length, 2]);
    const aes = header([0x9901, 2], [7, 2], [2, 2], [0x4541, 2], [3, 1], [0, 2]);
    const local = [header([0x04034b50, 4]), common, header([aes.length, 2]), name, aes, seal(contents, password)];
    const place = header([aes.length, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
    directory.push(Buffer.concat([header([0x02014b50, 4], [0x033f, 2]), common, place, name, aes]));
    parts.push(...local);
    offset += length(local);
    entries.push({ path, bytes, sha256: [sha256(contents)] });
  }
  if (listed === 'backwards') {
    directory.reverse();
  }
  const count = entries.length;
  const end = header([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [length(directory), 4], [offset, 4], [0, 2]);
  return { bytes: Buffer.concat([...parts, ...directory, end]), password, entries };
}

function header(...fields: [value: number, bytes: number][]): Buffer {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}

function seal(contents: Buffer, password: string): Buffer {
  const salt = randomBytes(16);
  const keys = pbkdf2Sync(password, salt, 1_000, 66, 'sha1');
  const counters = Buffer.alloc(Math.ceil(contents.length / 16) * 16);
  for (let block = 0; block * 16 < counters.length; block++) {
    counters.writeUInt32LE(block + 1, block * 16);
  }
  const cipher = createCipheriv('aes-256-ecb', keys.subarray(0, 32), null).setAutoPadding(false);
  const sealed = cipher.update(counters).subarray(0, contents.length);
  for (let index = 0; index < contents.length; index++) {
    sealed[index]! ^= contents[index]!;
  }
  const code = createHmac('sha1', keys.subarray(32, 64)).update(sealed).digest().subarray(0, 10);
  return Buffer.concat([salt, keys.subarray(64), sealed, code]);
}

function length(parts: Buffer[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

export function source(volume: GivenVolume, number = 1): VolumeSource {
  const { bytes, password } = volume;
  return { number, name: `volume-${number}.zip`, bytes: bytes.length, sha256: sha256(bytes), password };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Where a piece of text lies in the bytes; the entries' names are readable. */
export function find(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(text);
}
