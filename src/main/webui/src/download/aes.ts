/**
 * AES-256 in the counter mode of WinZip: 16 bytes, least significant first, starting at 1 for each entry.
 *
 * Web Crypto counts from the other end, so one call would decrypt 16 bytes. These are the tables of the AES paper;
 * the first two rounds are shared by the 256 blocks that differ in the lowest byte of their counter alone.
 */
export const BLOCK = 16;

const ROUND_KEYS = 60;
const S = new Uint8Array(256);
const T0 = new Int32Array(256);
const T1 = new Int32Array(256);
const T2 = new Int32Array(256);
const T3 = new Int32Array(256);

/** Where things lie in the memory of the module; its tables are between them. */
const KEYS = 1_024;
const BYTES = 8_192;
const MOST_BYTES = 1 << 16;

/** Decrypts whole blocks. The target is as long as the source, or longer, and may be the same. */
export type XorBlocks = (keys: Int32Array, first: number, source: Uint8Array, target: Uint8Array) => void;

fillTables();

/** Decrypts one entry from its beginning, a piece after the other. */
export class CounterCipher {
  readonly #keys: Int32Array;
  /** The number of the next block. 32 bits hold the blocks of 64 GB, and an entry has at most 50 GB. */
  #counter = 1;

  constructor(
    key: Uint8Array,
    private readonly xor: XorBlocks = xorByTables,
  ) {
    this.#keys = expand(key);
  }

  /**
   * Decrypts the next bytes: whole blocks, except at the entry's end.
   *
   * @param target as long as the source, or longer
   */
  decrypt(source: Uint8Array, target: Uint8Array): void {
    const blocks = Math.floor(source.length / BLOCK);
    this.xor(this.#keys, this.#counter, source.subarray(0, blocks * BLOCK), target);
    this.#counter += blocks;
    const rest = source.subarray(blocks * BLOCK);
    if (rest.length > 0) {
      const block = new Uint8Array(BLOCK);
      block.set(rest);
      this.xor(this.#keys, this.#counter, block, block);
      target.set(block.subarray(0, rest.length), blocks * BLOCK);
    }
  }
}

/** The module that is compiled from assembly/aes.ts: four times as fast as JavaScript. */
export function xorByModule({ instance }: WebAssembly.WebAssemblyInstantiatedSource): XorBlocks {
  const { memory, prepare, xorBlocks: xor } = instance.exports as unknown as {
    memory: WebAssembly.Memory;
    prepare(keys: number): void;
    xorBlocks(keys: number, first: number, at: number, blocks: number): void;
  };
  const heap = new Uint8Array(memory.buffer);
  return (keys, first, source, target) => {
    // WebAssembly and all that browsers run on have the least significant byte first.
    heap.set(new Uint8Array(keys.buffer), KEYS);
    prepare(KEYS);
    for (let at = 0; at < source.length; at += MOST_BYTES) {
      const chunk = source.subarray(at, at + MOST_BYTES);
      heap.set(chunk, BYTES);
      xor(KEYS, first + at / BLOCK, BYTES, chunk.length / BLOCK);
      target.set(heap.subarray(BYTES, BYTES + chunk.length), at);
    }
  };
}

function xorByTables(keys: Int32Array, first: number, source: Uint8Array, target: Uint8Array): void {
  const from = new DataView(source.buffer, source.byteOffset, source.length);
  const to = new DataView(target.buffer, target.byteOffset, source.length);
  xorBlocks(keys, first, from, to, source.length / BLOCK);
}

function xorBlocks(k: Int32Array, first: number, source: DataView, target: DataView, blocks: number): void {
  let at = 0;
  for (let block = 0; block < blocks; ) {
    const counter = first + block;
    const run = Math.min(blocks - block, 256 - (counter & 255));
    const a0 = (counter & ~255) ^ k[0]!;
    const a1 = k[1]!;
    const a2 = k[2]!;
    const a3 = k[3]!;
    const b0 = T1[(a1 >>> 8) & 255]! ^ T2[(a2 >>> 16) & 255]! ^ T3[a3 >>> 24]! ^ k[4]!;
    const b1 = T0[a1 & 255]! ^ T1[(a2 >>> 8) & 255]! ^ T2[(a3 >>> 16) & 255]! ^ T3[a0 >>> 24]! ^ k[5]!;
    const b2 = T0[a2 & 255]! ^ T1[(a3 >>> 8) & 255]! ^ T2[(a0 >>> 16) & 255]! ^ T3[a1 >>> 24]! ^ k[6]!;
    const b3 = T0[a3 & 255]! ^ T1[(a0 >>> 8) & 255]! ^ T2[(a1 >>> 16) & 255]! ^ T3[a2 >>> 24]! ^ k[7]!;
    const c0 = T1[(b1 >>> 8) & 255]! ^ T2[(b2 >>> 16) & 255]! ^ T3[b3 >>> 24]! ^ k[8]!;
    const c1 = T0[b1 & 255]! ^ T1[(b2 >>> 8) & 255]! ^ T2[(b3 >>> 16) & 255]! ^ k[9]!;
    const c2 = T0[b2 & 255]! ^ T1[(b3 >>> 8) & 255]! ^ T3[b1 >>> 24]! ^ k[10]!;
    const c3 = T0[b3 & 255]! ^ T2[(b1 >>> 16) & 255]! ^ T3[b2 >>> 24]! ^ k[11]!;
    const lowKey = k[0]! & 255;
    let low = counter & 255;
    for (const end = block + run; block < end; block++, low++) {
      const d0 = T0[low ^ lowKey]! ^ b0;
      let s0 = c0 ^ T0[d0 & 255]!;
      let s1 = c1 ^ T3[d0 >>> 24]!;
      let s2 = c2 ^ T2[(d0 >>> 16) & 255]!;
      let s3 = c3 ^ T1[(d0 >>> 8) & 255]!;
      let t0 = 0;
      let t1 = 0;
      let t2 = 0;
      let t3 = 0;
      for (let r = 12; r < 52; r += 8) {
        t0 = T0[s0 & 255]! ^ T1[(s1 >>> 8) & 255]! ^ T2[(s2 >>> 16) & 255]! ^ T3[s3 >>> 24]! ^ k[r]!;
        t1 = T0[s1 & 255]! ^ T1[(s2 >>> 8) & 255]! ^ T2[(s3 >>> 16) & 255]! ^ T3[s0 >>> 24]! ^ k[r + 1]!;
        t2 = T0[s2 & 255]! ^ T1[(s3 >>> 8) & 255]! ^ T2[(s0 >>> 16) & 255]! ^ T3[s1 >>> 24]! ^ k[r + 2]!;
        t3 = T0[s3 & 255]! ^ T1[(s0 >>> 8) & 255]! ^ T2[(s1 >>> 16) & 255]! ^ T3[s2 >>> 24]! ^ k[r + 3]!;
        s0 = T0[t0 & 255]! ^ T1[(t1 >>> 8) & 255]! ^ T2[(t2 >>> 16) & 255]! ^ T3[t3 >>> 24]! ^ k[r + 4]!;
        s1 = T0[t1 & 255]! ^ T1[(t2 >>> 8) & 255]! ^ T2[(t3 >>> 16) & 255]! ^ T3[t0 >>> 24]! ^ k[r + 5]!;
        s2 = T0[t2 & 255]! ^ T1[(t3 >>> 8) & 255]! ^ T2[(t0 >>> 16) & 255]! ^ T3[t1 >>> 24]! ^ k[r + 6]!;
        s3 = T0[t3 & 255]! ^ T1[(t0 >>> 8) & 255]! ^ T2[(t1 >>> 16) & 255]! ^ T3[t2 >>> 24]! ^ k[r + 7]!;
      }
      t0 = T0[s0 & 255]! ^ T1[(s1 >>> 8) & 255]! ^ T2[(s2 >>> 16) & 255]! ^ T3[s3 >>> 24]! ^ k[52]!;
      t1 = T0[s1 & 255]! ^ T1[(s2 >>> 8) & 255]! ^ T2[(s3 >>> 16) & 255]! ^ T3[s0 >>> 24]! ^ k[53]!;
      t2 = T0[s2 & 255]! ^ T1[(s3 >>> 8) & 255]! ^ T2[(s0 >>> 16) & 255]! ^ T3[s1 >>> 24]! ^ k[54]!;
      t3 = T0[s3 & 255]! ^ T1[(s0 >>> 8) & 255]! ^ T2[(s1 >>> 16) & 255]! ^ T3[s2 >>> 24]! ^ k[55]!;
      target.setInt32(at, source.getInt32(at, true) ^ k[56]! ^ last(t0, t1, t2, t3), true);
      target.setInt32(at + 4, source.getInt32(at + 4, true) ^ k[57]! ^ last(t1, t2, t3, t0), true);
      target.setInt32(at + 8, source.getInt32(at + 8, true) ^ k[58]! ^ last(t2, t3, t0, t1), true);
      target.setInt32(at + 12, source.getInt32(at + 12, true) ^ k[59]! ^ last(t3, t0, t1, t2), true);
      at += BLOCK;
    }
  }
}

function last(t0: number, t1: number, t2: number, t3: number): number {
  return S[t0 & 255]! | (S[(t1 >>> 8) & 255]! << 8) | (S[(t2 >>> 16) & 255]! << 16) | (S[t3 >>> 24]! << 24);
}

function expand(key: Uint8Array): Int32Array {
  const keys = new Int32Array(ROUND_KEYS);
  const view = new DataView(key.buffer, key.byteOffset, key.length);
  for (let word = 0; word < 8; word++) {
    keys[word] = view.getInt32(4 * word, true);
  }
  let constant = 1;
  for (let word = 8; word < ROUND_KEYS; word++) {
    let next = keys[word - 1]!;
    if (word % 8 === 0) {
      next = last4((next >>> 8) | (next << 24)) ^ constant;
      constant = double(constant);
    } else if (word % 8 === 4) {
      next = last4(next);
    }
    keys[word] = keys[word - 8]! ^ next;
  }
  return keys;
}

function last4(word: number): number {
  return last(word, word, word, word);
}

function double(value: number): number {
  return ((value << 1) ^ ((value >> 7) * 0x11b)) & 255;
}

function fillTables(): void {
  let p = 1;
  let q = 1;
  do {
    p = p ^ double(p);
    q ^= q << 1;
    q ^= q << 2;
    q = (q ^ (q << 4)) & 255;
    q ^= (q >> 7) * 9;
    const rotated = q ^ (q << 1) ^ (q << 2) ^ (q << 3) ^ (q << 4);
    S[p] = (rotated ^ (rotated >> 8) ^ 0x63) & 255;
  } while (p !== 1);
  S[0] = 0x63;
  for (let index = 0; index < 256; index++) {
    const s = S[index]!;
    const s2 = double(s);
    const t = s2 | (s << 8) | (s << 16) | ((s2 ^ s) << 24);
    T0[index] = t;
    T1[index] = (t << 8) | (t >>> 24);
    T2[index] = (t << 16) | (t >>> 16);
    T3[index] = (t << 24) | (t >>> 8);
  }
}
