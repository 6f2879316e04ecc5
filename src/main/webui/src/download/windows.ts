import { type Range, VolumeLink } from './link';

/** The longest range that is read at once: most photos are shorter. */
export const WINDOW = 6 << 20;

/** How many windows are on the line or waiting to be taken. */
const AHEAD = 3;

/** Bytes of a volume, until the next window is taken. */
export interface Window extends Range {
  bytes: Uint8Array;
}

/**
 * Cuts what is needed of a volume into windows: entries that lie side by side share one, and none is cut unless it is
 * longer than a window.
 *
 * @param needed in the order of the volume
 */
export function* cut(needed: Iterable<Range>): Generator<Range> {
  let open: Range | undefined;
  for (const range of needed) {
    if (open && open.to === range.from && range.to - open.from <= WINDOW) {
      open.to = range.to;
      continue;
    }
    if (open) {
      yield open;
    }
    open = { ...range };
    while (open.to - open.from > WINDOW) {
      yield { from: open.from, to: open.from + WINDOW };
      open.from += WINDOW;
    }
  }
  if (open) {
    yield open;
  }
}

/** Reads windows in their order, some ahead, into memory that is used again. */
export async function* windows(link: VolumeLink, ranges: Iterator<Range>): AsyncGenerator<Window> {
  const spare: ArrayBuffer[] = [];
  const ahead: { range: Range; reading: Promise<Uint8Array<ArrayBuffer>> }[] = [];
  const fill = (): void => {
    while (ahead.length < AHEAD) {
      const { value: range, done } = ranges.next();
      if (done) {
        return;
      }
      const reading = link.read(range, spare.pop() ?? new ArrayBuffer(WINDOW));
      // The reason is thrown when its turn comes; until then it is not unhandled.
      reading.catch(() => undefined);
      ahead.push({ range, reading });
    }
  };
  for (fill(); ahead.length > 0; fill()) {
    const { range, reading } = ahead.shift()!;
    const bytes = await reading;
    yield { ...range, bytes };
    spare.push(bytes.buffer);
  }
}
