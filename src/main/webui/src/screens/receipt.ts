import type { ListedItem, Receipt, Tally } from '../api/answer';
import { bytes, moment, text, type Text } from '../language/text';
import { byReason } from './items';
import type { Fact } from './panel';
import { refundFacts } from './refund';

export interface Part {
  readonly heading: Text;
  readonly facts: readonly Fact[];
  readonly lines: readonly Text[];
}

/** Of when a receipt is, and whether anything can still change. */
export function receiptStanding({ issuedAt, closed, deletedAt }: Receipt): Text[] {
  return [
    text('receipt.as-of', { moment: moment(issuedAt) }),
    ...(closed ? [text('receipt.closed')] : []),
    ...(deletedAt === undefined ? [] : [text('receipt.deleted', { moment: moment(deletedAt) })]),
  ];
}

/** What happened to a person's photos and money, to keep; with the items that failed, where they are still known. */
export function receiptParts(receipt: Receipt, failed: readonly ListedItem[] = []): Part[] {
  return [
    moved(receipt),
    ...counted('failures.heading', byReason(failed).map(({ why, items }) => [why, items.length])),
    ...byYear(receipt),
    ...byAlbum(receipt),
    downloaded(receipt),
    ...refunded(receipt),
    recipients(receipt),
  ];
}

function moved({ moved }: Receipt): Part {
  const heading = text('receipt.moved');
  if (moved === undefined) return { heading, facts: [], lines: [text('receipt.nothing-moved')] };
  const kinds = ['total', 'done', 'duplicate', 'failed', 'skipped', 'pending'] as const;
  return {
    heading,
    lines: [
      ...leftOut(moved.notChosen),
      ...(moved.hidden.items === 0 ? [] : [text('transfer.hidden', { count: moved.hidden.items })]),
    ],
    facts: [
      { label: text('receipt.state'), value: text(`transfer.badge.${moved.state}`) },
      at('receipt.began', moved.startedAt),
      ...ended(moved.endedAt),
      ...kinds.map((kind) => ({
        label: text(`tally.${kind}`),
        value: text('tally.value', { count: moved.items[kind].items, size: bytes(moved.items[kind].bytes) }),
      })),
    ],
  };
}

function leftOut(notChosen: Tally | undefined): Text[] {
  return notChosen === undefined ? [] : [text('choice.left-out', { count: notChosen.items })];
}

function byYear({ moved }: Receipt): Part[] {
  return counted('receipt.years', (moved?.years ?? []).map(({ year, items }) => [
    year === undefined ? text('receipt.no-date') : text('receipt.name', { name: String(year) }),
    items,
  ]));
}

function byAlbum({ moved }: Receipt): Part[] {
  return counted('receipt.albums', (moved?.albums ?? []).map(({ title, items }) => [text('receipt.name', { name: title }), items]));
}

function counted(heading: 'failures.heading' | 'receipt.years' | 'receipt.albums', counts: readonly (readonly [Text, number])[]): Part[] {
  const facts = counts.map(([label, count]) => ({ label, value: text('items', { count }) }));
  return facts.length === 0 ? [] : [{ heading: text(heading), facts, lines: [] }];
}

function downloaded({ downloaded }: Receipt): Part {
  const heading = text('receipt.downloaded');
  if (downloaded === undefined) return { heading, facts: [], lines: [text('receipt.nothing-downloaded')] };
  const { state, items, leftOut: lacks, volumes, volumesDownloaded, requestedAt, finishedAt, notChosen } = downloaded;
  return {
    heading,
    lines: leftOut(notChosen),
    facts: [
      { label: text('receipt.state'), value: text(`archive.badge.${state}`) },
      at('receipt.began', requestedAt),
      ...ended(finishedAt),
      ...(items === undefined
        ? []
        : [{ label: text('archive.items'), value: text('items', { count: items - lacks }) }]),
      ...(lacks > 0 ? [{ label: text('archive.lacks'), value: text('items', { count: lacks }) }] : []),
      ...(volumes === undefined
        ? []
        : [{ label: text('archive.files'), value: text('archive.fetched', { done: volumesDownloaded, total: volumes }) }]),
    ],
  };
}

function refunded({ refund, notice }: Receipt): Part[] {
  if (refund === undefined) return [];
  return [
    {
      heading: text('receipt.refund'),
      lines: [text(`refund.says.${refund.code}`)],
      facts: [{ label: text('receipt.state'), value: text(`refund.badge.${refund.state}`) }, ...refundFacts(refund, notice)],
    },
  ];
}

function recipients({ recipients: { googleAccount, googleAccounts, ownDevice }, refund }: Receipt): Part {
  const lines = [
    ...(googleAccount ? [text('receipt.recipients.google')] : []),
    ...googleAccounts.map((account) => text('page.account', { account })),
    ...(ownDevice ? [text('receipt.recipients.device')] : []),
    ...(refund?.code === 'refunded' ? [text('receipt.recipients.payment')] : []),
  ];
  return { heading: text('receipt.recipients'), facts: [], lines: lines.length > 0 ? lines : [text('receipt.recipients.nobody')] };
}

function ended(instant: string | undefined): Fact[] {
  return instant === undefined ? [] : [at('receipt.ended', instant)];
}

function at(label: 'receipt.began' | 'receipt.ended', instant: string): Fact {
  return { label: text(label), value: text('moment', { moment: moment(instant) }) };
}
