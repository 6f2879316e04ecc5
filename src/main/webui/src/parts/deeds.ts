import { useState } from 'preact/hooks';
import type { Outcome, Status, Trouble } from '../api/answer';
import type { Api } from '../api/client';
import { text, type Text } from '../language/text';
import { privateQuestion } from '../screens/gallery';
import type { Deed } from '../screens/panel';
import { askForConsent, type Purpose } from '../session/google';
import type { Config } from '../session/config';
import { useAnnouncer } from './announcer';
import type { Question } from './confirmation';
import { go } from './path';
import { proposedSize, type VolumeSize } from './volume-size';

/** Where a deed is done, and where its trouble is shown. */
export type Place = 'move' | 'archive';

export interface Deeds {
  readonly busy: Deed | undefined;
  readonly trouble: { readonly place: Place; readonly trouble: Trouble } | undefined;
  readonly question: Question | undefined;
  readonly opened: boolean;
  readonly volumeSize: VolumeSize;
  readonly chooseVolumeSize: (size: VolumeSize) => void;
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

  const call = async (deed: Deed, place: Place, outcome: Promise<Outcome<unknown>>, done: Text): Promise<void> => {
    setBusy(deed);
    setTrouble(undefined);
    const came = await outcome;
    if (came.kind === 'ok' || came.kind === 'unchanged') announce(done);
    else setTrouble({ place, trouble: came });
    await look();
    setBusy(undefined);
    keepFocusAt(place);
  };

  const consent = async (purpose: Purpose, account?: string): Promise<void> => {
    location.assign(await askForConsent(config, { purpose, account }));
  };

  const account = status?.transfer?.googleAccount;
  const isDisconnected = status?.transfer?.connected === false;
  const act = async (deed: Deed, place: Place): Promise<void> => {
    switch (deed) {
      case 'move':
        return go('/move');
      case 'failures':
        return go('/failures');
      case 'arrived':
        return go('/arrived');
      case 'consent':
        return consent('resume', account);
      case 'switch':
        return privateQuestion(status?.gallery) ? go('/move') : consent('switch');
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
      case 'retry':
        if (isDisconnected) return consent('resume', account);
        return call(deed, place, api.resumeTransfer({}), text('done.retry'));
      case 'retry-now':
        if (isDisconnected) return consent('retry-now', account);
        return call(deed, place, api.resumeTransfer({ retryNow: true }), text('done.retry'));
      case 'request-archive':
        return call(deed, 'archive', api.requestArchive(volumeSize), text('done.request-archive'));
      case 'delete-archive':
        setOpened(false);
        return call(deed, 'archive', api.deleteArchive(), text('done.delete-archive'));
      case 'open-archive':
        return setOpened(true);
    }
  };

  return {
    busy,
    trouble,
    volumeSize,
    chooseVolumeSize,
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
    case 'consent':
    case 'retry':
    case 'failures':
    case 'arrived':
    case 'request-archive':
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
