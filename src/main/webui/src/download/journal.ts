/** The folder within the person's folder that remembers what is saved. */
export const JOURNAL_FOLDER = '.sundown';

/** What is known of an entry. */
export enum State {
  /** Nothing of it was written. A file of its name is another's. */
  None = 0,
  /** Writing may have begun. A file of its name is its own, but may be half written. */
  Begun = 1,
  /** The file was whole and checked. */
  Saved = 2,
}

/**
 * Remembers of one volume which file each entry has, and which are whole. It lies in the folder itself: so it belongs
 * to these files whatever the browser forgets, and another browser goes on with it.
 */
export class Journal {
  #dirty = false;
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly folder: FileSystemDirectoryHandle,
    private readonly id: string,
    private readonly states: Uint8Array<ArrayBuffer>,
    /** The path of each entry's file, if an earlier run decided on them. */
    public paths: string[][] | undefined,
  ) {}

  /** Opens the journal of a volume; an unreadable one is a new one. */
  static async open(folder: FileSystemDirectoryHandle, id: string, entries: number): Promise<Journal> {
    const home = await folder.getDirectoryHandle(JOURNAL_FOLDER, { create: true });
    const paths = parsePaths(await read(home, `${id}.json`), entries);
    const states = await read(home, `${id}.bin`);
    const fits = paths !== undefined && states?.length === entries;
    return new Journal(home, id, fits ? states : new Uint8Array(entries), paths);
  }

  state(entry: number): State {
    return this.states[entry] as State;
  }

  mark(entry: number, state: State): void {
    this.#dirty ||= this.states[entry] !== state;
    this.states[entry] = state;
  }

  /** Writes the paths, before the first of these files. */
  async decide(paths: string[][]): Promise<void> {
    this.paths = paths;
    await write(this.folder, `${this.id}.json`, new TextEncoder().encode(JSON.stringify(paths)));
  }

  /** Writes the states, one writing after the other. */
  flush(): Promise<void> {
    this.#writing = this.#writing.catch(() => undefined).then(async () => {
      if (this.#dirty) {
        this.#dirty = false;
        try {
          await write(this.folder, `${this.id}.bin`, this.states.slice());
        } catch (error) {
          this.#dirty = true;
          throw error;
        }
      }
    });
    return this.#writing;
  }
}

function parsePaths(bytes: Uint8Array | undefined, entries: number): string[][] | undefined {
  try {
    const paths: unknown = bytes && JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(paths) && paths.length === entries && paths.every(isPath) ? paths : undefined;
  } catch {
    return undefined;
  }
}

function isPath(path: unknown): path is string[] {
  return Array.isArray(path) && path.length > 0 && path.every((part) => typeof part === 'string');
}

async function read(folder: FileSystemDirectoryHandle, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const file = await (await folder.getFileHandle(name)).getFile();
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}

async function write(folder: FileSystemDirectoryHandle, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
  try {
    await writable.write(bytes);
  } catch (error) {
    await writable.abort().catch(() => undefined);
    throw error;
  }
  await writable.close();
}
