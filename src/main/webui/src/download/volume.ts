import { type Entry, readDirectory } from './directory';
import { NotWritten, notWritten, OpenFile, sizeOf } from './file';
import { Journal, State } from './journal';
import { Extraction } from './extraction';
import { Password, WrongVerifier } from './keys';
import { VolumeLink } from './link';
import { pieceBuffers, Supply } from './pieces';
import { Places } from './places';
import type { Reason, VolumeSource } from './saving';
import { cut, type Window, windows } from './windows';

/** How many files are open at once: a folder on a slow disk takes its time to open and close them. */
const OPEN_FILES = 6;
const BUFFERS = 24;

/** How many bytes of entries are announced in the journal at once. */
const ANNOUNCED = 64 << 20;
const JOURNAL_PAUSE = 5_000;

/** After so many entries that the password does not fit, and none that it does, it is the password that is wrong. */
const WRONG_VERIFIERS = 3;

/** The password does not open the archive. */
export class WrongPassword extends Error {
  constructor() {
    super('the password does not open the archive');
    this.name = 'WrongPassword';
  }
}

/** What happens to the entries of a volume. */
export interface VolumeEvents {
  /** The number of the entries, as soon as it is known. */
  listed(entries: number): void;
  writing(entry: Entry): void;
  /** Bytes of the volume that are done with. */
  passed(bytes: number): void;
  saved(entry: Entry): void;
  failed(entry: Entry, reason: Reason): void;
}

/** Whether the password has opened an entry; for all volumes of a saving. */
export interface Trust {
  proved: boolean;
  suspects: Entry[];
}

/** Saves one volume. */
export class VolumeSaver {
  readonly #buffers = pieceBuffers(BUFFERS);
  readonly #slots = new Supply(Array.from({ length: OPEN_FILES }, (_, index) => index + 1));
  readonly #finishing = new Set<Promise<void>>();
  #journal!: Journal;
  #paths!: string[][];
  #final: unknown;
  #flushed = 0;

  constructor(
    private readonly source: VolumeSource,
    private readonly link: VolumeLink,
    private readonly folder: FileSystemDirectoryHandle,
    private readonly password: Password,
    private readonly trust: Trust,
    private readonly events: VolumeEvents,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Writes the entries that are not whole in the folder yet.
   *
   * @throws WrongPassword
   * @throws NotWritten if no more can be written
   * @throws DamagedDirectory if nothing of the volume can be read
   */
  async save(): Promise<void> {
    const entries = await readDirectory(this.link, this.source.bytes);
    this.events.listed(entries.length);
    try {
      await this.#decide(entries);
      const needed = await this.#needed(entries);
      await this.#write(needed);
    } finally {
      await Promise.all(this.#finishing);
      await this.#journal?.flush().catch(() => undefined);
    }
    this.#stopIfFinal();
    if (!this.trust.proved && this.trust.suspects.length > 0) {
      throw new WrongPassword();
    }
  }

  /** Decides on the file of each entry, once for this folder. */
  async #decide(entries: Entry[]): Promise<void> {
    try {
      this.#journal = await Journal.open(this.folder, this.source.sha256, entries.length);
      const places = new Places(this.folder);
      const paths = this.#journal.paths ?? [];
      let changed = paths.length === 0 && entries.length > 0;
      for (const [index, path] of paths.entries()) {
        const isOthers = this.#journal.state(index) === State.None && (await places.exists(path));
        if (isOthers) {
          paths[index] = [];
        } else {
          await places.keep(path);
        }
      }
      for (const entry of entries) {
        if (!paths[entry.index]?.length) {
          paths[entry.index] = await places.decide(entry.name);
          changed = true;
        }
      }
      if (changed) {
        await this.#journal.decide(paths);
      }
      this.#paths = paths;
    } catch (error) {
      throw notWritten(error);
    }
  }

  async #needed(entries: Entry[]): Promise<Entry[]> {
    const needed: Entry[] = [];
    for (const entry of entries) {
      this.signal.throwIfAborted();
      if (!entry.supported) {
        this.events.failed(entry, 'unsupported');
      } else if (await this.#isSaved(entry)) {
        this.events.saved(entry);
      } else {
        needed.push(entry);
        continue;
      }
      this.events.passed(entry.range.to - entry.range.from);
    }
    return needed;
  }

  async #isSaved(entry: Entry): Promise<boolean> {
    return (
      this.#journal.state(entry.index) === State.Saved &&
      (await sizeOf(this.folder, this.#paths[entry.index]!)) === entry.bytes
    );
  }

  async #write(needed: Entry[]): Promise<void> {
    let next = 0;
    let announced = 0;
    let open: Extraction | undefined;
    for await (const window of windows(this.link, cut(needed.map((entry) => entry.range)))) {
      while (announced < needed.length && needed[announced]!.range.from < window.to) {
        announced = await this.#announce(needed, announced);
      }
      const reading: Promise<void>[] = [];
      while (next < needed.length && needed[next]!.range.from < window.to) {
        const entry = needed[next]!;
        open ??= await this.#begin(entry);
        const isLast = entry.range.to <= window.to;
        reading.push(open.feed(bytesOf(window, entry)));
        if (!isLast) {
          break;
        }
        this.#finish(open, entry);
        open = undefined;
        next++;
      }
      await Promise.all(reading);
      this.events.passed(window.to - window.from);
      this.signal.throwIfAborted();
      this.#stopIfFinal();
    }
  }

  /** Says in the journal which files may be half written from now on. */
  async #announce(needed: Entry[], from: number): Promise<number> {
    let to = from;
    for (let bytes = 0; to < needed.length && bytes < ANNOUNCED; to++) {
      const { index, range } = needed[to]!;
      this.#journal.mark(index, State.Begun);
      bytes += range.to - range.from;
    }
    await this.#flush();
    return to;
  }

  async #begin(entry: Entry): Promise<Extraction> {
    await this.#slots.take();
    this.events.writing(entry);
    const path = this.#paths[entry.index]!;
    return new Extraction(entry, this.password, () => OpenFile.open(this.folder, path, this.#buffers));
  }

  /** Closes the file in the background. */
  #finish(extraction: Extraction, entry: Entry): void {
    const finishing = extraction
      .finish()
      .then(
        () => this.#saved(entry),
        (error: unknown) => this.#failed(entry, error),
      )
      .finally(() => {
        this.#slots.give(1);
        this.#finishing.delete(finishing);
      });
    this.#finishing.add(finishing);
  }

  async #saved(entry: Entry): Promise<void> {
    this.#journal.mark(entry.index, State.Saved);
    this.trust.proved = true;
    this.trust.suspects.splice(0).forEach((suspect) => this.events.failed(suspect, 'damaged'));
    this.events.saved(entry);
    if (performance.now() - this.#flushed > JOURNAL_PAUSE) {
      await this.#flush().catch((error: unknown) => this.#stop(error));
    }
  }

  #failed(entry: Entry, error: unknown): void {
    if (this.signal.aborted) {
      return;
    }
    if (error instanceof WrongVerifier && !this.trust.proved) {
      this.trust.suspects.push(entry);
      if (this.trust.suspects.length >= WRONG_VERIFIERS) {
        this.#stop(new WrongPassword());
      }
    } else if (error instanceof NotWritten) {
      this.events.failed(entry, error.reason);
      if (error.isFinal) {
        this.#stop(error);
      }
    } else {
      this.events.failed(entry, 'damaged');
    }
  }

  async #flush(): Promise<void> {
    this.#flushed = performance.now();
    try {
      await this.#journal.flush();
    } catch (error) {
      throw notWritten(error);
    }
  }

  #stop(error: unknown): void {
    this.#final ??= error;
  }

  #stopIfFinal(): void {
    if (this.#final !== undefined) {
      throw this.#final;
    }
  }
}

function bytesOf(window: Window, entry: Entry): Uint8Array {
  const from = Math.max(entry.range.from, window.from);
  const to = Math.min(entry.range.to, window.to);
  return window.bytes.subarray(from - window.from, to - window.from);
}
