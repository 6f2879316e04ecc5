import { type Codec, type Codecs, loadCodecs } from './codec';
import workerUrl from './decryption-worker?worker&url';
import { startThread } from './threads';

/** Decrypts one entry from its beginning, and computes the authentication code over what was encrypted. */
export interface Decryption {
  /**
   * Decrypts the next bytes where they lie.
   *
   * @param piece not to be touched until it comes back, perhaps as another object
   * @param bytes how many of it, from the beginning
   */
  decrypt(piece: Uint8Array<ArrayBuffer>, bytes: number): Promise<Uint8Array<ArrayBuffer>>;
  /** The HMAC over all bytes. */
  digest(): Promise<Uint8Array>;
  /** Frees what is held for the entry. */
  end(): void;
}

/** Opens entries: 32 bytes to decrypt, and 32 to authenticate. */
export interface Decryptor {
  /** Opens an entry that comes in pieces. */
  inPieces(encryption: Uint8Array, authentication: Uint8Array): Decryption;
  /** Opens an entry to decrypt it alone: its HMAC is computed elsewhere. */
  unauthenticated(encryption: Uint8Array): Omit<Decryption, 'digest'>;
  close(): void;
}

/** Opens an entry of which all encrypted bytes are there. They may be overwritten once the promise is fulfilled. */
export async function whole(
  decryptor: Decryptor,
  encryption: Uint8Array,
  authentication: Uint8Array,
  ciphertext: Uint8Array,
): Promise<Decryption> {
  const hmac = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', authentication.slice(), hmac, false, ['sign']);
  // Web Crypto takes all bytes at once, copies them, and is ten times as fast as we are.
  const digest = crypto.subtle.sign('HMAC', key, ciphertext as Uint8Array<ArrayBuffer>);
  // Nobody asks for it if the entry cannot be written.
  digest.catch(() => undefined);
  return { ...decryptor.unauthenticated(encryption), digest: async () => new Uint8Array(await digest) };
}

export type ToDecryption =
  | { type: 'open'; entry: number; encryption: Uint8Array; authentication?: Uint8Array }
  | { type: 'decrypt'; entry: number; piece: ArrayBuffer; bytes: number }
  | { type: 'digest'; entry: number }
  | { type: 'end'; entry: number };

/** Answers come in the order of what was asked for. */
export type FromDecryption = { type: 'ready' } | { type: 'answer'; bytes: ArrayBuffer };

/**
 * Decrypts in a thread of its own if the browser can start one: while bytes are decrypted, others are fetched and
 * written.
 */
export async function startDecryptor(): Promise<Decryptor> {
  const worker = startThread(workerUrl);
  if (worker && (await isReady(worker))) {
    return new DecryptionThread(worker);
  }
  worker?.terminate();
  return onThisThread(await loadCodecs());
}

function isReady(worker: Worker): Promise<boolean> {
  return new Promise((resolve) => {
    worker.addEventListener('message', () => resolve(true), { once: true });
    worker.addEventListener('error', () => resolve(false), { once: true });
  });
}

export function onThisThread(codecs: Codecs): Decryptor {
  const opened = (codec: Codec): Decryption => ({
    decrypt: async (piece, bytes) => {
      const part = piece.subarray(0, bytes);
      codec.decrypt(part, part);
      return piece;
    },
    digest: async () => codec.digest(),
    end: () => codec.end(),
  });
  return {
    inPieces: (encryption, authentication) => opened(codecs(encryption, authentication)),
    unauthenticated: (encryption) => opened(codecs(encryption)),
    close: () => undefined,
  };
}

class DecryptionThread implements Decryptor {
  readonly #waiting: { resolve(bytes: ArrayBuffer): void; reject(reason: Error): void }[] = [];
  #failed: Error | undefined;
  #entries = 0;

  constructor(private readonly worker: Worker) {
    worker.addEventListener('message', ({ data }: MessageEvent<FromDecryption>) => {
      if (data.type === 'answer') {
        this.#waiting.shift()!.resolve(data.bytes);
      }
    });
    worker.addEventListener('error', (event) => {
      this.#failed = new Error(`the thread that decrypts failed: ${event.message}`);
      this.#waiting.splice(0).forEach(({ reject }) => reject(this.#failed!));
    });
  }

  inPieces(encryption: Uint8Array, authentication: Uint8Array): Decryption {
    return this.#open({ type: 'open', entry: ++this.#entries, encryption, authentication });
  }

  unauthenticated(encryption: Uint8Array): Decryption {
    return this.#open({ type: 'open', entry: ++this.#entries, encryption });
  }

  close(): void {
    this.worker.terminate();
  }

  #open(message: ToDecryption & { type: 'open' }): Decryption {
    const { entry } = message;
    this.#send(message);
    return {
      decrypt: async (piece, bytes) =>
        new Uint8Array(await this.#ask({ type: 'decrypt', entry, piece: piece.buffer, bytes }, [piece.buffer])),
      digest: async () => new Uint8Array(await this.#ask({ type: 'digest', entry })),
      end: () => this.#send({ type: 'end', entry }),
    };
  }

  #ask(message: ToDecryption, moved: ArrayBuffer[] = []): Promise<ArrayBuffer> {
    if (this.#failed) {
      return Promise.reject(this.#failed);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#send(message, moved);
    });
  }

  #send(message: ToDecryption, moved: ArrayBuffer[] = []): void {
    this.worker.postMessage(message, moved);
  }
}
