import { configure, ERR_INVALID_PASSWORD, type FileEntry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import workerUrl from './decryption-worker?worker&url';
import type { OpenFile } from './file';
import type { EntryReader } from './reader';
import { startThread } from './threads';

// Without a thread of its own, zip.js decrypts on this one.
configure({ maxWorkers: 1, createWorker: decryptionThread });

function decryptionThread(): Worker {
  const worker = startThread(workerUrl);
  if (!worker) {
    throw new Error('the browser starts no thread');
  }
  return worker;
}

/** An entry's bytes are not those that were archived. */
export class Damaged extends Error {
  constructor(cause: unknown) {
    super('the entry is damaged', { cause });
    this.name = 'Damaged';
  }
}

/** The password does not belong to the entry, or these bytes of the entry are damaged. */
export class WrongVerifier extends Error {
  constructor() {
    super('the password does not fit');
    this.name = 'WrongVerifier';
  }
}

/**
 * Decrypts an entry into its file, which is still to be closed. zip.js holds the bytes against their authentication
 * code, and their number against the list of entries.
 *
 * @throws Damaged
 * @throws WrongVerifier if the password does not fit; one in 65,536 wrong ones does
 * @throws NotWritten
 */
export async function extract(entry: FileEntry, password: string, reader: EntryReader, file: OpenFile): Promise<void> {
  const contents = new WritableStream<Uint8Array<ArrayBuffer>>({ write: (bytes) => file.write(bytes) });
  try {
    // What is not encrypted has a checksum in place of an authentication code.
    await entry.getData(contents, { password, preventClose: true, checkSignature: !entry.encrypted });
  } catch (error) {
    // zip.js may hide the reason behind an error of its own.
    file.throwIfFailed();
    reader.throwIfFailed();
    throw error instanceof Error && error.message === ERR_INVALID_PASSWORD ? new WrongVerifier() : new Damaged(error);
  }
}
