import { fold, numbered, safePath } from './names';

/** Decides which file each entry gets: none that exists, and no two the same, on any file system. */
export class Places {
  readonly #folders = new Map<string, Promise<Folder>>();

  constructor(private readonly root: FileSystemDirectoryHandle) {}

  /** Decides on the path of an entry's file, and keeps the name for it. */
  async decide(name: string): Promise<string[]> {
    const parts = safePath(name);
    const path: string[] = [];
    let folder = await this.#folder(path);
    for (const part of parts.slice(0, -1)) {
      path.push(folder.folderName(part));
      folder = await this.#folder(path);
    }
    path.push(folder.newName(parts.at(-1)!));
    return path;
  }

  /** Keeps the name of a file that an earlier run decided on. */
  async keep(path: string[]): Promise<void> {
    for (let depth = 1; depth < path.length; depth++) {
      (await this.#folder(path.slice(0, depth - 1))).add(path[depth - 1]!, 'directory');
    }
    (await this.#folder(path.slice(0, -1))).add(path.at(-1)!, 'file');
  }

  /** Tells whether a file or folder of this path is there. */
  async exists(path: string[]): Promise<boolean> {
    return (await this.#folder(path.slice(0, -1))).found.has(fold(path.at(-1)!));
  }

  #folder(path: string[]): Promise<Folder> {
    const key = fold(path.join('/'));
    let folder = this.#folders.get(key);
    if (!folder) {
      folder = this.#open(path).then(Folder.of);
      this.#folders.set(key, folder);
    }
    return folder;
  }

  async #open(path: string[]): Promise<FileSystemDirectoryHandle | undefined> {
    try {
      let folder = this.root;
      for (const part of path) {
        folder = await folder.getDirectoryHandle(part);
      }
      return folder;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') {
        return undefined;
      }
      throw error;
    }
  }
}

type Kind = FileSystemHandleKind;

/** The names of a folder that are taken, by those that are there or by those to come. */
class Folder {
  readonly #names: Map<string, { name: string; kind: Kind }>;
  readonly #numbers = new Map<string, number>();

  private constructor(
    /** The folded names of what was there before. */
    readonly found: Set<string>,
    names: Map<string, { name: string; kind: Kind }>,
  ) {
    this.#names = names;
  }

  static async of(handle: FileSystemDirectoryHandle | undefined): Promise<Folder> {
    const names = new Map<string, { name: string; kind: Kind }>();
    if (handle) {
      for await (const [name, { kind }] of handle.entries()) {
        names.set(fold(name), { name, kind });
      }
    }
    return new Folder(new Set(names.keys()), names);
  }

  add(name: string, kind: Kind): void {
    this.#names.set(fold(name), { name, kind });
  }

  /** The folder of this name, or a new one if the name is that of a file. */
  folderName(name: string): string {
    for (let number = 1; ; number++) {
      const wanted = number === 1 ? name : numbered(name, number);
      const taken = this.#names.get(fold(wanted));
      if (!taken || taken.kind === 'directory') {
        this.#names.set(fold(wanted), taken ?? { name: wanted, kind: 'directory' });
        return taken?.name ?? wanted;
      }
    }
  }

  newName(name: string): string {
    let wanted = name;
    for (let number = this.#numbers.get(fold(name)) ?? 2; this.#names.has(fold(wanted)); number++) {
      wanted = numbered(name, number);
      this.#numbers.set(fold(name), number + 1);
    }
    this.add(wanted, 'file');
    return wanted;
  }
}
