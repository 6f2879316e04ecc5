import type { Reason } from './saving';
import type { Turns } from './turns';

/** The browser did not write a file. */
export class NotWritten extends Error {
  constructor(
    readonly reason: Reason,
    cause: unknown,
  ) {
    super(reason, { cause });
    this.name = 'NotWritten';
  }

  /** Whether no other file can be written either. */
  get isFinal(): boolean {
    return this.reason === 'no-space' || this.reason === 'denied';
  }
}

/** The file where a browser has it, and what writes it. */
interface Opened {
  parent: FileSystemDirectoryHandle;
  isNew: boolean;
  writable: FileSystemWritableFileStream;
}

/**
 * A file while it is written. It is opened with its first bytes. The browser shows it under its name once it is closed,
 * so nobody sees it before all of it is written and checked.
 */
export class OpenFile {
  #opened: Promise<Opened> | undefined;
  #written: Promise<void> = Promise.resolve();
  #failed: { reason: unknown } | undefined;

  /** @param pieces how many writings may be under way */
  constructor(
    private readonly root: FileSystemDirectoryHandle,
    private readonly path: string[],
    private readonly pieces: Turns,
  ) {}

  /**
   * Writes bytes in the background; returns when the next ones can be taken.
   *
   * @param bytes not to be touched any more
   */
  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.pieces.take();
    this.#written = this.#put(bytes);
    this.throwIfFailed();
  }

  /** Throws why bytes could not be written. */
  throwIfFailed(): void {
    if (this.#failed) {
      throw notWritten(this.#failed.reason);
    }
  }

  /** Makes the file visible. */
  async close(): Promise<void> {
    await this.#written;
    this.throwIfFailed();
    try {
      await (await this.#open()).writable.close();
    } catch (error) {
      throw notWritten(error);
    }
  }

  /** Leaves no trace, except of a file that was there before. */
  async discard(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    if (opened) {
      await opened.writable.abort().catch(() => undefined);
      await this.#written;
      if (opened.isNew) {
        await opened.parent.removeEntry(this.path.at(-1)!).catch(() => undefined);
      }
    }
  }

  async #put(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      await (await this.#open()).writable.write(bytes);
    } catch (error) {
      this.#failed ??= { reason: error };
    } finally {
      this.pieces.give();
    }
  }

  #open(): Promise<Opened> {
    this.#opened ??= open(this.root, this.path);
    return this.#opened;
  }
}

async function open(root: FileSystemDirectoryHandle, path: string[]): Promise<Opened> {
  let parent = root;
  for (const part of path.slice(0, -1)) {
    parent = await parent.getDirectoryHandle(part, { create: true });
  }
  const handle = await parent.getFileHandle(path.at(-1)!, { create: true });
  const isNew = (await handle.getFile()).size === 0;
  return { parent, isNew, writable: await handle.createWritable() };
}

/** The size of a file, or nothing if there is none. */
export async function sizeOf(root: FileSystemDirectoryHandle, path: string[]): Promise<number | undefined> {
  try {
    let parent = root;
    for (const part of path.slice(0, -1)) {
      parent = await parent.getDirectoryHandle(part);
    }
    return (await (await parent.getFileHandle(path.at(-1)!)).getFile()).size;
  } catch (error) {
    const failed = notWritten(error);
    if (failed.isFinal) {
      throw failed;
    }
    return undefined;
  }
}

const REASONS: Readonly<Record<string, Reason>> = {
  QuotaExceededError: 'no-space',
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  TypeError: 'name-refused',
};

/** Names what the browser says. */
export function notWritten(error: unknown): NotWritten {
  if (error instanceof NotWritten) {
    return error;
  }
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return new NotWritten(REASONS[name] ?? 'not-written', error);
}
