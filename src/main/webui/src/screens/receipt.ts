import type { Status } from '../api/answer';
import { bytes, day, moment, text } from '../language/text';
import type { Fact } from './panel';

export interface Part {
  readonly heading: Fact['label'];
  readonly facts: readonly Fact[];
  readonly lines: readonly Fact['value'][];
}

/** What happened to a person's photos and money, to keep. */
export function receipt(status: Status): Part[] {
  return [moved(status), downloaded(status), ...refund(status), recipients(status)];
}

function moved({ transfer }: Status): Part {
  const heading = text('receipt.moved');
  if (transfer === undefined) return { heading, facts: [], lines: [text('receipt.nothing-moved')] };
  const kinds = ['total', 'done', 'duplicate', 'failed', 'skipped', 'pending'] as const;
  return {
    heading,
    lines: [],
    facts: [
      { label: text('receipt.state'), value: text(`transfer.badge.${transfer.state}`) },
      { label: text('receipt.account'), value: text('receipt.account.value', { account: transfer.googleAccount }) },
      { label: text('receipt.began'), value: text('moment', { moment: moment(transfer.startedAt) }) },
      ...kinds.map((kind) => ({
        label: text(`tally.${kind}`),
        value: text('tally.value', { count: transfer.items[kind].items, size: bytes(transfer.items[kind].bytes) }),
      })),
    ],
  };
}

function downloaded({ archive }: Status): Part {
  const heading = text('receipt.downloaded');
  if (archive === undefined) return { heading, facts: [], lines: [text('receipt.nothing-downloaded')] };
  const { items, bytes: size } = archive.progress;
  return {
    heading,
    lines: [],
    facts: [
      { label: text('receipt.state'), value: text(`archive.badge.${archive.state}`) },
      { label: text('receipt.began'), value: text('moment', { moment: moment(archive.createdAt) }) },
      { label: text('archive.items'), value: text('items', { count: items - archive.leftOut }) },
      ...(archive.leftOut > 0
        ? [{ label: text('archive.lacks'), value: text('items', { count: archive.leftOut }) }]
        : []),
      ...(size === undefined ? [] : [{ label: text('archive.size'), value: text('size', { size: bytes(size) }) }]),
    ],
  };
}

function refund({ refund }: Status): Part[] {
  if (refund === undefined) return [];
  const { state, amountMinorUnits: minorUnits, currency, date } = refund;
  return [
    {
      heading: text('receipt.refund'),
      lines: [],
      facts: [
        { label: text('receipt.state'), value: text(`refund.badge.${state}`) },
        ...(minorUnits === undefined || currency === undefined
          ? []
          : [{ label: text('refund.amount'), value: text('money', { money: { minorUnits, currency } }) }]),
        ...(state === 'refunded' && date !== undefined
          ? [{ label: text('refund.date.refunded'), value: text('day', { day: day(date) }) }]
          : []),
      ],
    },
  ];
}

function recipients({ transfer, refund }: Status): Part {
  const paid = refund?.state === 'refunded' ? [text('receipt.recipients.payment')] : [];
  return {
    heading: text('receipt.recipients'),
    facts: [],
    lines:
      transfer === undefined
        ? [text('receipt.recipients.nobody'), ...paid]
        : [text('receipt.recipients.google', { account: transfer.googleAccount }), ...paid],
  };
}
