import type { FileEntry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { type Entry, files, readDirectory } from './directory';
import { extract, WrongVerifier } from './extraction';
import { NotWritten, notWritten, OpenFile, sizeOf } from './file';
import { Journal, State } from './journal';
import { VolumeLink } from './link';
import { Places } from './places';
import { EntryReader, RangeReader } from './reader';
import type { Reason, VolumeSource } from './saving';
import { Turns } from './turns';
import { cut, windows } from './windows';

/** How many files are open at once: a folder on a slow disk takes its time to open and close them. */
const OPEN_FILES = 6;

/** How many pieces of files, which zip.js gives in 256 KiB, wait for the disk. */
const PIECES = 24;

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

/** Whether a password has opened an entry; for all volumes of a saving that have it. */
export interface Trust {
  proved: boolean;
  suspects: Entry[];
}

/** Saves one volume. */
export class VolumeSaver {
  readonly #pieces = new Turns(PIECES);
  readonly #open = new Turns(OPEN_FILES);
  readonly #finishing = new Set<Promise<void>>();
  #journal!: Journal;
  #paths!: string[][];
  #final: unknown;
  #flushed = 0;

  constructor(
    private readonly source: VolumeSource,
    private readonly link: VolumeLink,
    private readonly folder: FileSystemDirectoryHandle,
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
    const list = new RangeReader(this.link, this.source.bytes);
    const entries = await readDirectory(list);
    this.events.listed(entries.length);
    try {
      await this.#decide(entries);
      const needed = await this.#needed(entries);
      await this.#write(list, needed);
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

  /** Goes through the list again: zip.js decrypts its own entries alone, and they are too large to keep. */
  async #write(list: RangeReader, needed: Entry[]): Promise<void> {
    if (needed.length === 0) {
      return;
    }
    const ahead = windows(this.link, cut(needed.map((entry) => entry.range)));
    const reader = new EntryReader(list, ahead, (bytes) => this.events.passed(bytes));
    let index = 0;
    let next = 0;
    let announced = 0;
    for await (const contents of files(reader)) {
      const entry = needed[next];
      if (entry?.index !== index++) {
        continue;
      }
      if (next++ === announced) {
        announced = await this.#announce(needed, announced);
      }
      await this.#extract(contents, entry, reader);
      reader.throwIfFailed();
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

  /** Decrypts an entry, and closes its file in the background. */
  async #extract(contents: FileEntry, entry: Entry, reader: EntryReader): Promise<void> {
    await this.#open.take();
    this.events.writing(entry);
    const file = new OpenFile(this.folder, this.#paths[entry.index]!, this.#pieces);
    const extracting = reader.within(entry.range, () => extract(contents, this.source.password, reader, file));
    const finishing = extracting
      .then(() => file.close())
      .then(
        () => this.#saved(entry),
        async (error: unknown) => {
          await file.discard();
          this.#failed(entry, error);
        },
      )
      .finally(() => {
        this.#open.give();
        this.#finishing.delete(finishing);
      });
    this.#finishing.add(finishing);
    await extracting.catch(() => undefined);
  }

  async #saved(entry: Entry): Promise<void> {
    this.#journal.mark(entry.index, State.Saved);
    if (entry.encrypted) {
      this.trust.proved = true;
      this.trust.suspects.splice(0).forEach((suspect) => this.events.failed(suspect, 'damaged'));
    }
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
