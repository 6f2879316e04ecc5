import type { Room, Status, Tally, Transfer } from '../api/answer';
import { bytes, moment, text, type Text } from '../language/text';
import { choiceLines, fittingOf, leavesSome } from './choice';
import { timeLeft } from './estimate';
import {
  type Action,
  danger,
  type Fact,
  hasPassed,
  type Meter,
  panel,
  type Panel,
  second,
  type Site,
  type Surroundings,
} from './panel';

/** Where people look at what has arrived. */
export const GOOGLE_PHOTOS: Site = { href: 'https://photos.google.com', label: text('answer.photos') };
/** Where they make room for it. */
export const GOOGLE_STORAGE: Site = { href: 'https://one.google.com/storage', label: text('answer.make-room') };

/** What else is known of a person's photos. */
export type Known = Pick<Status, 'gallery' | 'safety'>;

/** The state of a transfer, and what was chosen for it. */
export function transferPanel(transfer: Transfer, here: Surroundings, known: Known = {}): Panel {
  const of = statePanel(transfer, here, known);
  return { ...of, lines: [...of.lines, ...choiceLines(transfer.choice)] };
}

function statePanel(transfer: Transfer, here: Surroundings, known: Known): Panel {
  const badge = text(`transfer.badge.${transfer.state}`);
  const title = titleOf(transfer);
  switch (transfer.state) {
    case 'counting':
      return panel({
        tone: 'calm',
        badge,
        title,
        lines: [text('transfer.counting'), text('transfer.close-page')],
        actions: [danger('stop', text('transfer.stop'))],
      });
    case 'running':
      return panel({
        tone: 'calm',
        badge,
        title,
        lines: [text('transfer.close-page')],
        warnings: late(transfer),
        meter: meter(transfer, here),
        facts: facts(transfer),
        actions: [...failures(transfer), danger('stop', text('transfer.stop'))],
      });
    case 'waiting':
      return waiting(transfer, here, known);
    case 'stopped':
      return panel({
        tone: 'attention',
        badge,
        title,
        lines: [text('transfer.stopped')],
        meter: meter(transfer, here),
        facts: facts(transfer),
        actions: [second('resume', text('transfer.resume')), ...failures(transfer), ...switching(transfer)],
      });
    case 'finished':
      return finished(transfer, here, known);
    case 'closed':
      return panel({
        tone: 'ended',
        badge,
        title,
        lines: [text('transfer.closed', { items: moved(transfer) })],
        facts: facts(transfer),
        actions: failures(transfer),
      });
    case 'not-allowed':
    case 'gave-up':
      return panel({
        tone: 'attention',
        badge,
        title,
        lines: [text(`transfer.${transfer.state}`)],
        meter: meter(transfer, here),
        facts: facts(transfer),
        actions: [second('resume', text('transfer.try-again')), ...failures(transfer), ...switching(transfer)],
      });
  }
}

function waiting(transfer: Transfer, here: Surroundings, { gallery }: Known): Panel {
  const reason = transfer.reason ?? 'TROUBLE';
  const goesOn =
    transfer.goesOnAt === undefined
      ? []
      : [text(reason === 'ROOM' ? 'wait.looks-again' : 'wait.goes-on', { moment: moment(transfer.goesOnAt) })];
  const base = {
    badge: text('transfer.badge.waiting'),
    title: titleOf(transfer),
    warnings: late(transfer),
    meter: meter(transfer, here),
  };
  const why = reason === 'ROOM' ? roomLine(transfer) : text(`wait.${reason}`);
  const stop = danger('stop', text('transfer.stop'));
  switch (reason) {
    case 'ROOM': {
      const fits = fittingOf(transfer, gallery);
      return panel({
        ...base,
        tone: 'attention',
        lines: [
          why,
          ...(fits ? [text('choice.fits', { years: { text: fits.years }, count: fits.items })] : []),
          ...offer(transfer.room),
          ...goesOn,
        ],
        facts: [...room(transfer.room), ...facts(transfer)],
        site: GOOGLE_STORAGE,
        actions: [
          second('check-room', text('room.check')),
          ...(fits ? [second('move-fitting', text('choice.move-fitting'))] : []),
          second('without-room', text('room.without')),
          ...failures(transfer),
          ...switching(transfer),
          stop,
        ],
      });
    }
    case 'CONSENT':
      return panel({
        ...base,
        tone: 'attention',
        lines: [why],
        facts: facts(transfer),
        actions: [second('consent', text('consent.again')), ...failures(transfer), stop],
      });
    case 'QUOTA':
    case 'SHARE':
    case 'BUSY':
    case 'TROUBLE':
      return panel({
        ...base,
        tone: 'calm',
        lines: [why, ...goesOn, text('transfer.close-page')],
        facts: facts(transfer),
        actions: [...failures(transfer), stop],
      });
  }
}

function finished(transfer: Transfer, here: Surroundings, { safety }: Known): Panel {
  const failed = transfer.items.failed.items;
  const badge = text('transfer.badge.finished');
  const isAsked = safety?.why === 'not-asked' && transfer.hidden.items > 0;
  const lines = [
    text('transfer.finished', { items: moved(transfer) }),
    ...arrived(transfer),
    ...(isAsked ? [text('move.private.late')] : []),
  ];
  const further = [
    ...lookUp(transfer),
    ...(isAsked
      ? [second('leave-private', text('move.private.late.leave')), second('take-private', text('move.private.late.take'))]
      : []),
    ...(leavesSome(transfer.choice) ? [second('move', text('choice.more'))] : []),
    ...switching(transfer),
  ];
  if (failed === 0) {
    return panel({
      tone: 'good',
      badge,
      title: titleOf(transfer),
      lines: [...lines, text('transfer.look')],
      facts: facts(transfer),
      site: GOOGLE_PHOTOS,
      actions: further,
    });
  }
  return panel({
    tone: 'attention',
    badge,
    title: titleOf(transfer),
    lines: [...lines, ...(moved(transfer) > 0 ? [text('transfer.look')] : []), ...retryAdvice(transfer, here)],
    facts: facts(transfer),
    site: moved(transfer) > 0 ? GOOGLE_PHOTOS : undefined,
    actions: [second('failures', text('failures.show', { count: failed })), ...retry(transfer, here), ...further],
  });
}

/** How much room is missing, as far as that is known. */
export function roomLine({ room }: Transfer): Text {
  const size = (room?.bytesNeeded ?? 0) - (room?.bytesFree ?? 0);
  return size > 0 ? text('answer.room', { size: bytes(size) }) : text('wait.ROOM');
}

/** What became of the albums, and of what is private. */
function arrived({ albums, hidden }: Transfer): Text[] {
  const counts = [
    ['transfer.albums', albums?.created],
    ['transfer.outside', albums?.outside],
    ['transfer.empty-albums', albums?.lost],
    ['transfer.hidden', hidden.items],
  ] as const;
  return counts.flatMap(([key, count]) => (count ? [text(key, { count })] : []));
}

/** When failed items are best tried again. */
export function retryAdvice(transfer: Transfer, here: Surroundings): Text[] {
  const { retrySensibleAt, retryPossibleAt } = transfer;
  if (retrySensibleAt === undefined) return [text('retry.never')];
  if (retryPossibleAt !== undefined && !hasPassed(retryPossibleAt, here)) {
    return [text('retry.possible', { moment: moment(retryPossibleAt) })];
  }
  return hasPassed(retrySensibleAt, here)
    ? [text('retry.sensible-now')]
    : [text('retry.sensible', { moment: moment(retrySensibleAt) })];
}

/** The retry that is possible now. */
export function retry(transfer: Transfer, here: Surroundings): Action[] {
  const { retrySensibleAt, retryPossibleAt } = transfer;
  if (transfer.state !== 'finished' || retrySensibleAt === undefined) return [];
  if (retryPossibleAt !== undefined && !hasPassed(retryPossibleAt, here)) return [];
  return hasPassed(retrySensibleAt, here)
    ? [second('retry', text('retry.do'))]
    : [second('retry-now', text('retry.do-now'))];
}

/** What the API says of the state, in words of the page. */
function titleOf({ code, items }: Transfer): Text {
  return text(`transfer.says.${code}`, { count: items.failed.items });
}

function late(transfer: Transfer): Text[] {
  return transfer.warningCode === undefined ? [] : [text(`transfer.warning.${transfer.warningCode}`)];
}

function failures(transfer: Transfer): Action[] {
  const count = transfer.items.failed.items;
  return [...lookUp(transfer), ...(count === 0 ? [] : [second('failures', text('failures.show', { count }))])];
}

function lookUp(transfer: Transfer): Action[] {
  return moved(transfer) === 0 ? [] : [second('arrived', text('arrived.see'))];
}

function switching(transfer: Transfer): Action[] {
  return transfer.switchesLeft > 0 ? [second('switch', text('switch.do', { left: transfer.switchesLeft }))] : [];
}

/** What is in the person's Google Photos. */
export function arrivedOf({ items: { done, duplicate } }: Transfer): Tally {
  return { items: done.items + duplicate.items, bytes: done.bytes + duplicate.bytes };
}

function moved(transfer: Transfer): number {
  return arrivedOf(transfer).items;
}

/** What is to arrive: all but what has left the gallery. */
function wanted({ items: { total, skipped } }: Transfer): Tally {
  return { items: total.items - skipped.items, bytes: total.bytes - skipped.bytes };
}

/** The share that has arrived, of the items, because the words beside it count items. */
export function shareOf(transfer: Transfer): number {
  const total = wanted(transfer).items;
  return total === 0 ? 0 : moved(transfer) / total;
}

function meter(transfer: Transfer, here: Surroundings): Meter {
  const { bytesPerSecond, estimatedEnd } = transfer;
  const [arrived, total, share] = [arrivedOf(transfer), wanted(transfer), shareOf(transfer)];
  return {
    share,
    label: text('transfer.progress', { share: { share }, done: arrived.items, total: total.items }),
    below: [
      text('transfer.bytes', { done: bytes(arrived.bytes), total: bytes(total.bytes) }),
      ...(transfer.state !== 'running' || bytesPerSecond === undefined || bytesPerSecond === 0
        ? []
        : [text('transfer.rate', { rate: { bytesPerSecond } })]),
      ...(transfer.state !== 'running' || estimatedEnd === undefined ? [] : [timeLeft(estimatedEnd, here)]),
    ],
  };
}

function facts({ items }: Transfer): Fact[] {
  const kinds = ['done', 'duplicate', 'failed', 'skipped', 'pending'] as const;
  return kinds
    .filter((kind) => kind === 'done' || items[kind].items > 0)
    .map((kind) => ({
      label: text(`tally.${kind}`),
      value: text('tally.value', { count: items[kind].items, size: bytes(items[kind].bytes) }),
    }));
}

function room(missing: Room | undefined): Fact[] {
  if (missing?.bytesNeeded === undefined || missing.bytesFree === undefined) return [];
  const { bytesNeeded, bytesFree } = missing;
  return [
    { label: text('room.needed'), value: text('size', { size: bytes(bytesNeeded) }) },
    { label: text('room.free'), value: text('size', { size: bytes(bytesFree) }) },
    { label: text('room.missing'), value: text('size', { size: bytes(Math.max(0, bytesNeeded - bytesFree)) }) },
  ];
}

export function offer(missing: Room | undefined): Text[] {
  const plan = missing?.offer;
  if (plan === undefined) return [text('room.no-offer')];
  const values = { size: bytes(plan.bytes), period: { period: plan.length ?? 'P1M' } };
  return [text('offer', values)];
}
