import { saveHere } from './here';
import type { FromWorker, ToWorker } from './messages';
import type { Saving, SavingResult } from './saving';
import { startThread } from './threads';
import workerUrl from './worker?worker&url';

export type { FailedEntry, Reason, Saving, SavingProgress, SavingResult, Trouble, VolumeSource } from './saving';

/** How long the worker may take to put things in order after an abort. */
const LAST_WORDS = 1_000;

/**
 * Saves an archive into a folder: reads its volumes over ranges, decrypts each photo, checks it, and writes it into the
 * folder of its album. A second call for the same folder goes on where the first one stopped. Works in a thread of its
 * own if the browser can start one.
 *
 * @returns what was saved and what failed; entries fail one by one, each with a reason
 * @throws the signal's reason after an abort, and what `link` or `onVolume` throw
 */
export async function save(saving: Saving): Promise<SavingResult> {
  saving.signal.throwIfAborted();
  const worker = startThread(workerUrl);
  return worker ? inWorker(worker, saving) : saveHere(saving);
}

function inWorker(worker: Worker, saving: Saving): Promise<SavingResult> {
  const { volumes, folder, signal } = saving;
  const send = (message: ToWorker): void => worker.postMessage(message);
  return new Promise<SavingResult>((resolve, reject) => {
    let lastWords: ReturnType<typeof setTimeout>;
    const abort = (): void => {
      send({ type: 'abort', reason: cloneable(signal.reason) });
      lastWords = setTimeout(() => end(() => reject(signal.reason)), LAST_WORDS);
    };
    const end = (settle: () => void): void => {
      clearTimeout(lastWords);
      signal.removeEventListener('abort', abort);
      worker.terminate();
      settle();
    };
    const answer = (call: number, asked: Promise<string | void>): void => {
      asked.then(
        (value) => send({ type: 'answer', call, ...(value === undefined ? {} : { value }) }),
        (error: unknown) => send({ type: 'refusal', call, error: cloneable(error) }),
      );
    };
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      switch (data.type) {
        case 'progress':
          saving.onProgress(data.progress);
          break;
        case 'link':
          answer(data.call, saving.link(data.volume, data.refused));
          break;
        case 'volume':
          answer(data.call, saving.onVolume(data.volume));
          break;
        case 'done':
          end(() => resolve(data.result));
          break;
        case 'failed':
          end(() => reject(signal.aborted ? signal.reason : data.error));
          break;
      }
    });
    worker.addEventListener('error', (event) => end(() => reject(new Error(`the worker failed: ${event.message}`))));
    signal.addEventListener('abort', abort);
    send({ type: 'save', volumes, folder });
  });
}

/** Errors of a page's own classes do not pass between threads; what they say does. */
function cloneable(error: unknown): unknown {
  try {
    return structuredClone(error);
  } catch {
    return new Error(error instanceof Error ? error.message : String(error));
  }
}
