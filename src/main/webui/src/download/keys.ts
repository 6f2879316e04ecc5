import { CounterCipher } from './aes';
import { RunningHmac } from './sha1';

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

/** What opens one entry. */
export interface EntryKeys {
  cipher: CounterCipher;
  /** The authentication code of an entry of which all bytes are at hand. */
  codeOf(ciphertext: Uint8Array): Promise<Uint8Array>;
  /** The authentication code of a longer entry. */
  runningCode(): RunningHmac;
}

/** Derives the keys of the entries from the password (WinZip's AE-2 with AES-256). */
export class Password {
  private constructor(private readonly key: CryptoKey) {}

  static async of(text: string): Promise<Password> {
    const bytes = new TextEncoder().encode(text);
    return new Password(await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']));
  }

  /**
   * Gives the keys of an entry.
   *
   * @param prefix the salt and the verifier
   * @throws WrongVerifier if the password does not fit; one in 65,536 wrong ones does
   */
  async keys(prefix: Uint8Array): Promise<EntryKeys> {
    const algorithm = { name: 'PBKDF2', hash: 'SHA-1', salt: prefix.slice(0, SALT), iterations: ITERATIONS };
    const bits = await crypto.subtle.deriveBits(algorithm, this.key, 8 * (2 * KEY + VERIFIER));
    const derived = new Uint8Array(bits);
    if (!equal(derived.subarray(2 * KEY), prefix.subarray(SALT, PREFIX))) {
      throw new WrongVerifier();
    }
    const authentication = derived.slice(KEY, 2 * KEY);
    return {
      cipher: new CounterCipher(derived.subarray(0, KEY)),
      codeOf: (ciphertext) => sign(authentication, ciphertext),
      runningCode: () => new RunningHmac(authentication),
    };
  }
}

export function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

async function sign(key: Uint8Array<ArrayBuffer>, bytes: Uint8Array): Promise<Uint8Array> {
  const hmac = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const digest = await crypto.subtle.sign('HMAC', hmac, bytes as Uint8Array<ArrayBuffer>);
  return new Uint8Array(digest, 0, CODE);
}
