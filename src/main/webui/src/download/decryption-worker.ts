/** Decrypts in a thread of its own. The other side is in `decryption.ts`. */
import { type Codec, loadCodecs } from './codec';
import type { FromDecryption, ToDecryption } from './decryption';

const entries = new Map<number, Codec>();

function answer(bytes: ArrayBuffer): void {
  const message: FromDecryption = { type: 'answer', bytes };
  postMessage(message, { transfer: [bytes] });
}

void loadCodecs().then((codecs) => {
  addEventListener('message', ({ data }: MessageEvent<ToDecryption>) => {
    switch (data.type) {
      case 'open':
        entries.set(data.entry, codecs(data.encryption, data.authentication));
        break;
      case 'decrypt': {
        const part = new Uint8Array(data.piece, 0, data.bytes);
        entries.get(data.entry)!.decrypt(part, part);
        answer(data.piece);
        break;
      }
      case 'digest':
        answer(entries.get(data.entry)!.digest().slice().buffer);
        break;
      case 'end':
        entries.get(data.entry)?.end();
        entries.delete(data.entry);
        break;
    }
  });
  const ready: FromDecryption = { type: 'ready' };
  postMessage(ready);
});
