import { useState } from 'preact/hooks';
import type { Choice, Outcome, Selection, Status, Trouble } from '../api/answer';
import type { Api, Wanted } from '../api/client';
import { text, type Text } from '../language/text';
import { isFetchedInPart } from '../screens/archive';
import { EVERYTHING, fittingOf, furtherSelection } from '../screens/choice';
import type { Deed } from '../screens/panel';
import { askForConsent, type Purpose } from '../session/google';
import type { Config } from '../session/config';
import { useAnnouncer } from './announcer';
import type { Question } from './confirmation';
import { goToSection } from './panel';
import { go } from './path';
import { proposedSize, type VolumeSize } from './volume-size';

/** Where a deed is done, and where its trouble is shown. */
export type Place = 'answer' | 'move' | 'archive';

export interface Deeds {
  readonly busy: Deed | undefined;
  readonly trouble: { readonly place: Place; readonly trouble: Trouble } | undefined;
  readonly question: Question | undefined;
  readonly opened: boolean;
  readonly volumeSize: VolumeSize;
  readonly chooseVolumeSize: (size: VolumeSize) => void;
  /** The part of the gallery that a person chooses to download, and what they have of it. */
  readonly part: { readonly chosen: Selection; readonly before: Choice | undefined };
  readonly choosePart: (chosen: Selection) => void;
  /** Whether a person chooses what to download after a first part. */
  readonly choosesMore: boolean;
  readonly ask: (deed: Deed, place: Place) => void;
  readonly answer: (yes: boolean) => void;
}

/** Does what a person asks for, after a question where it cannot be taken back. */
export function useDeeds(api: Api, config: Config, status: Status | undefined, look: () => Promise<void>): Deeds {
  const announce = useAnnouncer();
  const [busy, setBusy] = useState<Deed>();
  const [trouble, setTrouble] = useState<Deeds['trouble']>();
  const [asked, setAsked] = useState<{ deed: Deed; place: Place }>();
  const [opened, setOpened] = useState(false);
  const [volumeSize, chooseVolumeSize] = useState(() => proposedSize(navigator));
  const [chosen, choosePart] = useState<Selection>();
  const [choosing, setChoosing] = useState(false);

  const archive = status?.archive;
  const hasFetched = archive?.downloadedAt !== undefined;
  const before = isFetchedInPart(archive) ? archive?.choice : undefined;
  const part = { chosen: chosen ?? (hasFetched ? EVERYTHING : (archive?.choice?.selection ?? EVERYTHING)), before };

  const call = async (deed: Deed, place: Place, outcome: Promise<Outcome<unknown>>, done: Text): Promise<boolean> => {
    setBusy(deed);
    setTrouble(undefined);
    const came = await outcome;
    if (came.kind === 'ok' || came.kind === 'unchanged') announce(done);
    else setTrouble({ place, trouble: came });
    await look();
    setBusy(undefined);
    keepFocusAt(place);
    return came.kind === 'ok' || came.kind === 'unchanged';
  };

  const request = async (place: Place): Promise<void> => {
    const selection = furtherSelection(status?.gallery, part.chosen, before);
    const requested = api.requestArchive(volumeSize, selection && { selection });
    if (!(await call('request-archive', place, requested, text('done.request-archive')))) return;
    setChoosing(false);
    choosePart(undefined);
  };

  const consent = async (purpose: Purpose, account?: string, wanted?: Wanted): Promise<void> => {
    location.assign(await askForConsent(config, { purpose, account, wanted }));
  };

  const account = status?.transfer?.googleAccount;
  const isDisconnected = status?.transfer?.connected === false;
  const act = async (deed: Deed, place: Place): Promise<unknown> => {
    switch (deed) {
      case 'move':
        return go('/move');
      case 'switch': {
        // A move that is under way keeps its account.
        const isActive = ['counting', 'running', 'waiting'].includes(status?.transfer?.state ?? '');
        if (isActive && !(await call(deed, place, api.stopTransfer(), text('done.stop')))) return;
        return go('/move');
      }
      case 'failures':
        return go('/failures');
      case 'arrived':
        return go('/arrived');
      case 'consent':
        return consent('resume', account);
      case 'stop':
        return call(deed, place, api.stopTransfer(), text('done.stop'));
      case 'disconnect':
        return call(deed, place, api.disconnect(), text('done.disconnect'));
      case 'resume':
        if (isDisconnected) return consent('resume', account);
        return call(deed, place, api.resumeTransfer({}), text('done.resume'));
      case 'check-room':
        return call(deed, place, api.resumeTransfer({}), text('done.check-room'));
      case 'without-room':
        return call(deed, place, api.resumeTransfer({ withoutRoom: true }), text('done.without-room'));
      case 'move-fitting': {
        const fits = status?.transfer && fittingOf(status.transfer, status.gallery);
        if (!fits) return look();
        return call(deed, place, api.resumeTransfer({ selection: fits.selection }), text('done.resume'));
      }
      case 'leave-private':
        return call(deed, place, api.resumeTransfer({ movePrivate: false }), text('done.leave-private'));
      case 'take-private':
        return consent('start', account, { movePrivate: true, selection: status?.transfer?.choice?.selection });
      case 'retry':
        if (isDisconnected) return consent('resume', account);
        return call(deed, place, api.resumeTransfer({}), text('done.retry'));
      case 'retry-now':
        if (isDisconnected) return consent('retry-now', account);
        return call(deed, place, api.resumeTransfer({ retryNow: true }), text('done.retry'));
      case 'request-archive':
        return request(place);
      case 'download-failed':
        return call(deed, place, api.requestArchive(volumeSize, { onlyFailed: true }), text('done.request-archive'));
      case 'choose-more':
        setChoosing(true);
        return keepFocusAt('archive');
      case 'delete-archive':
        setOpened(false);
        return call(deed, 'archive', api.deleteArchive(), text('done.delete-archive'));
      case 'open-archive':
        setOpened(true);
        return requestAnimationFrame(() => goToSection('archive'));
    }
  };

  return {
    busy,
    trouble,
    volumeSize,
    chooseVolumeSize,
    part,
    choosePart,
    choosesMore: choosing && before !== undefined,
    opened: opened && status?.archive?.state === 'ready',
    question: asked && status && questionOf(asked.deed, status),
    ask(deed, place) {
      if (status && questionOf(deed, status)) setAsked({ deed, place });
      else void act(deed, place);
    },
    answer(yes) {
      setAsked(undefined);
      if (yes && asked) void act(asked.deed, asked.place);
    },
  };
}

/** A button that is gone takes the focus with it; the heading of its section then has it. */
function keepFocusAt(place: Place): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.getElementById(place)?.focus();
  });
}

/** The question before a deed, where one is needed. */
function questionOf(deed: Deed, status: Status): Question | undefined {
  switch (deed) {
    case 'stop':
      return ask('stop', text('transfer.stop'));
    case 'switch':
      return ask('switch', text('move.explain.choose'), {
        account: status.transfer?.googleAccount ?? '',
        left: status.transfer?.switchesLeft ?? 0,
      });
    case 'disconnect':
      return ask('disconnect', text('account.disconnect'));
    case 'without-room':
      return ask('without-room', text('room.without'));
    case 'retry-now':
      return ask('retry-now', text('retry.do'));
    case 'delete-archive':
      return ask('delete-archive', text('archive.delete'));
    case 'move':
    case 'resume':
    case 'check-room':
    case 'move-fitting':
    case 'leave-private':
    case 'take-private':
    case 'consent':
    case 'retry':
    case 'failures':
    case 'arrived':
    case 'request-archive':
    case 'download-failed':
    case 'choose-more':
    case 'open-archive':
      return undefined;
  }
}

function ask(
  deed: 'stop' | 'switch' | 'disconnect' | 'without-room' | 'retry-now' | 'delete-archive',
  yes: Text,
  values: Readonly<Record<string, string | number>> = {},
): Question {
  return { title: text(`confirm.${deed}.title`), body: text(`confirm.${deed}.text`, values), yes };
}
