/**
 * The File System API in memory, as far as saving uses it. Like the browsers it shows a file's new bytes once it is
 * closed, refuses some names, and throws DOMExceptions.
 */
export interface Disk {
  /** Bytes that are left. */
  room: number;
  permitted: boolean;
  /** Whether names that differ in case alone are one, as on Windows and macOS. */
  ignoresCase: boolean;
  /** Called before each writing; for tests that end in its midst. */
  beforeWrite?(name: string): void;
  /** All files that were ever opened to write, in their order. */
  opened: string[];
}

type Node = MemoryFolder | MemoryFile;

export function disk(change: Partial<Disk> = {}): Disk {
  return { room: Infinity, permitted: true, ignoresCase: false, opened: [], ...change };
}

export function memoryFolder(on: Disk = disk()): MemoryFolder & FileSystemDirectoryHandle {
  return new MemoryFolder('', on) as MemoryFolder & FileSystemDirectoryHandle;
}

export class MemoryFolder {
  readonly kind = 'directory';
  readonly #children = new Map<string, Node>();

  constructor(
    readonly name: string,
    readonly disk: Disk,
  ) {}

  async getDirectoryHandle(name: string, options: { create?: boolean } = {}): Promise<MemoryFolder> {
    return this.#get(name, options, () => new MemoryFolder(name, this.disk), MemoryFolder);
  }

  async getFileHandle(name: string, options: { create?: boolean } = {}): Promise<MemoryFile> {
    return this.#get(name, options, () => new MemoryFile(name, this.disk), MemoryFile);
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.#children.delete(this.#key(name))) {
      throw new DOMException(`${name} is not there`, 'NotFoundError');
    }
  }

  async *entries(): AsyncGenerator<[string, Node]> {
    for (const child of this.#children.values()) {
      yield [child.name, child];
    }
  }

  /** The files below, by their paths, without what is hidden. */
  files(): Record<string, Uint8Array> {
    const found: Record<string, Uint8Array> = {};
    for (const child of this.#children.values()) {
      if (child instanceof MemoryFile) {
        found[child.name] = child.bytes;
      } else if (!child.name.startsWith('.')) {
        for (const [path, bytes] of Object.entries(child.files())) {
          found[`${child.name}/${path}`] = bytes;
        }
      }
    }
    return found;
  }

  #key(name: string): string {
    return this.disk.ignoresCase ? name.toLowerCase() : name;
  }

  #get<N extends Node>(name: string, options: { create?: boolean }, make: () => N, type: new (...given: never[]) => N): N {
    if (isRefused(name)) {
      throw new TypeError(`Name is not allowed: ${name}`);
    }
    const found = this.#children.get(this.#key(name));
    if (found instanceof type) {
      return found;
    }
    if (found) {
      throw new DOMException(`${name} is of another kind`, 'TypeMismatchError');
    }
    if (!options.create) {
      throw new DOMException(`${name} is not there`, 'NotFoundError');
    }
    if (!this.disk.permitted) {
      throw new DOMException('no permission', 'NotAllowedError');
    }
    const made = make();
    this.#children.set(this.#key(name), made);
    return made;
  }
}

export class MemoryFile {
  readonly kind = 'file';
  bytes = new Uint8Array(0);

  constructor(
    readonly name: string,
    private readonly disk: Disk,
  ) {}

  async getFile(): Promise<File> {
    return new File([this.bytes], this.name);
  }

  async createWritable(): Promise<FileSystemWritableFileStream> {
    if (!this.disk.permitted) {
      throw new DOMException('no permission', 'NotAllowedError');
    }
    this.disk.opened.push(this.name);
    const parts: Uint8Array[] = [];
    const writable = {
      write: async (part: Uint8Array) => {
        this.disk.beforeWrite?.(this.name);
        if (!this.disk.permitted) {
          throw new DOMException('no permission', 'NotAllowedError');
        }
        if (this.disk.room < part.length) {
          throw new DOMException('no space left', 'QuotaExceededError');
        }
        this.disk.room -= part.length;
        parts.push(part.slice());
      },
      close: async () => {
        this.bytes = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
      },
      abort: async () => {
        parts.forEach((part) => (this.disk.room += part.length));
      },
    };
    return writable as unknown as FileSystemWritableFileStream;
  }
}

/** Chromium's rules, the same on all systems. */
function isRefused(name: string): boolean {
  return (
    name === '' ||
    name === '.' ||
    name === '..' ||
    /[/\\<>:"|?*\u0000-\u001f]/.test(name) ||
    /[. ]$/.test(name) ||
    /\.(lnk|local|scf|url)$/i.test(name) ||
    /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i.test(name) ||
    new TextEncoder().encode(name).length > 255
  );
}
