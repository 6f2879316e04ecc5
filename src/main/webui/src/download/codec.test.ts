import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { CounterCipher } from './aes';
import { moduleCodecs, tableCodecs, type Codecs } from './codec';

const ZIP = createRequire(import.meta.url).resolve('@zip.js/zip.js/dist/zip-module.wasm');
const AES = new URL('../../generated/aes.wasm', import.meta.url);

// Browsers have this, Node.js since version 21.
setFlagsFromString('--experimental-wasm-relaxed-simd');

async function modules(): Promise<Codecs> {
  const [aes, zip] = await Promise.all([AES, ZIP].map((file) => WebAssembly.instantiate(readFileSync(file))));
  return moduleCodecs(aes!, zip!);
}

describe.each<[string, () => Promise<Codecs>]>([
  ['tables', async () => tableCodecs],
  ['modules', modules],
])('codecs of %s', (_, load) => {
  test.each([0, 5, 16, 65_535, 65_537, 300_001])('decrypt and authenticate %i bytes, an entry beside another', async (bytes) => {
    const codecs = await load();
    const [key, mac] = [randomBytes(32), randomBytes(32)];
    const source = new Uint8Array(randomBytes(bytes));
    const expected = new Uint8Array(bytes);
    new CounterCipher(key).decrypt(source, expected);
    const other = codecs(randomBytes(32), randomBytes(32));
    const unauthenticated = codecs(key);
    const codec = codecs(key, mac);
    const target = new Uint8Array(bytes);
    const inPlace = source.slice();

    for (let at = 0; at < bytes; at += 70_000) {
      codec.decrypt(source.subarray(at, at + 70_000), target.subarray(at));
      other.decrypt(new Uint8Array(32), new Uint8Array(32));
      const part = inPlace.subarray(at, at + 70_000);
      unauthenticated.decrypt(part, part);
    }

    expect(Buffer.compare(target, expected)).toBe(0);
    expect(Buffer.compare(inPlace, expected)).toBe(0);
    expect(Buffer.from(codec.digest()).toString('hex')).toBe(createHmac('sha1', mac).update(source).digest('hex'));
    [codec, other, unauthenticated].forEach((each) => each.end());
  });

  test('are made and ended without end', async () => {
    const codecs = await load();

    for (let entry = 0; entry < 20_000; entry++) {
      codecs(new Uint8Array(32), new Uint8Array(32)).end();
    }
  });
});
