/// <reference types="vite/client" />
/** What the browser tests of saving call in the page: the reader as a person gets it, and its measure. */
import { save, type SavingProgress, type SavingResult, type VolumeSource } from '../../../main/webui/src/download/save';
import copyUrl from './copy?worker&url';

export interface Request {
  link: string;
  volume: VolumeSource;
}

export interface Answer {
  result: SavingResult;
  confirmed: number[];
  milliseconds: number;
  progress: SavingProgress[];
}

const root = (): Promise<FileSystemDirectoryHandle> => navigator.storage.getDirectory();

/** Saves a volume into the origin's private folder. */
async function saveVolume({ link, volume }: Request): Promise<Answer> {
  const confirmed: number[] = [];
  const progress: SavingProgress[] = [];
  const begin = performance.now();
  const result = await save({
    volumes: [volume],
    folder: await root(),
    link: async () => link,
    onProgress: (latest) => progress.splice(20, 1, latest),
    onVolume: async (number) => void confirmed.push(number),
    signal: new AbortController().signal,
  });
  return { result, confirmed, milliseconds: performance.now() - begin, progress };
}

/** Fetches and writes the same bytes without decryption: what saving is held against. */
async function copyVolume(request: Request): Promise<number> {
  const policy = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } } })
    .trustedTypes!.createPolicy('copy', { createScriptURL: () => copyUrl });
  const worker = new Worker(policy.createScriptURL(copyUrl), { type: 'module' });
  const folder = await root();
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ ...request, folder });
  });
}

/** The SHA-256 of each file, a window of 8 MiB at a time. */
async function digests(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  await visit(await root(), '', async (path, file) => {
    found[path] = [];
    for (let at = 0; at < file.size; at += 8 << 20) {
      const digest = await crypto.subtle.digest('SHA-256', await file.slice(at, at + (8 << 20)).arrayBuffer());
      found[path].push(Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''));
    }
  });
  return found;
}

async function visit(
  folder: FileSystemDirectoryHandle,
  above: string,
  visitor: (path: string, file: File) => Promise<void>,
): Promise<void> {
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind === 'file') {
      await visitor(above + name, await (handle as FileSystemFileHandle).getFile());
    } else if (!name.startsWith('.')) {
      await visit(handle as FileSystemDirectoryHandle, `${above}${name}/`, visitor);
    }
  }
}

async function empty(): Promise<void> {
  const folder = await root();
  for await (const name of folder.keys()) {
    await folder.removeEntry(name, { recursive: true });
  }
}

const calls = { saveVolume, copyVolume, digests, empty };
export type Calls = typeof calls;

/** The tests call through the server, because a debugger would keep copies of what the page fetches. */
async function work(): Promise<void> {
  for (;;) {
    const { name, argument } = (await (await fetch('/call')).json()) as { name: keyof Calls; argument: never };
    const answer = await Promise.resolve(calls[name](argument)).then(
      (value) => ({ value }),
      (error: unknown) => ({ error: String(error) }),
    );
    await fetch('/answer', { method: 'POST', body: JSON.stringify(answer) });
  }
}

void work();
