import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { CounterCipher } from './aes';
import { tableCodecs } from './codec';
import { onThisThread, whole } from './decryption';

const [key, mac] = [randomBytes(32), randomBytes(32)];
const source = new Uint8Array(randomBytes(1_000));
const hmac = createHmac('sha1', mac).update(source).digest('hex');
const plain = new Uint8Array(source.length);
new CounterCipher(key).decrypt(source, plain);

test('an entry comes in pieces, each decrypted where it lies', async () => {
  const decryption = onThisThread(tableCodecs).inPieces(key, mac);
  const found: number[] = [];

  for (let at = 0; at < source.length; at += 400) {
    const piece = new Uint8Array(512);
    piece.set(source.subarray(at, at + 400));
    const bytes = Math.min(400, source.length - at);
    found.push(...(await decryption.decrypt(piece, bytes)).subarray(0, bytes));
  }

  expect(Uint8Array.from(found)).toEqual(plain);
  expect(Buffer.from(await decryption.digest()).toString('hex')).toBe(hmac);
  decryption.end();
});

test('a whole entry is authenticated at once, and its bytes may be overwritten', async () => {
  const ciphertext = source.slice();

  const decryption = await whole(onThisThread(tableCodecs), key, mac, ciphertext);
  ciphertext.fill(0);

  expect(Buffer.from(await decryption.digest()).toString('hex')).toBe(hmac);
  expect((await decryption.decrypt(source.slice(), source.length)).subarray(0, source.length)).toEqual(plain);
  decryption.end();
});
