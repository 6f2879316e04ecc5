import { BLOCK } from './aes';
import type { Decryption } from './decryption';
import type { Entry } from './directory';
import { OpenFile } from './file';
import { CODE, equal, Password, PREFIX } from './keys';
import { PIECE } from './pieces';

const HEADER = 30;
const SIGNATURE = 0x04034b50;
const METHOD_AES = 99;

/** An entry's bytes are not those that were archived. */
export class Damaged extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Damaged';
  }
}

/** Decrypts one entry into its file, as its bytes come, and holds them against its authentication code. */
export class Extraction {
  readonly #end = new Uint8Array(CODE);
  #left: number;
  #endFilled = 0;
  #decryption: Decryption | undefined;
  #file: OpenFile | undefined;
  /** The beginning of a block of which the rest is yet to come. */
  #begun = new Uint8Array(0);
  #reading: Promise<void> = Promise.resolve();
  #failed: { reason: unknown } | undefined;

  constructor(
    entry: Entry,
    private readonly password: Password,
    private readonly open: () => Promise<OpenFile>,
  ) {
    this.#left = entry.bytes;
  }

  /**
   * Takes the next bytes; the first ones hold the whole local header. The promise is fulfilled when the bytes are no
   * longer needed, whether or not they are right: {@link finish} tells.
   */
  feed(bytes: Uint8Array): Promise<void> {
    this.#reading = this.#reading.then(async () => {
      if (!this.#failed) {
        try {
          await this.#take(bytes);
        } catch (error) {
          this.#failed = { reason: error };
        }
      }
    });
    return this.#reading;
  }

  /**
   * Makes the file visible if its bytes are right, and leaves nothing if they are not.
   *
   * @throws Damaged, WrongVerifier, NotWritten
   */
  async finish(): Promise<void> {
    await this.#reading;
    try {
      if (this.#failed) {
        throw this.#failed.reason;
      }
      await this.#verify();
      await this.#file?.close();
    } catch (error) {
      await this.#file?.discard();
      throw error;
    } finally {
      this.#decryption?.end();
    }
  }

  async #take(bytes: Uint8Array): Promise<void> {
    const rest = this.#decryption ? bytes : await this.#begin(bytes);
    const ciphertext = rest.subarray(0, this.#left);
    this.#left -= ciphertext.length;
    await this.#decrypt(ciphertext);
    const end = rest.subarray(ciphertext.length, ciphertext.length + CODE - this.#endFilled);
    this.#end.set(end, this.#endFilled);
    this.#endFilled += end.length;
  }

  async #begin(bytes: Uint8Array): Promise<Uint8Array> {
    const contents = contentsOf(bytes);
    if (contents.length < PREFIX) {
      throw new Damaged('the entry ends before its contents');
    }
    const rest = contents.subarray(PREFIX);
    const whole = rest.length < this.#left ? undefined : rest.subarray(0, this.#left);
    this.#decryption = await this.password.open(contents.subarray(0, PREFIX), whole);
    this.#file = await this.open();
    return rest;
  }

  /** Whole blocks are decrypted, except at the end of the entry. */
  async #decrypt(ciphertext: Uint8Array): Promise<void> {
    const missing = this.#begun.length > 0 ? BLOCK - this.#begun.length : 0;
    const rest = ciphertext.subarray(missing);
    const held = this.#left > 0 ? rest.length % BLOCK : 0;
    if (missing > 0) {
      await this.#write(new Uint8Array([...this.#begun, ...ciphertext.subarray(0, missing)]));
    }
    const blocks = rest.subarray(0, rest.length - held);
    for (let at = 0; at < blocks.length; at += PIECE) {
      await this.#write(blocks.subarray(at, at + PIECE));
    }
    this.#begun = rest.slice(rest.length - held);
  }

  #write(ciphertext: Uint8Array): Promise<void> {
    return this.#file!.write(ciphertext.length, (buffer) => {
      buffer.set(ciphertext);
      return this.#decryption!.decrypt(buffer, ciphertext.length);
    });
  }

  async #verify(): Promise<void> {
    if (this.#left > 0 || this.#endFilled < CODE) {
      throw new Damaged('the entry is shorter than the list of entries says');
    }
    const digest = await this.#decryption!.digest();
    if (!equal(digest.subarray(0, CODE), this.#end)) {
      throw new Damaged('the authentication code is another');
    }
  }
}

/** What follows the local header. */
function contentsOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length < HEADER) {
    throw new Damaged('the entry ends before its header');
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  if (header.getUint32(0, true) !== SIGNATURE || header.getUint16(8, true) !== METHOD_AES) {
    throw new Damaged('the entry begins without a header');
  }
  return bytes.subarray(HEADER + header.getUint16(26, true) + header.getUint16(28, true));
}
