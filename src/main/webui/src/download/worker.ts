/** Saves in a thread of its own, so that the page stays responsive. The page's side is in `save.ts`. */
import { saveHere } from './here';
import type { Callbacks, FromWorker, ToWorker } from './messages';

const aborting = new AbortController();
const calls = new Map<number, { resolve(value?: string): void; reject(error: unknown): void }>();
let lastCall = 0;

function send(message: FromWorker): void {
  postMessage(message);
}

function call<T extends string | void>(ask: (call: number) => FromWorker): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    calls.set(++lastCall, { resolve: resolve as (value?: string) => void, reject });
    send(ask(lastCall));
  });
}

const callbacks: Callbacks = {
  link: (volume, refused) =>
    call<string>((id) => ({ type: 'link', call: id, volume, ...(refused === undefined ? {} : { refused }) })),
  onVolume: (volume) => call<void>((id) => ({ type: 'volume', call: id, volume })),
  onProgress: (progress) => send({ type: 'progress', progress }),
};

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'save':
      saveHere({ ...data, ...callbacks, signal: aborting.signal }).then(
        (result) => send({ type: 'done', result }),
        (error: unknown) => send({ type: 'failed', error }),
      );
      break;
    case 'answer':
      calls.get(data.call)?.resolve(data.value);
      calls.delete(data.call);
      break;
    case 'refusal':
      calls.get(data.call)?.reject(data.error);
      calls.delete(data.call);
      break;
    case 'abort':
      aborting.abort(data.reason);
      break;
  }
});
