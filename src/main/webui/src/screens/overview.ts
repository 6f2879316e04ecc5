import type { Door, Notice, Receipt, Refund, Status } from '../api/answer';
import { bytes, text, type MessageKey, type Text } from '../language/text';
import { type Answer, answer, canDownloadFailed, datesOf, phaseOf, type Subject } from './answer';
import { archivePanel } from './archive';
import { daysLeft, hoursLeft, promise } from './dates';
import { beforehand, galleryPanel } from './gallery';
import { type Fact, panel, type Panel, second, type Surroundings } from './panel';
import { dayOf, refundPanel } from './refund';
import { transferPanel } from './transfer';

/** A part of the page: in one line while it is folded, and whole. */
export interface Part {
  readonly panel: Panel;
  readonly summary: Text;
  /** Whether it concerns the person now. */
  readonly open: boolean;
  /** False where the answer on top of the page says its title. */
  readonly titled: boolean;
}

/** The whole page of a person who is signed in. */
export interface Overview {
  readonly answer: Answer;
  readonly gallery: Part | undefined;
  readonly move: Part;
  readonly archive: Part;
  readonly money: Part | undefined;
  readonly when: Text;
  /** What else ends: new photos and memberships. */
  readonly others: readonly Fact[];
}

export function overview(status: Status, here: Surroundings, receipt?: Receipt): Overview {
  const says = answer(status, here, receipt);
  const begins = says.way.kind === 'deed' && says.about === undefined;
  const part = (of: Panel, name: Subject): Part => {
    const panel = beside(of, says, name);
    const open = says.about === name || panel.tone === 'attention' || (begins && of.actions.length > 0);
    return { panel, summary: of.badge, open, titled: says.about !== name };
  };
  return {
    answer: says,
    gallery: gallery(status, begins),
    move: part(move(status, here), 'move'),
    archive: part(status.archive ? archivePanel(status.archive, here) : requestPanel(status), 'archive'),
    money: money(status),
    when: when(status, here),
    others: [
      { label: text('door.sync'), value: doorWord(status.open.sync) },
      { label: text('door.sales'), value: doorWord(status.open.sales) },
    ],
  };
}

/** A panel without what the answer says or offers, and no alarm where the answer gives none. */
function beside(of: Panel, says: Answer, name: Subject): Panel {
  const { deed } = says.way.kind === 'deed' ? says.way : { deed: undefined };
  const said = new Set(says.lines.map(({ key }) => key));
  return {
    ...of,
    meter: says.about === name && says.meter ? undefined : of.meter,
    tone: of.tone === 'attention' && says.tone === 'good' ? 'calm' : of.tone,
    lines: of.lines.filter(({ key }) => !said.has(key)),
    warnings: of.warnings.filter(({ key }) => !said.has(key)),
    site: says.way.kind === 'site' && says.way.href === of.site?.href ? undefined : of.site,
    // A download is requested beside the choice of what is in it, too.
    actions: of.actions.filter((action) => action.deed !== deed || deed === 'request-archive'),
  };
}

function move(status: Status, here: Surroundings): Panel {
  if (status.transfer === undefined) return movePanel(status);
  const panel = transferPanel(status.transfer, here, status);
  if (phaseOf(status) === 'CLOSED') return afterClose(panel);
  const count = status.transfer.items.failed.items;
  const failed = canDownloadFailed(status) ? [second('download-failed', text('failures.download', { count }))] : [];
  return { ...panel, actions: [...panel.actions, ...failed] };
}

/** Once exports have ended, nothing can be done, and the originals are not there to compare. */
function afterClose(of: Panel): Panel {
  return {
    ...of,
    tone: 'ended',
    site: undefined,
    lines: of.lines.filter(({ key }) => key !== 'transfer.look'),
    actions: of.actions.filter(({ deed }) => deed === 'failures'),
  };
}

function gallery(status: Status, begins: boolean): Part | undefined {
  if (status.gallery === undefined || phaseOf(status) === 'CLOSED') return undefined;
  const { state, items: count, bytes: size } = status.gallery;
  const summary = text(state === 'counting' ? 'have.counting' : 'have.counted', { count, size: bytes(size) });
  return { panel: galleryPanel(status.gallery), summary, open: begins, titled: true };
}

function money({ refund, notice }: Status): Part | undefined {
  if (refund === undefined) return undefined;
  const panel = refundPanel(refund, notice);
  return { panel, summary: moneySummary(refund, notice), open: panel.tone === 'attention', titled: true };
}

function moneySummary(refund: Refund, notice: Notice): Text {
  const { state, code, amountMinorUnits: minorUnits, currency, date } = refund;
  if (minorUnits === undefined || currency === undefined || date === undefined) return text(`refund.badge.${state}`);
  const values = { money: { minorUnits, currency }, day: dayOf(refund, notice, date) };
  if (state === 'planned') return text('money.planned', values);
  return code === 'refunded' ? text('money.refunded', values) : text(`refund.badge.${state}`);
}

function when(status: Status, here: Surroundings): Text {
  return hoursLeft(status.notice, here) ?? daysLeft(status.notice, here) ?? promise(status.notice, here) ?? text('promise.over');
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
    actions: [second('move', text('move.begin'))],
  });
}

function requestPanel(status: Status): Panel {
  const door = status.open.archive;
  if (!door.open) return closedPanel(status, door, 'archive');
  return panel({
    tone: 'good',
    badge: text('door.open'),
    title: text('archive.title.none'),
    lines: [text('archive.none'), ...beforehand(status.gallery, 'archive')],
    actions: [second('request-archive', text('archive.request'))],
  });
}

/** Why something cannot begin, and what a person can do in its place. */
function closedPanel(status: Status, { code = 'exports-not-open' }: Door, what: 'move' | 'archive'): Panel {
  const badge = text(`door.${code}`);
  const title = text(`${what}.title.${code}`);
  const lines = [text(whyClosed(status, code), datesOf(status))];
  switch (code) {
    case 'not-announced':
    case 'nothing-ends':
    case 'exports-not-open':
      return panel({ tone: 'calm', badge, title, lines });
    case 'not-offered-in-region':
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
