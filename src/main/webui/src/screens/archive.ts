import type { Archive } from '../api/answer';
import { bytes, text, type Text, until } from '../language/text';
import { choiceLines, leavesSome } from './choice';
import { timeLeft } from './estimate';
import { danger, daysUntil, type Fact, type Meter, panel, type Panel, second, type Surroundings } from './panel';

/** The state of an archive. */
export function archivePanel(archive: Archive, here: Surroundings): Panel {
  const badge = text(`archive.badge.${archive.state}`);
  const title = text(`archive.says.${archive.code}`);
  const again = second('request-archive', text('archive.request-again'));
  const end = danger('delete-archive', text('archive.delete'));
  switch (archive.state) {
    case 'planning':
      return panel({
        tone: 'calm',
        badge,
        title,
        lines: [text('archive.planning'), ...partLines(archive), text('archive.close-page')],
        actions: [end],
      });
    case 'building':
      return panel({
        tone: 'calm',
        badge,
        title,
        lines: [text('archive.building'), ...partLines(archive), text('archive.close-page')],
        meter: meter(archive, here),
        facts: leftOut(archive),
        actions: [end],
      });
    case 'ready':
      return panel({
        tone: 'good',
        badge,
        title,
        lines: [
          archive.code.startsWith('downloaded')
            ? text('archive.to-google')
            : text('archive.ready', { moment: until(archive.endsAt), days: daysUntil(archive.endsAt, here) }),
          ...partLines(archive),
        ],
        warnings: archive.leftOut > 0 ? [text('archive.left-out', { count: archive.leftOut })] : [],
        facts: ready(archive),
        actions: [
          second('open-archive', text('archive.open')),
          ...(isFetchedInPart(archive) ? [second('choose-more', text('choice.more'))] : []),
        ],
      });
    case 'gave-up':
      return panel({ tone: 'attention', badge, title, lines: [text('archive.gave-up')], actions: [again] });
    case 'expired':
      return panel({
        tone: 'attention',
        badge,
        title,
        lines: [text('archive.expired', { moment: until(archive.endsAt) })],
        actions: [again],
      });
    case 'closed':
      return panel({ tone: 'ended', badge, title, lines: [text('archive.closed', { moment: until(archive.endsAt) })] });
    case 'deleted':
      return panel({ tone: 'ended', badge, title, lines: [text('archive.deleted')], actions: [again] });
  }
}

/** What it has, where it is not everything. */
function partLines({ choice, onlyFailed }: Archive): Text[] {
  return onlyFailed ? [text('archive.only-failed')] : choiceLines(choice);
}

/** True for a part of the gallery that was fetched, after which a person can choose more. */
export function isFetchedInPart(archive: Archive | undefined): boolean {
  return archive?.state === 'ready' && archive.downloadedAt !== undefined && leavesSome(archive.choice);
}

/** The panel while a person chooses what to download after a first part. */
export function choosingPanel(of: Panel): Panel {
  return {
    ...of,
    lines: [...of.lines, text('choice.replaces')],
    actions: [second('request-archive', text('archive.request')), second('open-archive', text('archive.open'))],
  };
}

function meter({ progress }: Archive, here: Surroundings): Meter {
  const { bytes: total, bytesDone, volumes, volumesDone, estimatedEnd } = progress;
  const share = total === undefined || total === 0 ? 0 : Math.min(1, bytesDone / total);
  return {
    share,
    label: text('archive.progress', { share: { share } }),
    below: [
      ...(volumes === undefined ? [] : [text('archive.volumes', { done: volumesDone, total: volumes })]),
      ...(total === undefined ? [] : [text('archive.bytes', { done: bytes(bytesDone), total: bytes(total) })]),
      ...(estimatedEnd === undefined ? [] : [timeLeft(estimatedEnd, here)]),
    ],
  };
}

function ready(archive: Archive): Fact[] {
  const { items, volumes, volumesDownloaded, bytes: total } = archive.progress;
  return [
    ...(items === undefined
      ? []
      : [{ label: text('archive.items'), value: text('items', { count: items - archive.leftOut }) }]),
    ...(volumes === undefined
      ? []
      : [{ label: text('archive.files'), value: text('archive.fetched', { done: volumesDownloaded, total: volumes }) }]),
    ...(total === undefined ? [] : [{ label: text('archive.size'), value: text('size', { size: bytes(total) }) }]),
  ];
}

function leftOut(archive: Archive): Fact[] {
  return archive.leftOut === 0
    ? []
    : [{ label: text('archive.lacks'), value: text('items', { count: archive.leftOut }) }];
}
