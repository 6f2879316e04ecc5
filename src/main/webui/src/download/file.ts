import { PIECE, Supply } from './pieces';
import type { Reason } from './saving';

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

/**
 * A file while it is written. The browser shows it under its name once it is closed, so nobody sees it before all of it
 * is written and checked.
 */
export class OpenFile {
  #written: Promise<unknown> = Promise.resolve();
  #failed: unknown;

  private constructor(
    private readonly parent: FileSystemDirectoryHandle,
    private readonly name: string,
    private readonly isNew: boolean,
    private readonly writable: FileSystemWritableFileStream,
    private readonly buffers: Supply<Uint8Array<ArrayBuffer>>,
  ) {}

  static async open(
    root: FileSystemDirectoryHandle,
    path: string[],
    buffers: Supply<Uint8Array<ArrayBuffer>>,
  ): Promise<OpenFile> {
    try {
      let parent = root;
      for (const part of path.slice(0, -1)) {
        parent = await parent.getDirectoryHandle(part, { create: true });
      }
      const name = path.at(-1)!;
      const handle = await parent.getFileHandle(name, { create: true });
      const isNew = (await handle.getFile()).size === 0;
      return new OpenFile(parent, name, isNew, await handle.createWritable(), buffers);
    } catch (error) {
      throw notWritten(error);
    }
  }

  /**
   * Writes bytes that `fill` puts into a buffer; returns when the next bytes can be filled. Bytes that are filled later
   * are ready later.
   */
  async write(bytes: number, fill: (buffer: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>): Promise<void> {
    const buffer = await this.buffers.take();
    if (this.#failed !== undefined || bytes > buffer.length) {
      this.buffers.give(buffer);
      throw notWritten(this.#failed);
    }
    this.#written = this.#put(fill(buffer), bytes);
  }

  async #put(filling: Promise<Uint8Array<ArrayBuffer>>, bytes: number): Promise<void> {
    let buffer: Uint8Array<ArrayBuffer> | undefined;
    try {
      buffer = await filling;
      await this.writable.write(buffer.subarray(0, bytes));
    } catch (error) {
      this.#failed ??= error;
    } finally {
      this.buffers.give(buffer ?? new Uint8Array(PIECE));
    }
  }

  /** Makes the file visible. */
  async close(): Promise<void> {
    await this.#written;
    if (this.#failed !== undefined) {
      throw notWritten(this.#failed);
    }
    try {
      await this.writable.close();
    } catch (error) {
      throw notWritten(error);
    }
  }

  /** Leaves no trace, except of a file that was there before. */
  async discard(): Promise<void> {
    await this.writable.abort().catch(() => undefined);
    await this.#written;
    if (this.isNew) {
      await this.parent.removeEntry(this.name).catch(() => undefined);
    }
  }
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
