/** HMAC-SHA1 of more bytes than memory should hold; Web Crypto takes all bytes at once. */
const BLOCK_BYTES = 64;
const DIGEST_BYTES = 20;
const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

/** An HMAC that takes its bytes a piece after the other. */
export class RunningHmac {
  readonly #inner = new Sha1();
  readonly #outer = new Sha1();

  /** @param key at most 64 bytes */
  constructor(key: Uint8Array) {
    this.#inner.update(padded(key, 0x36));
    this.#outer.update(padded(key, 0x5c));
  }

  update(bytes: Uint8Array): void {
    this.#inner.update(bytes);
  }

  digest(): Uint8Array {
    this.#outer.update(this.#inner.digest());
    return this.#outer.digest();
  }
}

function padded(key: Uint8Array, pad: number): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key);
  return block.map((byte) => byte ^ pad);
}

/** SHA-1 (RFC 3174). */
export class Sha1 {
  readonly #state = Int32Array.from(START);
  readonly #schedule = new Int32Array(80);
  readonly #block = new Uint8Array(BLOCK_BYTES);
  #held = 0;
  #bytes = 0;

  update(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    let from = 0;
    if (this.#held > 0) {
      from = Math.min(BLOCK_BYTES - this.#held, bytes.length);
      this.#block.set(bytes.subarray(0, from), this.#held);
      this.#held += from;
      if (this.#held < BLOCK_BYTES) {
        return;
      }
      compress(this.#state, this.#schedule, new DataView(this.#block.buffer), 0, 1);
    }
    const blocks = Math.floor((bytes.length - from) / BLOCK_BYTES);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    compress(this.#state, this.#schedule, view, from, blocks);
    const rest = bytes.subarray(from + blocks * BLOCK_BYTES);
    this.#block.set(rest);
    this.#held = rest.length;
  }

  digest(): Uint8Array {
    const bits = this.#bytes * 8;
    const zeros = (2 * BLOCK_BYTES - 9 - this.#held) % BLOCK_BYTES;
    const end = new DataView(new ArrayBuffer(9 + zeros));
    end.setUint8(0, 0x80);
    end.setUint32(1 + zeros, Math.floor(bits / 2 ** 32));
    end.setUint32(5 + zeros, bits >>> 0);
    this.update(new Uint8Array(end.buffer));
    const digest = new DataView(new ArrayBuffer(DIGEST_BYTES));
    this.#state.forEach((word, index) => digest.setInt32(4 * index, word));
    return new Uint8Array(digest.buffer);
  }
}

function compress(state: Int32Array, w: Int32Array, view: DataView, from: number, blocks: number): void {
  let [h0, h1, h2, h3, h4] = state as unknown as [number, number, number, number, number];
  for (let at = from, end = from + blocks * BLOCK_BYTES; at < end; at += BLOCK_BYTES) {
    for (let index = 0; index < 16; index++) {
      w[index] = view.getInt32(at + 4 * index);
    }
    for (let index = 16; index < 80; index++) {
      const mixed = w[index - 3]! ^ w[index - 8]! ^ w[index - 14]! ^ w[index - 16]!;
      w[index] = (mixed << 1) | (mixed >>> 31);
    }
    let a = h0;
    let b = h1;
    let c = h2;
    let d = h3;
    let e = h4;
    for (let index = 0; index < 20; index++) {
      const next = (((a << 5) | (a >>> 27)) + (((c ^ d) & b) ^ d) + e + 0x5a827999 + w[index]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = next;
    }
    for (let index = 20; index < 40; index++) {
      const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0x6ed9eba1 + w[index]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = next;
    }
    for (let index = 40; index < 60; index++) {
      const next = (((a << 5) | (a >>> 27)) + ((b & c) | ((b | c) & d)) + e + 0x8f1bbcdc + w[index]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = next;
    }
    for (let index = 60; index < 80; index++) {
      const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0xca62c1d6 + w[index]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = next;
    }
    h0 = (h0 + a) | 0;
    h1 = (h1 + b) | 0;
    h2 = (h2 + c) | 0;
    h3 = (h3 + d) | 0;
    h4 = (h4 + e) | 0;
  }
  state.set([h0, h1, h2, h3, h4]);
}
