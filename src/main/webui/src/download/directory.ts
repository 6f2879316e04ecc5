import { type ReadableReader, ZipReader } from '@zip.js/zip.js/lib/zip-core-reader.js';
import { type Range, VolumeLink } from './link';
import { WINDOW } from './windows';

/** The end of a volume, in which the list of the entries of most volumes fits, is read at once. */
const END = 1 << 20;

const AES_256 = 3;
const AE_2 = 2;
const STORED = 0;
const LOCAL_HEADER = 30;

/** What an entry's local header may have beyond what the directory says of it. */
const LOCAL_EXTRA = 1 << 10;

/** A file in a volume. */
export interface Entry {
  /** Its place in the directory, from 0. */
  index: number;
  /** Its path as the archive has it: text, not to be used as a path. */
  name: string;
  /** The length of its contents. */
  bytes: number;
  /** From its local header; the end of its contents is within. */
  range: Range;
  /** Whether it is packed as Sundown's archives are. */
  supported: boolean;
}

/** The volume's list of entries cannot be read. */
export class DamagedDirectory extends Error {
  constructor(cause: unknown) {
    super('the list of the entries cannot be read', { cause });
    this.name = 'DamagedDirectory';
  }
}

/**
 * Reads what a volume holds, in the order of the bytes.
 *
 * @throws DamagedDirectory if it is not a ZIP file
 */
export async function readDirectory(link: VolumeLink, bytes: number): Promise<Entry[]> {
  const reader = new RangeReader(link, bytes);
  const entries: Omit<Entry, 'index'>[] = [];
  try {
    // A name is text here; `safePath` makes a path of it.
    const zip = new ZipReader(reader as unknown as ReadableReader, { filenameValidation: 'tolerant' });
    for await (const entry of zip.getEntriesGenerator()) {
      if (entry.directory) {
        continue;
      }
      const aes = entry.extraFieldAES;
      const length = LOCAL_HEADER + entry.rawFilename.length + LOCAL_EXTRA + entry.compressedSize;
      entries.push({
        name: entry.filename,
        bytes: entry.uncompressedSize,
        range: { from: entry.offset, to: Math.min(bytes, entry.offset + length) },
        supported:
          aes?.vendorVersion === AE_2 && aes.strength === AES_256 && aes.compressionMethod === STORED,
      });
    }
  } catch (error) {
    throw reader.failed ? reader.failed.reason : new DamagedDirectory(error);
  }
  return inOrder(entries);
}

function inOrder(entries: Omit<Entry, 'index'>[]): Entry[] {
  const sorted = entries.sort((one, other) => one.range.from - other.range.from);
  return sorted.map((entry, index) => {
    const next = sorted[index + 1]?.range.from ?? Infinity;
    return { ...entry, index, range: { from: entry.range.from, to: Math.min(entry.range.to, next) } };
  });
}

/** What zip.js reads a volume through. */
class RangeReader {
  /** Why a range could not be read; zip.js may hide it behind an error of its own. */
  failed: { reason: unknown } | undefined;

  readonly #endFrom: number;
  #end: Promise<Uint8Array> | undefined;

  constructor(
    private readonly link: VolumeLink,
    readonly size: number,
  ) {
    this.#endFrom = Math.max(0, size - END);
  }

  async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const from = Math.min(index, this.size);
    const to = Math.min(index + length, this.size);
    try {
      if (from >= this.#endFrom) {
        this.#end ??= this.#read({ from: this.#endFrom, to: this.size });
        return (await this.#end).slice(from - this.#endFrom, to - this.#endFrom);
      }
      return await this.#read({ from, to });
    } catch (error) {
      this.failed = { reason: error };
      throw error;
    }
  }

  async #read({ from, to }: Range): Promise<Uint8Array> {
    const bytes = new Uint8Array(to - from);
    for (let at = from; at < to; at += WINDOW) {
      const end = Math.min(at + WINDOW, to);
      bytes.set(await this.link.read({ from: at, to: end }), at - from);
    }
    return bytes;
  }
}
