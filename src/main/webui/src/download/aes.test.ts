import { createCipheriv, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { CounterCipher } from './aes';

/** Node's AES over counters that are written out, as the format says. */
function expected(key: Uint8Array, plain: Uint8Array): Uint8Array {
  const counters = Buffer.alloc(Math.ceil(plain.length / 16) * 16);
  for (let block = 0; block * 16 < plain.length; block++) {
    counters.writeUInt32LE(block + 1, block * 16);
  }
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const stream = cipher.update(counters);
  return plain.map((byte, index) => byte ^ stream[index]!);
}

function decrypted(key: Uint8Array, source: Uint8Array, pieces: Iterable<number>): Uint8Array {
  const cipher = new CounterCipher(key);
  const target = new Uint8Array(source.length);
  let at = 0;
  for (const piece of pieces) {
    cipher.decrypt(source.subarray(at, at + piece), target.subarray(at, at + piece));
    at += piece;
  }
  cipher.decrypt(source.subarray(at), target.subarray(at));
  return target;
}

test.each([0, 1, 15, 16, 17, 255, 4_096, 4_097, 65_536 * 16 + 33])('decrypts %i bytes', (bytes) => {
  const key = randomBytes(32);
  const source = randomBytes(bytes);

  expect(Buffer.compare(decrypted(key, source, []), expected(key, source))).toBe(0);
});

test.each([[[16]], [[16, 32, 16, 4_096]], [[0, 0, 48]], [[256 * 16, 16]]])(
  'decrypts in pieces of %j bytes',
  (pieces) => {
    const key = randomBytes(32);
    const source = randomBytes(10_007);

    expect(Buffer.compare(decrypted(key, source, pieces), expected(key, source))).toBe(0);
  },
);

test('encrypts as FIPS 197 shows it: a key of 256 bits and the counter 1', () => {
  const key = Uint8Array.from({ length: 32 }, (_, index) => index);

  const stream = decrypted(key, new Uint8Array(16), []);

  expect(Buffer.from(stream).toString('hex')).toBe(Buffer.from(expected(key, new Uint8Array(16))).toString('hex'));
});
