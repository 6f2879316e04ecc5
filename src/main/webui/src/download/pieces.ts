/** How many bytes are decrypted and written at once: so few that they stay in a processor's cache on their way. */
export const PIECE = 1 << 18;

/** A limited number of things: who wants one more waits until one is given back. */
export class Supply<T> {
  readonly #free: T[];
  readonly #waiting: ((thing: T) => void)[] = [];

  constructor(things: T[]) {
    this.#free = things;
  }

  take(): Promise<T> {
    const thing = this.#free.pop();
    return thing === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(thing);
  }

  give(thing: T): void {
    const waiting = this.#waiting.shift();
    if (waiting) {
      waiting(thing);
    } else {
      this.#free.push(thing);
    }
  }
}

/** Buffers for decrypted bytes on their way to the disk. */
export function pieceBuffers(count: number): Supply<Uint8Array<ArrayBuffer>> {
  return new Supply(Array.from({ length: count }, () => new Uint8Array(PIECE)));
}
