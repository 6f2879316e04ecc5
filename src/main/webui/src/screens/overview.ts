import type { Door, Status } from '../api/answer';
import { bytes, type Quantity, seconds, text, type MessageKey, type Text } from '../language/text';
import { archivePanel } from './archive';
import { daysLeft, hoursLeft, promise, promisedAs } from './dates';
import { beforehand, galleryPanel } from './gallery';
import { type Fact, first, panel, type Panel, second, secondsUntil, type Surroundings } from './panel';
import { dayOf } from './refund';
import { shareOf, transferPanel } from './transfer';

/** The five questions that the page answers at a glance. */
export interface Glance {
  readonly have: Text;
  readonly can: Text;
  readonly progress: readonly Text[];
  readonly money: Text;
  readonly when: readonly Text[];
}

/** The whole page of a person who is signed in. */
export interface Overview {
  readonly title: Text;
  readonly lead: Text;
  readonly glance: Glance;
  readonly gallery: Panel | undefined;
  readonly move: Panel;
  readonly archive: Panel;
  /** What else ends: new photos and memberships. */
  readonly others: readonly Fact[];
}

export function overview(status: Status, here: Surroundings): Overview {
  return {
    title: text(`notice.${status.notice.code}.title`),
    lead: text(`notice.${status.notice.code}.lead`, dates(status)),
    glance: {
      have: have(status),
      can: can(status),
      progress: progress(status, here),
      money: money(status),
      when: when(status, here),
    },
    gallery: status.gallery && phaseOf(status) !== 'CLOSED' ? galleryPanel(status.gallery) : undefined,
    move: move(status, here),
    archive: status.archive ? archivePanel(status.archive, here) : requestPanel(status),
    others: [
      { label: text('door.sync'), value: doorWord(status.open.sync) },
      { label: text('door.sales'), value: doorWord(status.open.sales) },
    ],
  };
}

function move(status: Status, here: Surroundings): Panel {
  if (status.transfer === undefined) return movePanel(status);
  const panel = transferPanel(status.transfer, here, status);
  return phaseOf(status) === 'CLOSED' ? afterClose(panel) : panel;
}

/** Once exports have ended, nothing can be done, and the originals are not there to compare. */
function afterClose(of: Panel): Panel {
  return {
    ...of,
    lines: of.lines.filter(({ key }) => key !== 'transfer.look'),
    actions: of.actions.filter(({ deed }) => deed === 'failures'),
  };
}

type Phase = 'EXEMPT' | NonNullable<Status['notice']['phase']>;

function phaseOf({ notice }: Status): Phase {
  if (notice.code === 'not-announced') return 'RUNNING';
  return notice.ends ? (notice.phase ?? 'RUNNING') : 'EXEMPT';
}

/** The dates that messages may name. */
function dates({ notice }: Status): Record<string, Quantity> {
  const [opens, closes] = [promisedAs(notice, 'exportsOpen'), promisedAs(notice, 'close')];
  return { ...(opens && { opens }), ...(closes && { closes }) };
}

function have(status: Status): Text {
  const { gallery, transfer, archive } = status;
  if (phaseOf(status) === 'CLOSED') return text('have.closed');
  if (gallery !== undefined) {
    const values = { count: gallery.items, size: bytes(gallery.bytes) };
    return text(gallery.state === 'counting' ? 'have.counting' : 'have.counted', values);
  }
  const total = transfer?.items.total;
  if (total !== undefined && total.items > 0) return text('have.counted', { count: total.items, size: bytes(total.bytes) });
  const items = archive?.progress.items;
  return items === undefined ? text('have.unknown') : text('items', { count: items });
}

function can(status: Status): Text {
  const phase = phaseOf(status);
  switch (phase) {
    case 'EXEMPT':
    case 'RUNNING':
    case 'ANNOUNCED':
    case 'CLOSED':
      return text(`can.${phase}`, dates(status));
    case 'EXPORTS_OPEN':
      return text(status.open.transfer.open ? 'can.both' : 'can.archive');
  }
}

function progress(status: Status, here: Surroundings): Text[] {
  const { transfer, archive } = status;
  const lines = [];
  if (transfer !== undefined) {
    const state = text(`transfer.badge.${transfer.state}`);
    lines.push(
      text('progress.move', { state: { text: state }, share: { share: shareOf(transfer) } }),
      ...(transfer.estimatedEnd === undefined
        ? []
        : [text('progress.left', { time: seconds(secondsUntil(transfer.estimatedEnd, here)) })]),
    );
  }
  if (archive !== undefined) {
    lines.push(text('progress.archive', { state: { text: text(`archive.badge.${archive.state}`) } }));
  }
  return lines.length > 0 ? [...lines, ...safe(status)] : [text('progress.none')];
}

function safe({ safety }: Status): Text[] {
  if (safety?.items === undefined) return [];
  const { items, safe, missing, lost, why } = safety;
  return [
    why === undefined
      ? text('progress.all-safe', { all: safe.items })
      : text('progress.safe', { safe: safe.items, all: items.items, missing, why: { text: text(`progress.why.${why}`) } }),
    ...(lost === 0 ? [] : [text('progress.lost', { lost })]),
  ];
}

function money({ refund, notice }: Status): Text {
  if (refund === undefined) return text(notice.ends ? 'money.unknown' : 'money.EXEMPT');
  const { state, code, amountMinorUnits: minorUnits, currency, date } = refund;
  const said = text(`refund.says.${code}`);
  if (minorUnits === undefined || currency === undefined) return said;
  const money = { minorUnits, currency };
  return date !== undefined && (state === 'planned' || code === 'refunded')
    ? text(state === 'planned' ? 'money.planned' : 'money.refunded', { money, day: dayOf(refund, notice, date) })
    : text('money.stands', { money, state: { text: said } });
}

function when(status: Status, here: Surroundings): Text[] {
  const lines = [promise, daysLeft, hoursLeft].map((line) => line(status.notice, here)).filter((line) => line !== undefined);
  return lines.length > 0 ? lines : [text('promise.over')];
}

/** Whether a move can begin. */
function movePanel(status: Status): Panel {
  const door = status.open.transfer;
  if (!door.open) return closedPanel(status, door, 'move');
  return panel({
    tone: 'good',
    badge: text('door.open'),
    title: text('move.title.open'),
    lines: [text('move.open'), ...beforehand(status.gallery, 'move')],
    actions: [first('move', text('move.begin'))],
  });
}

function requestPanel(status: Status): Panel {
  const { archive: door, transfer } = status.open;
  if (!door.open) return closedPanel(status, door, 'archive');
  return panel({
    tone: 'good',
    badge: text('door.open'),
    title: text('archive.title.none'),
    lines: [text('archive.none'), ...beforehand(status.gallery, 'archive')],
    actions: [(transfer.open ? second : first)('request-archive', text('archive.request'))],
  });
}

/** Why something cannot begin, and what a person can do in its place. */
function closedPanel(status: Status, { code = 'exports-not-open' }: Door, what: 'move' | 'archive'): Panel {
  const badge = text(`door.${code}`);
  const title = text(`${what}.title.${code}`);
  const lines = [text(whyClosed(status, code), dates(status))];
  switch (code) {
    case 'not-announced':
    case 'nothing-ends':
    case 'exports-not-open':
      return panel({ tone: 'calm', badge, title, lines });
    case 'not-offered-in-region':
      return panel({ tone: 'attention', badge, title, lines });
    case 'exports-closed':
    case 'ended':
      return panel({ tone: 'ended', badge, title, lines });
  }
}

/** Before the notice nobody knows a date. */
function whyClosed({ notice }: Status, code: NonNullable<Door['code']>): MessageKey {
  const date = notice.phase === 'RUNNING' ? undefined : notice.dates?.exportsOpen;
  return code === 'exports-not-open' && date === undefined ? 'closed.exports-not-open.unknown' : `closed.${code}`;
}

function doorWord({ open, code }: Door): Text {
  return text(open || code === undefined ? 'door.unchanged' : `door.${code}`);
}
