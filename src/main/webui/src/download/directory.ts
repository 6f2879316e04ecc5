import { type FileEntry, ZipReader } from '@zip.js/zip.js/lib/zip-core-custom.js';
import type { Range } from './link';
import type { EntryReader, RangeReader } from './reader';

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
  /** Whether it takes the password to read it. */
  encrypted: boolean;
}

/** The volume's list of entries cannot be read. */
export class DamagedDirectory extends Error {
  constructor(cause: unknown) {
    super('the list of the entries cannot be read', { cause });
    this.name = 'DamagedDirectory';
  }
}

/**
 * Reads which files a volume holds, in the order of the list.
 *
 * @throws DamagedDirectory if it is not a ZIP file
 */
export async function readDirectory(reader: RangeReader): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const file of files(reader)) {
    const aes = file.extraFieldAES;
    const length = LOCAL_HEADER + file.rawFilename.length + LOCAL_EXTRA + file.compressedSize;
    const before = entries.at(-1)?.range;
    if (before && before.from < file.offset) {
      before.to = Math.min(before.to, file.offset);
    }
    entries.push({
      index: entries.length,
      name: file.filename,
      bytes: file.uncompressedSize,
      range: { from: file.offset, to: Math.min(reader.size, file.offset + length) },
      supported: file.encrypted
        ? aes?.vendorVersion === AE_2 && aes.strength === AES_256 && aes.compressionMethod === STORED
        : file.compressionMethod === STORED,
      encrypted: file.encrypted,
    });
  }
  return entries;
}

/**
 * The files of a volume as zip.js has them, in the order of the list. One takes 8 KB of memory, and a volume has up to
 * 70,000: so nobody keeps them.
 *
 * @throws DamagedDirectory if it is not a ZIP file
 */
export async function* files(reader: RangeReader | EntryReader): AsyncGenerator<FileEntry> {
  try {
    // A name is text here; `safePath` makes a path of it.
    const zip = new ZipReader(reader, { filenameValidation: 'tolerant' });
    for await (const entry of zip.getEntriesGenerator()) {
      if (!entry.directory) {
        yield entry;
      }
    }
  } catch (error) {
    reader.throwIfFailed();
    throw new DamagedDirectory(error);
  }
}
