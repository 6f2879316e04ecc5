import type { FailedEntry, Reason, SavingProgress, SavingResult } from '../download/saving';
import { bytes, text, type Text } from '../language/text';
import type { Meter } from './panel';

/** How far the saving is. */
export function savingMeter(progress: SavingProgress): Meter {
  const share = shareSaved(progress);
  const { entriesDone: done, entriesTotal: total, bytesDone, bytesTotal } = progress;
  return {
    share,
    label: text('save.progress', { share: { share } }),
    below: [
      total === undefined ? text('save.entries', { done }) : text('save.entries-of', { done, total }),
      text('save.bytes', { done: bytes(Math.min(bytesDone, bytesTotal)), total: bytes(bytesTotal) }),
    ],
  };
}

export function shareSaved({ bytesDone, bytesTotal }: SavingProgress): number {
  return bytesTotal === 0 ? 1 : Math.min(1, bytesDone / bytesTotal);
}

/** Why it stands still, if it does. */
export function standstill({ waiting, trouble }: SavingProgress): Text | undefined {
  if (waiting === undefined) return undefined;
  return text(waiting === 'line' && trouble === 'server' ? 'save.waiting.server' : `save.waiting.${waiting}`);
}

/** What came of a saving. */
export function savingResult(result: SavingResult): { readonly good: boolean; readonly lines: readonly Text[] } {
  const saved = { count: result.entries, size: bytes(result.bytes) };
  if (result.stopped !== undefined) {
    return { good: false, lines: [text(`save.stopped.${result.stopped}`), text('save.kept', saved)] };
  }
  return result.failed.length === 0
    ? { good: true, lines: [text('save.done', saved)] }
    : { good: false, lines: [text('save.done-but', { count: result.failed.length }), text('save.kept', saved)] };
}

export function whyNotSaved({ reason }: FailedEntry): Text {
  return text(`save.failed.${reason satisfies Reason}`);
}
