/** Fetches the windows of a volume and writes each entry's bytes into a file as they are. */
import { readDirectory } from '../../../main/webui/src/download/directory';
import { OpenFile } from '../../../main/webui/src/download/file';
import { VolumeLink } from '../../../main/webui/src/download/link';
import { RangeReader } from '../../../main/webui/src/download/reader';
import { Turns } from '../../../main/webui/src/download/turns';
import { cut, windows } from '../../../main/webui/src/download/windows';
import type { Request } from './page';

/** What is not decrypted is written fastest in pieces larger than the reader's. */
const PIECE = 1 << 20;

addEventListener('message', ({ data }: MessageEvent<Request & { folder: FileSystemDirectoryHandle }>) => {
  void copy(data).then((milliseconds) => postMessage(milliseconds));
});

async function copy({ link, volume, folder }: Request & { folder: FileSystemDirectoryHandle }): Promise<number> {
  const begin = performance.now();
  const events = { asking: () => undefined, trouble: () => undefined, fine: () => undefined };
  const volumeLink = new VolumeLink(async () => link, volume.bytes, events, new AbortController().signal);
  const entries = await readDirectory(new RangeReader(volumeLink, volume.bytes));
  const pieces = new Turns(8);
  const closing: Promise<void>[] = [];
  let next = 0;
  let file: OpenFile | undefined;
  for await (const window of windows(volumeLink, cut(entries.map((entry) => entry.range)))) {
    while (next < entries.length && entries[next]!.range.from < window.to) {
      const { range } = entries[next]!;
      file ??= new OpenFile(folder, ['copy', `${next}`], pieces);
      const bytes = window.bytes.subarray(Math.max(range.from, window.from) - window.from, Math.min(range.to, window.to) - window.from);
      for (let at = 0; at < bytes.length; at += PIECE) {
        await file.write(bytes.slice(at, at + PIECE));
      }
      if (range.to > window.to) {
        break;
      }
      closing.push(file.close());
      if (closing.length > 6) {
        await closing.shift();
      }
      file = undefined;
      next++;
    }
  }
  await Promise.all(closing);
  return performance.now() - begin;
}
