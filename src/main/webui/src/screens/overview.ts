import type { Status } from '../api/answer';
import { bytes, day, moment, seconds, text, type Text } from '../language/text';
import { archivePanel } from './archive';
import { daysLeft, promise } from './dates';
import { first, hasPassed, panel, type Panel, second, secondsUntil, type Surroundings } from './panel';
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
  readonly move: Panel;
  readonly archive: Panel;
}

export function overview(status: Status, here: Surroundings): Overview {
  return {
    title: text(`phase.${phaseOf(status)}.title`),
    lead: text(`phase.${phaseOf(status)}.lead`, leadValues(status)),
    glance: {
      have: have(status),
      can: can(status),
      progress: progress(status, here),
      money: money(status),
      when: when(status, here),
    },
    move: status.transfer ? transferPanel(status.transfer, here) : movePanel(status),
    archive: status.archive ? archivePanel(status.archive, here) : requestPanel(status),
  };
}

type Phase = 'EXEMPT' | NonNullable<Status['notice']['phase']>;

function phaseOf({ notice }: Status): Phase {
  return notice.ends ? (notice.phase ?? 'RUNNING') : 'EXEMPT';
}

function leadValues({ notice }: Status): Record<string, ReturnType<typeof moment>> {
  const { exportsOpen, close } = notice.dates ?? {};
  return {
    ...(exportsOpen === undefined ? {} : { opens: moment(exportsOpen) }),
    ...(close === undefined ? {} : { closes: moment(close) }),
  };
}

function have(status: Status): Text {
  const { gallery } = status;
  if (gallery !== undefined) {
    const values = { count: gallery.items, size: bytes(gallery.bytes) };
    return text(gallery.state === 'counting' ? 'have.counting' : 'have.counted', values);
  }
  const total = status.transfer?.items.total;
  if (total !== undefined) return text('have.counted', { count: total.items, size: bytes(total.bytes) });
  const items = status.archive?.progress.items;
  return items === undefined ? text('have.unknown') : text('items', { count: items });
}

function can(status: Status): Text {
  const phase = phaseOf(status);
  switch (phase) {
    case 'EXEMPT':
    case 'RUNNING':
    case 'ANNOUNCED':
    case 'CLOSED':
      return text(`can.${phase}`, leadValues(status));
    case 'EXPORTS_OPEN':
      return text(status.open.transfer?.open === true ? 'can.both' : 'can.archive');
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
  return lines.length > 0 ? lines : [text('progress.none')];
}

function money({ refund, notice }: Status): Text {
  if (refund === undefined) return text(notice.ends ? 'money.unknown' : 'money.EXEMPT');
  const { state, amountMinorUnits: minorUnits, currency, date } = refund;
  if (minorUnits === undefined || currency === undefined) return text(`refund.title.${state}`);
  return text(`money.${state}`, {
    money: { minorUnits, currency },
    day: date === undefined ? '' : day(date),
  });
}

function when(status: Status, here: Surroundings): Text[] {
  const lines = [promise(status.notice, here), daysLeft(status.notice, here)].filter((line) => line !== undefined);
  return lines.length > 0 ? lines : [text('promise.over')];
}

/** Whether a move can begin. */
function movePanel(status: Status): Panel {
  const door = status.open.transfer;
  if (door?.open === true) {
    return panel({
      tone: 'calm',
      badge: text('move.badge.open'),
      title: text('move.title.open'),
      lines: [text('move.open')],
      actions: [first('move', text('move.begin'))],
    });
  }
  return closedPanel(status, 'move');
}

function requestPanel(status: Status): Panel {
  if (status.open.archive?.open === true) {
    return panel({
      tone: 'calm',
      badge: text('archive.badge.none'),
      title: text('archive.title.none'),
      lines: [text('archive.none')],
      actions: [
        status.open.transfer?.open === true
          ? second('request-archive', text('archive.request'))
          : first('request-archive', text('archive.request')),
      ],
    });
  }
  return closedPanel(status, 'archive');
}

function closedPanel(status: Status, what: 'move' | 'archive'): Panel {
  const phase = phaseOf(status);
  const title = text(`${what}.title.${phase}`);
  switch (phase) {
    case 'EXEMPT':
      return panel({ tone: 'calm', badge: text('door.EXEMPT'), title, lines: [text('closed.EXEMPT')] });
    case 'RUNNING':
    case 'ANNOUNCED':
      return panel({
        tone: 'calm',
        badge: text('door.not-yet'),
        title,
        lines: [text(`closed.${phase}`, leadValues(status))],
      });
    case 'EXPORTS_OPEN':
      return panel({ tone: 'attention', badge: text('door.not-offered'), title, lines: [text('closed.not-offered')] });
    case 'CLOSED':
      return panel({ tone: 'ended', badge: text('door.closed'), title, lines: [text('closed.CLOSED', leadValues(status))] });
  }
}

export { hasPassed };
