/**
 * AES-256 in the counter mode of WinZip, for WebAssembly: AssemblyScript compiles this file. Sixteen bytes are looked up
 * at once in a table of sixteen, in a basis in which GF(2^8) is GF(2^4)^2 (M. Hamburg, "Accelerating AES with Vector
 * Permute Instructions", CHES 2009, which has the tables of the S-box).
 *
 * The tables are in memory, because a constant costs the engine more than a load. Each index is below 16 or above 127,
 * where all processors agree on what a relaxed swizzle gives.
 */
const TABLES = memory.data<u64>([
  0x0f0f0f0f0f0f0f0f, 0x0f0f0f0f0f0f0f0f, // the low half of each byte
  0xc2b2e8985a2a7000, 0xcabae09052227808, // into the basis, by the low half
  0x4c01307d317c4d00, 0xcd80b1fcb0fdcc81, // by the high half
  0x0e05060f0d080180, 0x040703090a0b0c02, // 1 / x
  0x01040a060f0b0780, 0x030d0e0c02050809, // a / x
  0xb19be18fcb503e00, 0xa5df7a6e142af544, // SubBytes, by both halves of the inverse
  0x3618d415fae22300, 0x3bf7ccc10d2ed9ef,
  0xe27a93c60b712400, 0x5eb7e955bc982fcd, // twice SubBytes
  0x69eb88400ae12900, 0xc2a163c8ab82234a,
  0xd0d26d176fbdc700, 0x15aabf7ac502a878, // SubBytes, and out of the basis
  0xcfe474a55fbb6a00, 0x8e1e90d1412b35fa,
  0x030e09040f0a0500, 0x0b06010c07020d08, // ShiftRows
  0x04030e09000f0a05, 0x0c0b06010807020d, // ShiftRows, then one row up
  0x0904030e05000f0a, 0x010c0b060d080702, // two rows up
  0x0e0904030a05000f, 0x06010c0b020d0807, // three rows up
], 16);

const ROUNDS: usize = 14;

/** What the affine map of the S-box adds; the keys add it. */
const ADDED: u8 = 0x63;

// @ts-ignore: a decorator of AssemblyScript
@inline
function table(number: usize): v128 {
  return v128.load(TABLES + 16 * number);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function lookUp(number: usize, index: v128): v128 {
  return i8x16.relaxed_swizzle(table(number), index);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function permuted(bytes: v128, number: usize): v128 {
  return i8x16.relaxed_swizzle(bytes, table(number));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function low(bytes: v128): v128 {
  return v128.and(bytes, table(0));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function high(bytes: v128): v128 {
  return low(i16x8.shr_u(bytes, 4));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function toBasis(bytes: v128): v128 {
  return v128.xor(lookUp(1, low(bytes)), lookUp(2, high(bytes)));
}

/** One half of the inverses: 1 / (1 / half + a / k) + other. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function inverse(half: v128, ak: v128, other: v128): v128 {
  return v128.xor(lookUp(3, v128.xor(lookUp(3, half), ak)), other);
}

/** SubBytes, ShiftRows, MixColumns and AddRoundKey. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function round(state: v128, key: v128): v128 {
  const i = high(state);
  const k = low(state);
  const j = v128.xor(i, k);
  const ak = lookUp(4, k);
  const u = inverse(i, ak, j);
  const t = inverse(j, ak, i);
  const once = v128.xor(lookUp(5, u), lookUp(6, t));
  const twice = v128.xor(lookUp(7, u), lookUp(8, t));
  const thrice = v128.xor(once, twice);
  return v128.xor(
    v128.xor(v128.xor(key, permuted(twice, 11)), permuted(thrice, 12)),
    v128.xor(permuted(once, 13), permuted(once, 14)),
  );
}

/** The last round mixes no columns, and leads out of the basis. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function lastRound(state: v128, key: v128): v128 {
  const i = high(state);
  const k = low(state);
  const j = v128.xor(i, k);
  const ak = lookUp(4, k);
  const out = v128.xor(lookUp(9, inverse(i, ak, j)), lookUp(10, inverse(j, ak, i)));
  return v128.xor(key, permuted(out, 11));
}

/**
 * Takes 15 round keys of 16 bytes into the basis, where they lie.
 *
 * @param keys their address
 */
export function prepare(keys: usize): void {
  const added = i8x16.splat(ADDED);
  v128.store(keys, toBasis(v128.load(keys)));
  for (let at = keys + 16; at < keys + 16 * ROUNDS; at += 16) {
    v128.store(at, toBasis(v128.xor(v128.load(at), added)));
  }
  const last = keys + 16 * ROUNDS;
  v128.store(last, v128.xor(v128.load(last), added));
}

/**
 * Decrypts blocks where they lie, two at a time: while one waits for a table, the other is computed.
 *
 * @param keys the address of the prepared keys
 * @param first the number of the first block
 * @param at the address of the first block; the block after the last one may be overwritten
 */
export function xorBlocks(keys: usize, first: u32, at: usize, blocks: u32): void {
  const last = keys + 16 * ROUNDS;
  for (let block: u32 = 0; block < blocks; block += 2, at += 32) {
    let one = v128.xor(toBasis(i32x4(first + block, 0, 0, 0)), v128.load(keys));
    let two = v128.xor(toBasis(i32x4(first + block + 1, 0, 0, 0)), v128.load(keys));
    for (let key = keys + 16; key < last; key += 16) {
      one = round(one, v128.load(key));
      two = round(two, v128.load(key));
    }
    v128.store(at, v128.xor(v128.load(at), lastRound(one, v128.load(last))));
    v128.store(at + 16, v128.xor(v128.load(at + 16), lastRound(two, v128.load(last))));
  }
}
