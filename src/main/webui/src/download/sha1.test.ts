import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { RunningHmac } from './sha1';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('gives the code of RFC 2202, case 1', () => {
  const hmac = new RunningHmac(new Uint8Array(20).fill(0x0b));

  hmac.update(new TextEncoder().encode('Hi There'));

  expect(hex(hmac.digest())).toBe('b617318655057264e28bc0b6fb378c8ef146be00');
});

test.each([0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1_000_003])('gives the code of %i bytes in any pieces', (bytes) => {
  const key = randomBytes(32);
  const data = randomBytes(bytes);
  const whole = new RunningHmac(key);
  whole.update(data);
  const pieces = new RunningHmac(key);
  for (let at = 0, piece = 1; at < bytes; at += piece, piece = (piece * 7) % 1_009) {
    pieces.update(data.subarray(at, at + piece));
  }

  const expected = createHmac('sha1', key).update(data).digest('hex');
  expect(hex(whole.digest())).toBe(expected);
  expect(hex(pieces.digest())).toBe(expected);
});
