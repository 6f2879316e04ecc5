import type { Entry } from './directory';
import { OpenFile } from './file';
import { CODE, type EntryKeys, equal, Password, PREFIX } from './keys';
import { PIECE } from './pieces';
import { RunningHmac } from './sha1';

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
  #keys: EntryKeys | undefined;
  #file: OpenFile | undefined;
  #code: Promise<Uint8Array> | RunningHmac | undefined;
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
   *
   * @param isLast whether no more bytes follow
   */
  feed(bytes: Uint8Array, isLast: boolean): Promise<void> {
    this.#reading = this.#reading.then(async () => {
      if (!this.#failed) {
        try {
          await this.#take(bytes, isLast);
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
    }
  }

  async #take(bytes: Uint8Array, isLast: boolean): Promise<void> {
    let rest = bytes;
    if (!this.#keys) {
      rest = await this.#begin(bytes, isLast);
    }
    const ciphertext = rest.subarray(0, this.#left);
    this.#left -= ciphertext.length;
    const end = rest.subarray(ciphertext.length, ciphertext.length + CODE - this.#endFilled);
    this.#end.set(end, this.#endFilled);
    this.#endFilled += end.length;
    for (let at = 0; at < ciphertext.length; at += PIECE) {
      await this.#write(ciphertext.subarray(at, at + PIECE));
    }
  }

  async #begin(bytes: Uint8Array, isLast: boolean): Promise<Uint8Array> {
    const contents = contentsOf(bytes);
    if (contents.length < PREFIX) {
      throw new Damaged('the entry ends before its contents');
    }
    this.#keys = await this.password.keys(contents.subarray(0, PREFIX));
    const rest = contents.subarray(PREFIX);
    // The code of bytes that are all here is computed by the browser itself, beside the decryption.
    this.#code = isLast ? this.#keys.codeOf(rest.subarray(0, this.#left)) : this.#keys.runningCode();
    this.#file = await this.open();
    return rest;
  }

  #write(ciphertext: Uint8Array): Promise<void> {
    return this.#file!.write(ciphertext.length, (buffer) => {
      if (this.#code instanceof RunningHmac) {
        this.#code.update(ciphertext);
      }
      this.#keys!.cipher.decrypt(ciphertext, buffer);
    });
  }

  async #verify(): Promise<void> {
    if (this.#left > 0 || this.#endFilled < CODE) {
      throw new Damaged('the entry is shorter than the list of entries says');
    }
    const code = this.#code instanceof RunningHmac ? this.#code.digest() : await this.#code!;
    if (!equal(code.subarray(0, CODE), this.#end)) {
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
