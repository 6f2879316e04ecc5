import { Reader } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { type Range, VolumeLink } from './link';
import { WINDOW, type Window } from './windows';

/** The end of a volume, in which the list of the entries of most volumes fits, is read at once. */
const END = 1 << 20;

const NOTHING = new Uint8Array(0);

/** What zip.js reads the list of a volume's entries through. */
export class RangeReader extends Reader<void> {
  readonly #endFrom: number;
  #end: Promise<Uint8Array> | undefined;
  #failed: { reason: unknown } | undefined;

  constructor(
    private readonly link: VolumeLink,
    override readonly size: number,
  ) {
    super();
    this.#endFrom = Math.max(0, size - END);
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const from = Math.min(index, this.size);
    const to = Math.min(index + length, this.size);
    try {
      if (from >= this.#endFrom) {
        this.#end ??= this.#read({ from: this.#endFrom, to: this.size });
        return (await this.#end).slice(from - this.#endFrom, to - this.#endFrom);
      }
      return await this.#read({ from, to });
    } catch (error) {
      this.#failed = { reason: error };
      throw error;
    }
  }

  /** Throws why bytes could not be read: zip.js may hide it behind an error of its own. */
  throwIfFailed(): void {
    if (this.#failed) {
      throw this.#failed.reason;
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

/** What zip.js reads entries through, one after the other: each has its bytes from the windows that were cut for it. */
export class EntryReader extends Reader<void> {
  #entry: Range | undefined;
  #window: Window | undefined;
  #advancing: Promise<boolean> | undefined;
  #failed: { reason: unknown } | undefined;

  /** @param passed gets to know how many bytes of the volume are done with */
  constructor(
    private readonly list: RangeReader,
    private readonly windows: AsyncGenerator<Window>,
    private readonly passed: (bytes: number) => void,
  ) {
    super();
    this.size = list.size;
  }

  /** While this goes on, nothing but the entry can be read: what its header says may lead elsewhere. */
  async within(entry: Range, reading: () => Promise<void>): Promise<void> {
    this.#entry = entry;
    try {
      await reading();
    } finally {
      this.#entry = undefined;
    }
  }

  override readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return this.#entry ? this.#read(this.#entry, index, length) : this.list.readUint8Array(index, length);
  }

  /** Throws why bytes could not be read: zip.js may hide it behind an error of its own. */
  throwIfFailed(): void {
    this.list.throwIfFailed();
    if (this.#failed) {
      throw this.#failed.reason;
    }
  }

  /** Gives less than the length at the end of a window, and nothing beyond the entry. */
  async #read(entry: Range, index: number, length: number): Promise<Uint8Array> {
    if (index < entry.from || index >= entry.to) {
      return NOTHING;
    }
    while (!this.#window || index < this.#window.from || index >= this.#window.to) {
      // A stream that zip.js has given up may still wait here when the next entry is read.
      if (entry !== this.#entry || !(await this.#advance())) {
        return NOTHING;
      }
    }
    const { bytes, from, to } = this.#window;
    return bytes.slice(index - from, Math.min(index + length, entry.to, to) - from);
  }

  #advance(): Promise<boolean> {
    this.#advancing ??= this.#next().finally(() => (this.#advancing = undefined));
    return this.#advancing;
  }

  async #next(): Promise<boolean> {
    if (this.#window) {
      this.passed(this.#window.to - this.#window.from);
      this.#window = undefined;
    }
    try {
      const { value } = await this.windows.next();
      this.#window = value ?? undefined;
      return this.#window !== undefined;
    } catch (error) {
      this.#failed = { reason: error };
      throw error;
    }
  }
}
