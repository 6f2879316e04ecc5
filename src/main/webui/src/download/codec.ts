import zipUrl from '@zip.js/zip.js/dist/zip-module.wasm?url';
import aesUrl from '../../generated/aes.wasm?url';
import { CounterCipher, xorByModule } from './aes';
import { RunningHmac } from './sha1';

/** Decrypts one entry from its beginning, and computes the authentication code over what was encrypted. */
export interface Codec {
  /** Decrypts the next bytes. The target is as long as the source, or longer, and may be the same. */
  decrypt(source: Uint8Array, target: Uint8Array): void;
  /** The HMAC over all bytes; of no use without a key for it. */
  digest(): Uint8Array;
  /** Frees what the codec holds; it may be called twice. */
  end(): void;
}

/** Makes the codec of an entry: 32 bytes to decrypt, and 32 to authenticate, unless that is done elsewhere. */
export type Codecs = (encryption: Uint8Array, authentication?: Uint8Array) => Codec;

/** Codecs that every browser runs. */
export const tableCodecs: Codecs = (encryption, authentication) => {
  const cipher = new CounterCipher(encryption);
  return authentication ? authenticated(cipher, new RunningHmac(authentication)) : unauthenticated(cipher);
};

function authenticated(cipher: CounterCipher, hmac: RunningHmac): Codec {
  return {
    decrypt: (source, target) => {
      hmac.update(source);
      cipher.decrypt(source, target);
    },
    digest: () => hmac.digest(),
    end: () => undefined,
  };
}

function unauthenticated(cipher: CounterCipher): Codec {
  return {
    decrypt: (source, target) => cipher.decrypt(source, target),
    digest: () => new Uint8Array(),
    end: () => undefined,
  };
}

/** What zip.js's module gives for AES. */
interface ZipExports {
  memory: WebAssembly.Memory;
  malloc(bytes: number): number;
  aes_hmac_new(): number;
  /** 0 if it went well. */
  aes_hmac_init(codec: number, key: number, keyBytes: number, mac: number, macBytes: number): number;
  aes_hmac_process(codec: number, at: number, bytes: number, decrypt: 1): void;
  /** Writes the HMAC, unless the address is 0, and frees the codec. */
  aes_hmac_end(codec: number, at: number): void;
}

const SCRATCH = 1 << 16;
const DIGEST = 20;

/**
 * Codecs of WebAssembly, some times as fast as tables, where the policy allows it. Only the headers tell: to try would be a
 * violation.
 */
export async function loadCodecs(): Promise<Codecs> {
  try {
    const own = await fetch(location.href, { method: 'HEAD' });
    const policy = own.headers.get('Content-Security-Policy');
    if (policy !== null && !policy.includes("'wasm-unsafe-eval'")) {
      return tableCodecs;
    }
    // A browser that is older than relaxed SIMD uses tables for what zip.js's module is not for.
    const [aes, zip] = await Promise.all([load(aesUrl).catch(() => undefined), load(zipUrl)]);
    return moduleCodecs(aes, zip);
  } catch {
    return tableCodecs;
  }
}

async function load(url: string): Promise<WebAssembly.WebAssemblyInstantiatedSource> {
  const module = await fetch(url);
  return WebAssembly.instantiate(await module.arrayBuffer());
}

/** Our own module decrypts; zip.js's decrypts and computes the HMAC. */
export function moduleCodecs(
  aes: WebAssembly.WebAssemblyInstantiatedSource | undefined,
  zip: WebAssembly.WebAssemblyInstantiatedSource,
): Codecs {
  const xor = aes && xorByModule(aes);
  const open = zipCodecs(zip);
  return (encryption, authentication) =>
    authentication ? open(encryption, authentication) : unauthenticated(new CounterCipher(encryption, xor));
}

function zipCodecs({
  instance,
}: WebAssembly.WebAssemblyInstantiatedSource): (encryption: Uint8Array, authentication: Uint8Array) => Codec {
  const module = instance.exports as unknown as ZipExports;
  const scratch = module.malloc(SCRATCH);
  const heap = (): Uint8Array => new Uint8Array(module.memory.buffer);
  return (encryption, authentication) => {
    let codec = module.aes_hmac_new();
    heap().set(encryption, scratch);
    heap().set(authentication, scratch + encryption.length);
    const mac = scratch + encryption.length;
    if (module.aes_hmac_init(codec, scratch, encryption.length, mac, authentication.length) !== 0) {
      throw new Error('the module takes keys of 256 bits');
    }
    const end = (digestAt: number): void => {
      if (codec !== 0) {
        module.aes_hmac_end(codec, digestAt);
        codec = 0;
      }
    };
    return {
      decrypt: (source, target) => {
        for (let at = 0; at < source.length; at += SCRATCH) {
          const chunk = source.subarray(at, at + SCRATCH);
          heap().set(chunk, scratch);
          module.aes_hmac_process(codec, scratch, chunk.length, 1);
          target.set(heap().subarray(scratch, scratch + chunk.length), at);
        }
      },
      digest: () => {
        end(scratch);
        return heap().slice(scratch, scratch + DIGEST);
      },
      end: () => end(0),
    };
  };
}
