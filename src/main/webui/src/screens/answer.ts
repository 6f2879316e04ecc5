import type { Archive, Receipt, Status, Transfer } from '../api/answer';
import { type Quantity, text, type Text } from '../language/text';
import { archivePanel } from './archive';
import { leavesSome } from './choice';
import { promisedAs } from './dates';
import type { Deed, Meter, Site, Surroundings, Tone } from './panel';
import { arrivedOf, GOOGLE_PHOTOS, GOOGLE_STORAGE, retryAdvice, roomLine, shareOf, transferPanel } from './transfer';

/** What a part of the page is about. */
export type Subject = 'move' | 'archive';

/** The one thing to do: a deed, or a place to go to. */
export type Way = { readonly label: Text } & (
  | { readonly kind: 'deed'; readonly deed: Deed }
  | { readonly kind: 'screen'; readonly path: '/receipt' | '/help' }
  | { readonly kind: 'section'; readonly section: 'dates' | 'move' }
  | ({ readonly kind: 'site' } & Site)
);

/** What happened or where it stands, what to do now, and one way to do it. */
export interface Answer {
  readonly tone: Tone;
  readonly title: Text;
  readonly lines: readonly Text[];
  readonly meter?: Meter | undefined;
  /** The part of the page that has the details. */
  readonly about?: Subject;
  readonly way: Way;
  /** What else is known, in small. */
  readonly also: readonly Text[];
}

type Phase = 'EXEMPT' | NonNullable<Status['notice']['phase']>;

export function phaseOf({ notice }: Status): Phase {
  if (notice.code === 'not-announced') return 'RUNNING';
  return notice.ends ? (notice.phase ?? 'RUNNING') : 'EXEMPT';
}

/** The dates that messages may name. */
export function datesOf({ notice }: Status): Record<string, Quantity> {
  const [opens, closes] = [promisedAs(notice, 'exportsOpen'), promisedAs(notice, 'close')];
  return { ...(opens && { opens }), ...(closes && { closes }) };
}

/** The answer to a status; after the close, to the receipt, because the rows of a deleted gallery are gone. */
export function answer(status: Status, here: Surroundings, receipt?: Receipt): Answer {
  const begun = status.transfer !== undefined || status.archive !== undefined;
  switch (phaseOf(status)) {
    case 'CLOSED':
      return closed(status, receipt);
    case 'EXPORTS_OPEN':
      return open(status, here);
    case 'EXEMPT':
    case 'RUNNING':
    case 'ANNOUNCED':
      return begun ? open(status, here) : waitAndSee(status);
  }
}

type Core = Omit<Answer, 'also'>;

/** What needs the person comes first, then what runs, then what they have, then the beginning. */
function open(status: Status, here: Surroundings): Answer {
  const { transfer, archive } = status;
  const core =
    (archive && toFetch(archive, here)) ??
    (transfer && needed(transfer, status)) ??
    (transfer && together(transfer, status)) ??
    (transfer && incomplete(transfer, status, here)) ??
    (transfer && moving(transfer, status, here)) ??
    (transfer && moved(transfer)) ??
    (archive && packing(archive, here)) ??
    (archive && downloaded(archive)) ??
    (archive && packedInVain(archive, status, here)) ??
    beginning(status);
  return { ...core, also: also(status, core.about) };
}

function toFetch(archive: Archive, here: Surroundings): Core | undefined {
  if (archive.state !== 'ready' || isFetched(archive)) return undefined;
  const { tone, title, lines } = archivePanel(archive, here);
  const day = new Date(Date.parse(archive.endsAt) - 1).toISOString();
  return {
    tone,
    title,
    lines: lines.slice(0, 1),
    about: 'archive',
    way: deed('open-archive', text('answer.fetch-by', { day: { day } })),
  };
}

/** A move that does not go on without the person. */
function needed(transfer: Transfer, status: Status): Core | undefined {
  const says = { tone: 'attention', title: saysOf(transfer), about: 'move' } as const;
  switch (transfer.state) {
    case 'waiting':
      switch (transfer.reason) {
        case 'ROOM':
          return { ...says, lines: [roomLine(transfer)], way: site(GOOGLE_STORAGE) };
        case 'CONSENT':
          return { ...says, lines: [text('wait.CONSENT')], way: deed('consent', text('consent.again')) };
        default:
          return undefined;
      }
    case 'stopped':
      if (hasDownloadedAll(status)) return undefined;
      return { ...says, lines: [text('transfer.stopped')], way: deed('resume', text('transfer.resume')) };
    case 'not-allowed':
    case 'gave-up':
      return {
        ...says,
        lines: [text(`transfer.${transfer.state}`)],
        way:
          transfer.state === 'not-allowed' && transfer.switchesLeft > 0
            ? deed('switch', text('answer.switch'))
            : deed('resume', text('transfer.try-again')),
      };
    case 'counting':
    case 'running':
    case 'finished':
    case 'closed':
      return undefined;
  }
}

/** What did not arrive was downloaded, and everything else has arrived. */
function together(transfer: Transfer, { archive, safety }: Status): Core | undefined {
  if (!archive?.onlyFailed || safety?.missing !== 0) return undefined;
  const moved = Math.min(arrivedOf(transfer).items, safety.safe.items);
  return {
    tone: 'good',
    title: text('answer.together'),
    lines: [text('answer.together.text', { moved, count: safety.safe.items - moved })],
    way: site(GOOGLE_PHOTOS),
  };
}

/** A move that has ended, and lacks something that a person can still have. */
function incomplete(transfer: Transfer, status: Status, here: Surroundings): Core | undefined {
  if (transfer.state !== 'finished' || hasDownloadedAll(status)) return undefined;
  const says = { tone: 'attention', title: saysOf(transfer), about: 'move' } as const;
  const count = transfer.items.failed.items;
  if (count > 0 && !hasFailed(status)) {
    const onlyDownload = transfer.retrySensibleAt === undefined && canDownloadFailed(status);
    return {
      ...says,
      lines: retryAdvice(transfer, here),
      way: onlyDownload
        ? deed('download-failed', text('failures.download', { count }))
        : deed('failures', text('failures.show', { count })),
    };
  }
  if (status.safety?.why !== 'not-asked' || transfer.hidden.items === 0) return undefined;
  return { ...says, lines: [text('move.private.late')], way: section('move', text('answer.private')) };
}

function moving(transfer: Transfer, status: Status, here: Surroundings): Core | undefined {
  if (transfer.state !== 'counting' && transfer.state !== 'running' && transfer.state !== 'waiting') return undefined;
  const { meter, warnings } = transferPanel(transfer, here, status);
  const isLate = warnings.length > 0 && !hasDownloadedAll(status);
  return {
    tone: isLate ? 'attention' : 'calm',
    title: saysOf(transfer),
    lines: isLate ? warnings : [transfer.state === 'waiting' ? text(`wait.${transfer.reason ?? 'TROUBLE'}`) : text('transfer.close-page')],
    meter,
    about: 'move',
    way:
      isLate && canRequest(status)
        ? deed('request-archive', text('archive.request'))
        : arrivedOf(transfer).items > 0
          ? deed('arrived', text('arrived.see'))
          : toDates(status),
  };
}

function moved(transfer: Transfer): Core | undefined {
  if (transfer.state !== 'finished' || transfer.items.failed.items > 0) return undefined;
  const { choice } = transfer;
  return {
    tone: 'good',
    title: saysOf(transfer),
    lines: leavesSome(choice) ? [text('choice.left-out', { count: choice!.notChosen.items })] : [text('transfer.look')],
    about: 'move',
    way: site(GOOGLE_PHOTOS),
  };
}

function packing(archive: Archive, here: Surroundings): Core | undefined {
  if (archive.state !== 'planning' && archive.state !== 'building') return undefined;
  const { title, meter } = archivePanel(archive, here);
  return {
    tone: 'calm',
    title,
    lines: [text('archive.close-page')],
    meter,
    about: 'archive',
    way: section('dates', text('answer.dates')),
  };
}

function downloaded(archive: Archive): Core | undefined {
  if (archive.state !== 'ready') return undefined;
  const says = { title: text(`archive.says.${archive.code}`), about: 'archive' } as const;
  const { choice, leftOut } = archive;
  if (leftOut > 0) {
    const lines = [text('archive.left-out', { count: leftOut })];
    return { ...says, tone: 'attention', lines, way: deed('open-archive', text('answer.missing')) };
  }
  if (leavesSome(choice)) {
    const lines = [text('choice.left-out', { count: choice!.notChosen.items })];
    return { ...says, tone: 'good', lines, way: deed('choose-more', text('choice.more')) };
  }
  return { ...says, tone: 'good', lines: [text('archive.to-google')], way: receiptWay };
}

/** A download that the person did not get. */
function packedInVain(archive: Archive, status: Status, here: Surroundings): Core | undefined {
  if ((archive.state !== 'gave-up' && archive.state !== 'expired') || !canRequest(status)) return undefined;
  const { tone, title, lines } = archivePanel(archive, here);
  return { tone, title, lines, about: 'archive', way: deed('request-archive', text('archive.request-again')) };
}

function beginning(status: Status): Core {
  const { gallery, open, transfer } = status;
  if (gallery?.state === 'counted' && gallery.items === 0) {
    return { tone: 'calm', title: text('gallery.title.counted', { count: 0 }), lines: [text('answer.empty')], way: toDates(status) };
  }
  const begin = { tone: 'calm', ...noticeTexts(status) } as const;
  if (open.transfer.open && transfer === undefined) return { ...begin, way: deed('move', text('move.begin')) };
  if (canRequest(status)) return { ...begin, lines: onlyArchive(status) ?? begin.lines, way: deed('request-archive', text('archive.request')) };
  return { ...begin, way: toDates(status) };
}

function onlyArchive({ open }: Status): Text[] | undefined {
  return open.transfer.code === 'not-offered-in-region' ? [text('closed.not-offered-in-region')] : undefined;
}

function waitAndSee(status: Status): Answer {
  return { tone: status.notice.ends ? 'calm' : 'good', ...noticeTexts(status), way: toDates(status), also: [] };
}

function closed(status: Status, receipt: Receipt | undefined): Answer {
  const base = { tone: 'ended', way: receiptWay, also: [] } as const;
  if (receipt === undefined) return { ...base, ...noticeTexts(status) };
  const items = receipt.moved?.items;
  const count = items === undefined ? 0 : items.done.items + items.duplicate.items;
  const { volumes = 0, volumesDownloaded = 0 } = receipt.downloaded ?? {};
  const fetched = volumesDownloaded === 0 ? [] : [text('answer.closed.fetched', { done: volumesDownloaded, total: volumes })];
  const title =
    count > 0
      ? text('answer.closed.moved', { count })
      : text(volumesDownloaded > 0 ? 'answer.closed.downloaded' : 'answer.closed.nothing');
  return {
    ...base,
    title,
    lines: [
      ...fetched,
      ...(items && items.failed.items > 0 ? [text('answer.closed.failed', { count: items.failed.items })] : []),
      receipt.deletedAt === undefined
        ? text('closed.exports-closed', datesOf(status))
        : text('receipt.deleted', { moment: { moment: receipt.deletedAt } }),
    ],
  };
}

/** How much is safe, and where the other way stands. */
function also(status: Status, about: Subject | undefined): Text[] {
  const { transfer, archive } = status;
  return [
    ...safe(status),
    ...(transfer && about === 'archive' && transfer.items.total.items > 0
      ? [text('progress.move', { state: { text: text(`transfer.badge.${transfer.state}`) }, share: { share: shareOf(transfer) } })]
      : []),
    ...(archive && about === 'move' ? [text('progress.archive', { state: { text: text(`archive.badge.${archive.state}`) } })] : []),
  ];
}

function safe({ safety }: Status): Text[] {
  if (safety?.items === undefined || safety.standing === 'nothing-taken') return [];
  const { items, safe, missing, lost } = safety;
  return [
    missing === 0
      ? text('progress.all-safe', { all: safe.items })
      : text('progress.safe', { safe: safe.items, all: items.items }),
    ...(lost === 0 ? [] : [text('progress.lost', { lost })]),
  ];
}

function hasDownloadedAll({ archive }: Status): boolean {
  return archive !== undefined && !archive.onlyFailed && archive.state === 'ready' && isFetched(archive) && archive.leftOut === 0 && !leavesSome(archive.choice);
}

function isFetched({ code, downloadedAt }: Archive): boolean {
  return downloadedAt !== undefined || code === 'downloaded' || code === 'downloaded-without-some';
}

/** Whether what did not arrive was downloaded, or is being packed. */
function hasFailed({ archive, safety }: Status): boolean {
  if (!archive?.onlyFailed) return false;
  return archive.state === 'planning' || archive.state === 'building' || (isFetched(archive) && safety?.why !== 'not-taken');
}

/** Whether what did not arrive can be downloaded without the rest: the move has ended, and no download waits. */
export function canDownloadFailed(status: Status): boolean {
  const { transfer, archive, open, safety } = status;
  const hasEnded = transfer !== undefined && ['finished', 'stopped', 'not-allowed', 'gave-up'].includes(transfer.state);
  const replaces = archive?.state === 'ready' && isFetched(archive) && !hasDownloadedAll(status) && !hasFailed(status);
  return hasEnded && transfer.items.failed.items > 0 && open.archive.open && safety?.missing !== 0 && (canRequest(status) || replaces);
}

/** Whether a download can be requested that does not take the place of another one. */
export function canRequest({ open, archive }: Status): boolean {
  return open.archive.open && (archive === undefined || ['gave-up', 'expired', 'deleted'].includes(archive.state));
}

function noticeTexts(status: Status): Pick<Answer, 'title' | 'lines'> {
  const { code } = status.notice;
  return { title: text(`notice.${code}.title`), lines: [text(`notice.${code}.lead`, datesOf(status))] };
}

function saysOf({ code, items }: Transfer): Text {
  return text(`transfer.says.${code}`, { count: items.failed.items });
}

function deed(what: Deed, label: Text): Way {
  return { kind: 'deed', deed: what, label };
}

function site(where: Site): Way {
  return { kind: 'site', ...where };
}

function section(where: 'dates' | 'move', label: Text): Way {
  return { kind: 'section', section: where, label };
}

const receiptWay: Way = { kind: 'screen', path: '/receipt', label: text('receipt.show') };

/** Where nothing is to be done, people can read what happens. */
function toDates({ notice }: Status): Way {
  return notice.dates === undefined
    ? { kind: 'screen', path: '/help', label: text('help.title') }
    : section('dates', text('answer.dates'));
}
