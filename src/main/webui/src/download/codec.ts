import moduleUrl from '@zip.js/zip.js/dist/zip-module.wasm?url';
import { CounterCipher } from './aes';
import { RunningHmac } from './sha1';

/** Decrypts one entry from its beginning, and computes the authentication code over what was encrypted. */
export interface Codec {
  /** Decrypts the next bytes. The target is as long as the source, or longer. */
  decrypt(source: Uint8Array, target: Uint8Array): void;
  /** The HMAC over all bytes. */
  digest(): Uint8Array;
  /** Frees what the codec holds; it may be called twice. */
  end(): void;
}

/** Makes the codec of an entry: 32 bytes to decrypt, and 32 to authenticate. */
export type Codecs = (encryption: Uint8Array, authentication: Uint8Array) => Codec;

/** Codecs that every browser runs. */
export const tableCodecs: Codecs = (encryption, authentication) => {
  const cipher = new CounterCipher(encryption);
  const hmac = new RunningHmac(authentication);
  return {
    decrypt: (source, target) => {
      hmac.update(source);
      cipher.decrypt(source, target);
    },
    digest: () => hmac.digest(),
    end: () => undefined,
  };
};

/** What zip.js's module gives for AES. */
interface ModuleExports {
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
 * Codecs of zip.js's WebAssembly module, twice as fast as tables, where the policy allows WebAssembly. Only the headers
 * tell: to try would be a violation.
 */
export async function loadCodecs(): Promise<Codecs> {
  try {
    const own = await fetch(location.href, { method: 'HEAD' });
    const policy = own.headers.get('Content-Security-Policy');
    if (policy !== null && !policy.includes("'wasm-unsafe-eval'")) {
      return tableCodecs;
    }
    const module = await fetch(moduleUrl);
    return moduleCodecs(await WebAssembly.instantiate(await module.arrayBuffer()));
  } catch {
    return tableCodecs;
  }
}

export function moduleCodecs({ instance }: WebAssembly.WebAssemblyInstantiatedSource): Codecs {
  const module = instance.exports as unknown as ModuleExports;
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
