import type { Trouble } from './saving';

/** A request that got no useful answer, and is sent again. */
export class FailedRequest extends Error {
  constructor(
    readonly trouble: Trouble,
    message: string,
  ) {
    super(message);
    this.name = 'FailedRequest';
  }
}

/** The server gave wrong answers again and again, while the line was fine. */
export class WrongAnswers extends Error {
  constructor(cause: FailedRequest) {
    super(cause.message, { cause });
    this.name = 'WrongAnswers';
  }
}

/** The pauses and limits of requests, in milliseconds; tests make them shorter. */
export interface Patience {
  firstPause: number;
  longestPause: number;
  /** A line that stands still for so long is taken for broken. */
  silence: number;
  /** How many wrong answers in a row end the saving. */
  wrongAnswers: number;
}

export const PATIENCE: Patience = { firstPause: 1_000, longestPause: 60_000, silence: 30_000, wrongAnswers: 8 };

/** What a page gets to know about requests. */
export interface LinkEvents {
  /** Waits for a new link. */
  asking(): void;
  /** Something is sent again after a pause. */
  trouble(trouble: Trouble): void;
  /** An answer was right. */
  fine(): void;
}

/** A range of a volume: the first byte, and the one after the last. */
export interface Range {
  from: number;
  to: number;
}

/** The link to one volume. It is renewed when the storage refuses it, once for all requests under way. */
export class VolumeLink {
  #link: Promise<string> | undefined;
  #refused: string | undefined;

  constructor(
    private readonly fresh: (refused?: string) => Promise<string>,
    private readonly bytes: number,
    private readonly events: LinkEvents,
    private readonly signal: AbortSignal,
    private readonly patience: Patience = PATIENCE,
  ) {}

  /**
   * Reads a range, however often it takes. Nothing of a wrong answer is given to the caller: the promise is fulfilled
   * once the whole range is there.
   *
   * @param spare memory to use again, at least as long; it belongs to the reading, and the bytes may be elsewhere
   * @throws WrongAnswers if the server answers, and is wrong again and again
   */
  async read(range: Range, spare?: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
    let pause = this.patience.firstPause;
    for (let wrong = 0; ; ) {
      this.signal.throwIfAborted();
      try {
        const bytes = await this.#request(range, spare);
        this.events.fine();
        return bytes;
      } catch (error) {
        this.signal.throwIfAborted();
        const failed = asFailedRequest(error);
        this.events.trouble(failed.trouble);
        wrong = failed.trouble === 'wrong-answer' || failed.trouble === 'refused' ? wrong + 1 : 0;
        if (wrong > this.patience.wrongAnswers) {
          throw new WrongAnswers(failed);
        }
        // A link ends by the clock, so the first refusal says nothing about the line.
        if (failed.trouble !== 'refused' || wrong > 1) {
          await this.#pause(pause);
          pause = Math.min(2 * pause, this.patience.longestPause);
        }
      }
    }
  }

  async #request({ from, to }: Range, spare: ArrayBuffer | undefined): Promise<Uint8Array<ArrayBuffer>> {
    const asked = this.#current();
    const link = await asked;
    const quiet = new Silence(this.patience.silence, this.signal);
    try {
      const response = await fetch(link, {
        headers: { Range: `bytes=${from}-${to - 1}` },
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: quiet.signal,
      });
      quiet.heard();
      const wrong = this.#refusal(response, from, to);
      if (wrong?.trouble === 'refused') {
        this.#refuse(asked, link);
      }
      if (wrong || !response.body) {
        await response.body?.cancel();
        throw wrong ?? new FailedRequest('wrong-answer', 'the server sent no bytes');
      }
      // A reading that broke off has taken its memory with it.
      const memory = spare && spare.byteLength >= to - from ? spare : new ArrayBuffer(to - from);
      return await readWhole(response.body, memory, to - from, quiet);
    } finally {
      quiet.end();
    }
  }

  #refusal(response: Response, from: number, to: number): FailedRequest | undefined {
    if (response.status === 403) {
      return new FailedRequest('refused', 'the link has ended');
    }
    if (response.status === 429 || response.status >= 500) {
      return new FailedRequest('server', `the server answered ${response.status}`);
    }
    if (response.status !== 206) {
      return new FailedRequest('wrong-answer', `the server answered ${response.status} to a request for a range`);
    }
    // The storage need not expose these headers; the length of the body is always held against the range.
    const range = response.headers.get('Content-Range');
    if (range !== null && range !== `bytes ${from}-${to - 1}/${this.bytes}`) {
      return new FailedRequest('wrong-answer', `the server sent the range ${range}`);
    }
    const length = response.headers.get('Content-Length');
    if (length !== null && Number(length) !== to - from) {
      return new FailedRequest('wrong-answer', `the server announced ${length} bytes instead of ${to - from}`);
    }
    return undefined;
  }

  /** Another request may have been refused before, and a new link be asked for; it may also be the same as before. */
  #refuse(asked: Promise<string>, link: string): void {
    if (this.#link === asked) {
      this.#refused = link;
      this.#link = undefined;
    }
  }

  /** Asks for a link once, for all requests that need one. */
  #current(): Promise<string> {
    if (!this.#link) {
      this.events.asking();
      const asked = untilAborted(this.fresh(this.#refused), this.signal);
      this.#link = asked;
      asked.catch(() => {
        if (this.#link === asked) {
          this.#link = undefined;
        }
      });
    }
    return this.#link;
  }

  /** Waits, but no longer than until the browser is online again. */
  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        globalThis.removeEventListener?.('online', done);
        this.signal.removeEventListener('abort', done);
        if (this.signal.aborted) {
          reject(this.signal.reason);
        } else {
          resolve();
        }
      };
      const timer = setTimeout(done, milliseconds);
      globalThis.addEventListener?.('online', done);
      this.signal.addEventListener('abort', done);
    });
  }
}

/** Reads a body of a known length, into memory that is used again where the browser can do so. */
async function readWhole(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  memory: ArrayBuffer,
  length: number,
  quiet: Silence,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = intoMemory(body) ?? throughPieces(body);
  let buffer = memory;
  let filled = 0;
  while (filled < length) {
    const part = await reader.read(buffer, filled, length);
    if (part === undefined) {
      throw new FailedRequest('wrong-answer', `the server sent ${filled} bytes instead of ${length}`);
    }
    quiet.heard();
    buffer = part.buffer;
    filled += part.bytes;
  }
  if (!(await reader.isAtEnd()) || filled > length) {
    await reader.cancel();
    throw new FailedRequest('wrong-answer', `the server sent more than ${length} bytes`);
  }
  return new Uint8Array(buffer, 0, length);
}

interface BodyReader {
  /** Reads some bytes to a place in memory; nothing at the end of the body. */
  read(memory: ArrayBuffer, at: number, to: number): Promise<{ buffer: ArrayBuffer; bytes: number } | undefined>;
  isAtEnd(): Promise<boolean>;
  cancel(): Promise<void>;
}

/** Nothing if the browser cannot read a body so. */
function intoMemory(body: ReadableStream<Uint8Array<ArrayBuffer>>): BodyReader | undefined {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = body.getReader({ mode: 'byob' });
  } catch {
    return undefined;
  }
  return {
    read: async (memory, at, to) => {
      const { value } = await reader.read(new Uint8Array(memory, at, to - at));
      return value && value.length > 0 ? { buffer: value.buffer, bytes: value.length } : undefined;
    },
    isAtEnd: async () => (await reader.read(new Uint8Array(1))).done,
    cancel: () => reader.cancel(),
  };
}

function throughPieces(body: ReadableStream<Uint8Array<ArrayBuffer>>): BodyReader {
  const reader = body.getReader();
  return {
    read: async (memory, at, to) => {
      const { value } = await reader.read();
      if (value) {
        new Uint8Array(memory, at, to - at).set(value.subarray(0, to - at));
      }
      return value && { buffer: memory, bytes: value.length };
    },
    isAtEnd: async () => (await reader.read()).done,
    cancel: () => reader.cancel(),
  };
}

/** Browsers throw a TypeError for a line that breaks, and the silence ends a request that stands still. */
function asFailedRequest(error: unknown): FailedRequest {
  if (error instanceof FailedRequest) {
    return error;
  }
  if (error instanceof TypeError) {
    return new FailedRequest('line', error.message);
  }
  throw error;
}

/** Ends a request that nothing is heard of. */
class Silence {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heard = 0;
  readonly #abort = (): void => this.#controller.abort(this.whole.reason);

  constructor(
    private readonly most: number,
    private readonly whole: AbortSignal,
  ) {
    whole.addEventListener('abort', this.#abort);
    this.heard();
    this.#check();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    this.#heard = performance.now();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.whole.removeEventListener('abort', this.#abort);
  }

  #check(): void {
    const left = this.#heard + this.most - performance.now();
    if (left <= 0) {
      this.#controller.abort(new FailedRequest('line', `nothing was heard for ${this.most} ms`));
    } else {
      this.#timer = setTimeout(() => this.#check(), left);
    }
  }
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
