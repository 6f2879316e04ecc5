import { type Decryption, type Decryptor, whole } from './decryption';

const ITERATIONS = 1_000;
const KEY = 32;
const VERIFIER = 2;

export const SALT = 16;
export const PREFIX = SALT + VERIFIER;
export const CODE = 10;

/** The password does not belong to the entry, or these bytes of the entry are damaged. */
export class WrongVerifier extends Error {
  constructor() {
    super('the password does not fit');
    this.name = 'WrongVerifier';
  }
}

/** Derives the keys of the entries from the password (WinZip's AE-2 with AES-256). */
export class Password {
  private constructor(
    private readonly key: CryptoKey,
    private readonly decryptor: Decryptor,
  ) {}

  static async of(text: string, decryptor: Decryptor): Promise<Password> {
    const bytes = new TextEncoder().encode(text);
    const key = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']);
    return new Password(key, decryptor);
  }

  /**
   * Opens an entry.
   *
   * @param prefix the salt and the verifier
   * @param ciphertext all encrypted bytes of the entry, if they are there; they may be overwritten afterwards
   * @throws WrongVerifier if the password does not fit; one in 65,536 wrong ones does
   */
  async open(prefix: Uint8Array, ciphertext?: Uint8Array): Promise<Decryption> {
    const algorithm = { name: 'PBKDF2', hash: 'SHA-1', salt: prefix.slice(0, SALT), iterations: ITERATIONS };
    const bits = await crypto.subtle.deriveBits(algorithm, this.key, 8 * (2 * KEY + VERIFIER));
    const derived = new Uint8Array(bits);
    if (!equal(derived.subarray(2 * KEY), prefix.subarray(SALT, PREFIX))) {
      throw new WrongVerifier();
    }
    const encryption = derived.slice(0, KEY);
    const authentication = derived.slice(KEY, 2 * KEY);
    return ciphertext
      ? whole(this.decryptor, encryption, authentication, ciphertext)
      : this.decryptor.inPieces(encryption, authentication);
  }
}

export function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
