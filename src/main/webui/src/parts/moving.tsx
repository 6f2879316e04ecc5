import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Outcome, Selection, Status, Transfer, Trouble } from '../api/answer';
import type { Api, ConsentBody, Wanted } from '../api/client';
import { text, type MessageKey } from '../language/text';
import type { Config } from '../session/config';
import { askForConsent, type Consent, type Purpose, readConsent } from '../session/google';
import { useAnnouncer } from './announcer';
import { EVERYTHING, furtherSelection } from '../screens/choice';
import { beforehand, privateQuestion } from '../screens/gallery';
import { GOOGLE_STORAGE } from '../screens/transfer';
import type { Message } from '../screens/trouble';
import { troubleMessage } from '../screens/trouble';
import { PartChoice } from './choice';
import { MessageScreen } from './message';
import { SiteLink } from './panel';
import { go } from './path';
import { PrivateChoice } from './private-choice';
import { Say } from './say';
import { proposedSize } from './volume-size';

const scopes = {
  'https://www.googleapis.com/auth/photoslibrary.appendonly': 'photoslibrary.appendonly',
  'https://www.googleapis.com/auth/drive.appdata': 'drive.appdata',
  'https://www.googleapis.com/auth/userinfo.email': 'email',
  email: 'email',
  'https://www.googleapis.com/auth/userinfo.profile': 'profile',
  profile: 'profile',
} as const;

type ScopeName = (typeof scopes)[keyof typeof scopes] | 'other';

function nameOf(scope: string): ScopeName {
  return Object.hasOwn(scopes, scope) ? scopes[scope as keyof typeof scopes] : 'other';
}

const comesAlong = (['photos', 'albums', 'dates'] as const).map((what) => `move.explain.comes.${what}` as const);

/** What does not come along to Google Photos, or is different there. */
export const staysBehind = (['albums', 'dates', 'private', 'live', 'copies', 'large', 'original'] as const).map(
  (what) => `move.explain.stays.${what}` as const,
);

/** What a move means, before Google is asked. */
export function MoveExplained({
  config,
  status,
  kept,
}: {
  config: Config;
  status: Status;
  /** The part that a person chose before Google did not give the consent. */
  kept: Selection | undefined;
}): VNode {
  const [busy, setBusy] = useState(false);
  const [movePrivate, answer] = useState<boolean>();
  const [part, choosePart] = useState(kept);
  const { gallery } = status;
  const before = status.transfer?.choice;
  const hasEnded = status.transfer?.state === 'finished';
  const chosen = part ?? (hasEnded ? EVERYTHING : (before?.selection ?? EVERYTHING));
  const question = privateQuestion(gallery);
  const leave = async (): Promise<void> => {
    setBusy(true);
    const wanted = { movePrivate, selection: furtherSelection(gallery, chosen, before) };
    location.assign(await askForConsent(config, { purpose: 'start', wanted }));
  };
  return (
    <div class="card screen">
      <h1 tabIndex={-1}>
        <Say what={text('move.explain.title')} />
      </h1>
      <Points heading="move.explain.comes" of={comesAlong} />
      <Points heading="move.explain.stays" of={staysBehind} />
      {beforehand(gallery, 'move').map((line) => (
        <p key={line.key}>
          <Say what={line} />
        </p>
      ))}
      <Points heading="move.explain.google" of={['move.explain.google.storage', 'move.explain.google.terms']} />
      <p>
        <SiteLink of={{ ...GOOGLE_STORAGE, label: text('move.explain.room') }} />
      </p>
      <p>
        <Say what={text('move.explain.boxes')} />
      </p>
      <Scopes of={config.googleScopes} />
      <p>
        <Say what={text('move.explain.time')} />
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void leave();
        }}
      >
        {question && <PrivateChoice question={question} chosen={movePrivate} onChoose={answer} />}
        <PartChoice
          what="move"
          gallery={gallery}
          chosen={chosen}
          before={hasEnded ? before : undefined}
          onChoose={choosePart}
        />
        <div class="actions">
          <button type="submit" class="first" aria-disabled={busy ? 'true' : undefined}>
            <Say what={text('move.explain.choose')} />
          </button>
          <button type="button" class="second" onClick={() => go('/')}>
            <Say what={text('page.back')} />
          </button>
        </div>
      </form>
      <p class="small">
        <Say what={text('move.explain.leave')} />
      </p>
    </div>
  );
}

function Points({ heading, of }: { heading: MessageKey; of: readonly MessageKey[] }): VNode {
  return (
    <>
      <h2>
        <Say what={text(heading)} />
      </h2>
      <List of={of} />
    </>
  );
}

export function List({ of }: { of: readonly MessageKey[] }): VNode {
  return (
    <ul>
      {of.map((key) => (
        <li key={key}>
          <Say what={text(key)} />
        </li>
      ))}
    </ul>
  );
}

/** Each permission, and what it is for. `openid` has no box. */
function Scopes({ of }: { of: readonly string[] }): VNode {
  const names = [...new Set(of.filter((scope) => scope !== 'openid').map(nameOf))];
  return (
    <dl class="scopes">
      {names.map((name) => (
        <div key={name}>
          <dt>
            <Say what={text(`scope.${name}`)} />
          </dt>
          <dd>
            <Say what={text(`scope.${name}.why`)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Came = { readonly consent: Exclude<Consent, { kind: 'given' }> } | { readonly trouble: Trouble };

function send(api: Api, purpose: Purpose, body: ConsentBody, wanted: Wanted): Promise<Outcome<Transfer>> {
  switch (purpose) {
    case 'start':
      return api.startTransfer(body, wanted);
    case 'resume':
      return api.resumeTransfer(body);
    case 'retry-now':
      return api.resumeTransfer({ ...body, retryNow: true });
  }
}

/** Comes back from Google, and begins or resumes the move. */
export function GoogleAnswer({
  api,
  config,
  onPart,
  onDone,
}: {
  api: Api;
  config: Config;
  /** Keeps what was chosen, in case that the consent is asked for again. */
  onPart: (part: Selection | undefined) => void;
  onDone: () => Promise<void>;
}): VNode {
  const announce = useAnnouncer();
  const [came, setCame] = useState<Came>();
  useEffect(() => {
    const consent = readConsent(location.search, config.googleScopes);
    // The code is not for the history.
    history.replaceState(null, '', '/google');
    if (consent.kind !== 'not-ours') onPart(consent.wanted.selection);
    if (consent.kind !== 'given') {
      setCame({ consent });
      return;
    }
    const body = {
      authorizationCode: consent.code,
      codeVerifier: consent.verifier,
      redirectUri: consent.redirectUri,
    };
    void send(api, consent.purpose, body, consent.wanted).then((outcome) => {
      if (outcome.kind === 'ok' || outcome.kind === 'unchanged') {
        announce(text('done.start'));
        onPart(undefined);
        void onDone();
        go('/', 'replace');
      } else {
        setCame({ trouble: outcome });
      }
    });
  }, [api, config]);

  if (came === undefined) {
    return (
      <div class="card screen">
        <h1 tabIndex={-1}>
          <Say what={text('google.wait')} />
        </h1>
        <progress />
      </div>
    );
  }
  const download = async (): Promise<void> => {
    const outcome = await api.requestArchive(proposedSize(navigator));
    if (outcome.kind !== 'ok' && outcome.kind !== 'unchanged') {
      setCame({ trouble: outcome });
      return;
    }
    announce(text('done.request-archive'));
    void onDone();
    go('/', 'replace');
  };
  const message = 'trouble' in came ? troubleMessage(came.trouble) : consentMessage(came.consent);
  return (
    <MessageScreen of={message}>
      {'consent' in came && came.consent.kind === 'in-part' && <Scopes of={came.consent.missing} />}
      {'trouble' in came && came.trouble.kind === 'problem' && came.trouble.code === 'consent-incomplete' && (
        <Scopes of={config.googleScopes} />
      )}
      <div class="actions">
        {(!('trouble' in came) || leadsToConsent(message)) && (
          <button type="button" class="first" onClick={() => go('/move')}>
            <Say what={text('move.again')} />
          </button>
        )}
        {message.actions.some(({ deed }) => deed === 'request-archive') && (
          <button type="button" class="first" onClick={() => void download()}>
            <Say what={text('archive.request')} />
          </button>
        )}
        <button type="button" class="second" onClick={() => go('/')}>
          <Say what={text('page.back')} />
        </button>
      </div>
    </MessageScreen>
  );
}

function leadsToConsent(message: Message): boolean {
  return message.actions.some(({ deed }) => deed === 'move' || deed === 'consent');
}

function consentMessage(consent: Exclude<Consent, { kind: 'given' }>): Message {
  return {
    title: text(`google.${consent.kind}.title`),
    lines: [text(`google.${consent.kind}.text`)],
    actions: [],
  };
}
