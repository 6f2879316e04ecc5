/**
 * AES-256 in the counter mode of WinZip, for WebAssembly: AssemblyScript compiles this file. It is the function
 * `xorBlocks` of src/download/aes.ts, which fills the tables and says what lies where.
 */
const T0: usize = 1024;
const T1: usize = 2048;
const T2: usize = 3072;
const T3: usize = 4096;
const S: usize = 5120;

// @ts-ignore: a decorator of AssemblyScript
@inline
function t0(word: u32): u32 {
  return load<u32>((word & 255) << 2, T0);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function t1(word: u32): u32 {
  return load<u32>((word >>> 6) & 1020, T1);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function t2(word: u32): u32 {
  return load<u32>((word >>> 14) & 1020, T2);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function t3(word: u32): u32 {
  return load<u32>((word >>> 22) & 1020, T3);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function last(a: u32, b: u32, c: u32, d: u32): u32 {
  return (
    <u32>load<u8>(a & 255, S) |
    (<u32>load<u8>((b >>> 8) & 255, S) << 8) |
    (<u32>load<u8>((c >>> 16) & 255, S) << 16) |
    (<u32>load<u8>(d >>> 24, S) << 24)
  );
}

/**
 * Decrypts blocks where they lie.
 *
 * @param k the address of the 60 round keys
 * @param first the number of the first block
 */
export function xorBlocks(k: usize, first: u32, at: usize, blocks: u32): void {
  for (let block: u32 = 0; block < blocks; ) {
    const counter: u32 = first + block;
    let run: u32 = min<u32>(blocks - block, 256 - (counter & 255));
    const k0 = load<u32>(k);
    const a0 = (counter & ~255) ^ k0;
    const a1 = load<u32>(k, 4);
    const a2 = load<u32>(k, 8);
    const a3 = load<u32>(k, 12);
    const b0 = t1(a1) ^ t2(a2) ^ t3(a3) ^ load<u32>(k, 16);
    const b1 = t0(a1) ^ t1(a2) ^ t2(a3) ^ t3(a0) ^ load<u32>(k, 20);
    const b2 = t0(a2) ^ t1(a3) ^ t2(a0) ^ t3(a1) ^ load<u32>(k, 24);
    const b3 = t0(a3) ^ t1(a0) ^ t2(a1) ^ t3(a2) ^ load<u32>(k, 28);
    const c0 = t1(b1) ^ t2(b2) ^ t3(b3) ^ load<u32>(k, 32);
    const c1 = t0(b1) ^ t1(b2) ^ t2(b3) ^ load<u32>(k, 36);
    const c2 = t0(b2) ^ t1(b3) ^ t3(b1) ^ load<u32>(k, 40);
    const c3 = t0(b3) ^ t2(b1) ^ t3(b2) ^ load<u32>(k, 44);
    const lowKey = k0 & 255;
    let low = counter & 255;
    block += run;
    for (; run > 0; run--, low++) {
      const d0 = t0(low ^ lowKey) ^ b0;
      let s0 = c0 ^ t0(d0);
      let s1 = c1 ^ t3(d0);
      let s2 = c2 ^ t2(d0);
      let s3 = c3 ^ t1(d0);
      let u0: u32;
      let u1: u32;
      let u2: u32;
      let u3: u32;
      for (let r: usize = k + 48; r < k + 208; r += 32) {
        u0 = t0(s0) ^ t1(s1) ^ t2(s2) ^ t3(s3) ^ load<u32>(r);
        u1 = t0(s1) ^ t1(s2) ^ t2(s3) ^ t3(s0) ^ load<u32>(r, 4);
        u2 = t0(s2) ^ t1(s3) ^ t2(s0) ^ t3(s1) ^ load<u32>(r, 8);
        u3 = t0(s3) ^ t1(s0) ^ t2(s1) ^ t3(s2) ^ load<u32>(r, 12);
        s0 = t0(u0) ^ t1(u1) ^ t2(u2) ^ t3(u3) ^ load<u32>(r, 16);
        s1 = t0(u1) ^ t1(u2) ^ t2(u3) ^ t3(u0) ^ load<u32>(r, 20);
        s2 = t0(u2) ^ t1(u3) ^ t2(u0) ^ t3(u1) ^ load<u32>(r, 24);
        s3 = t0(u3) ^ t1(u0) ^ t2(u1) ^ t3(u2) ^ load<u32>(r, 28);
      }
      u0 = t0(s0) ^ t1(s1) ^ t2(s2) ^ t3(s3) ^ load<u32>(k, 208);
      u1 = t0(s1) ^ t1(s2) ^ t2(s3) ^ t3(s0) ^ load<u32>(k, 212);
      u2 = t0(s2) ^ t1(s3) ^ t2(s0) ^ t3(s1) ^ load<u32>(k, 216);
      u3 = t0(s3) ^ t1(s0) ^ t2(s1) ^ t3(s2) ^ load<u32>(k, 220);
      store<u32>(at, load<u32>(at) ^ load<u32>(k, 224) ^ last(u0, u1, u2, u3));
      store<u32>(at, load<u32>(at, 4) ^ load<u32>(k, 228) ^ last(u1, u2, u3, u0), 4);
      store<u32>(at, load<u32>(at, 8) ^ load<u32>(k, 232) ^ last(u2, u3, u0, u1), 8);
      store<u32>(at, load<u32>(at, 12) ^ load<u32>(k, 236) ^ last(u3, u0, u1, u2), 12);
      at += 16;
    }
  }
}
