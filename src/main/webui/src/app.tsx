import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Selection } from './api/answer';
import { Api } from './api/client';
import { useStatus } from './api/polling';
import { loadLanguage } from './language/files';
import { type Language, LanguageContext, useLanguage } from './language/language';
import { isLanguage, languages, type LanguageTag } from './language/languages';
import { text } from './language/text';
import { Announcements } from './parts/announcer';
import { Boundary } from './parts/boundary';
import { useHeading } from './parts/heading';
import { HelpScreen } from './parts/help';
import { HelpContext, HelpLine, ServiceLinks } from './parts/help-line';
import { Freshness, Home } from './parts/home';
import { late } from './parts/late';
import { MessageCard, MessageScreen } from './parts/message';
import { GoogleAnswer, MoveExplained } from './parts/moving';
import { go } from './parts/path';
import { type Route, useRoute } from './parts/route';
import { Say, useWords } from './parts/say';
import { troubleMessage } from './screens/trouble';
import type { Config } from './session/config';
import type { Session } from './session/session';

const CHOSEN = 'language';

// The first paint needs none of these.
const ArrivedList = late(async () => (await import('./arrived/screen')).ArrivedList);
const FailuresList = late(async () => (await import('./parts/failures')).FailuresList);
const ReceiptBody = late(async () => (await import('./parts/receipt')).ReceiptBody);

interface Props {
  readonly config: Config;
  readonly session: Session;
  readonly language: Language;
  readonly signedIn: boolean;
}

/** The page: the language, the frame, and the screen of the path. */
export function App({ config, session, language: begin, signedIn }: Props): VNode {
  const [language, setLanguage] = useState(begin);
  const [isIn, setIsIn] = useState(signedIn);
  const [api] = useState(() => new Api(session));
  const route = useRoute();

  const choose = async (tag: LanguageTag): Promise<boolean> => {
    try {
      setLanguage(await loadLanguage(tag, navigator.languages));
    } catch {
      return false;
    }
    try {
      localStorage.setItem(CHOSEN, tag);
    } catch {
      // Some browsers keep nothing; the choice then ends with the tab.
    }
    return true;
  };
  const [person, setPerson] = useState<string>();
  const [account, setAccount] = useState<string>();
  useEffect(() => {
    if (isIn) void session.name().then(setPerson);
  }, [session, isIn]);
  useEffect(() => {
    document.documentElement.lang = language.tag;
    document.documentElement.dir = language.direction;
  }, [language]);

  return (
    <LanguageContext.Provider value={language}>
      <Announcements>
        <HelpContext.Provider value={config}>
          <Frame config={config} session={session} signedIn={isIn} who={{ person, account }} onLanguage={choose} route={route}>
            <Boundary>
              {route === 'signed-in' ? (
                <SignedInAnswer session={session} onDone={() => setIsIn(true)} />
              ) : route === 'not-found' ? (
                <MessageScreen of={{ title: text('not-found.title'), lines: [text('not-found.text')] }}>
                  <Back />
                </MessageScreen>
              ) : route === 'help' ? (
                <HelpScreen config={config} />
              ) : isIn ? (
                <SignedIn api={api} config={config} session={session} route={route} person={person} onAccount={setAccount} />
              ) : (
                <SignedOut session={session} config={config} />
              )}
            </Boundary>
          </Frame>
        </HelpContext.Provider>
      </Announcements>
    </LanguageContext.Provider>
  );
}

/** The language chosen in this browser before. */
export function chosenLanguage(): string | null {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}

function Frame({
  config,
  session,
  signedIn,
  who: { person, account },
  onLanguage,
  route,
  children,
}: {
  config: Config;
  session: Session;
  signedIn: boolean;
  who: { readonly person: string | undefined; readonly account: string | undefined };
  onLanguage: (tag: LanguageTag) => Promise<boolean>;
  route: Route;
  children: ComponentChildren;
}): VNode {
  const say = useWords();
  const main = useRef<HTMLElement>(null);
  useHeading(main, route, (heading) => say('page.title', { brand: config.brand, heading }));
  return (
    <>
      <a class="skip" href="#content">
        {say('page.skip')}
      </a>
      <header class="frame">
        <p class="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          {config.brand}
        </p>
        <div class="tools">
          {config.languages.length > 1 && <Chooser config={config} onLanguage={onLanguage} />}
          {signedIn && (
            <button type="button" class="plain" onClick={() => void session.signOut()}>
              {say('page.sign-out')}
            </button>
          )}
        </div>
        {signedIn && person !== undefined && (
          <p class="who small">
            <span>{say('page.signed-in', { person })}</span>
            {account !== undefined && <span>{say('page.account', { account })}</span>}
          </p>
        )}
      </header>
      <main id="content" tabIndex={-1} ref={main}>
        {children}
      </main>
      <footer class="frame">
        <p class="small">{say('page.help', { brand: config.brand })}</p>
        {route !== 'help' && <HelpLine />}
        <ServiceLinks />
      </footer>
    </>
  );
}

function Chooser({ config, onLanguage }: { config: Config; onLanguage: (tag: LanguageTag) => Promise<boolean> }): VNode {
  const [failed, setFailed] = useState(false);
  const language = useLanguage();
  const say = useWords();
  return (
    <label class="language">
      <span class="unseen">{say('page.language')}</span>
      <select
        value={language.tag}
        onChange={(event) => {
          const select = event.currentTarget;
          const tag = select.value;
          if (!isLanguage(tag)) return;
          void onLanguage(tag).then((loaded) => {
            setFailed(!loaded);
            if (!loaded) select.value = language.tag;
          });
        }}
      >
        {config.languages.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {languages[tag]}
          </option>
        ))}
      </select>
      {failed && (
        <span class="small" role="alert">
          {say('page.language.failed')}
        </span>
      )}
    </label>
  );
}

function SignedOut({ session, config }: { session: Session; config: Config }): VNode {
  const say = useWords();
  const { tag } = useLanguage();
  const points = ['signed-out.see', 'signed-out.move', 'signed-out.download', 'signed-out.dates'] as const;
  const [failed, setFailed] = useState(false);
  return (
    <div class="card screen">
      <h1 tabIndex={-1}>{say('signed-out.title')}</h1>
      <p class="lead">{say('signed-out.lead', { brand: config.brand })}</p>
      <p>{say('signed-out.list')}</p>
      <ul>
        {points.map((point) => (
          <li key={point}>{say(point)}</li>
        ))}
      </ul>
      {failed && <MessageCard of={troubleMessage({ kind: 'maintenance', retryAfter: undefined })} onDeed={() => undefined} />}
      <SignIn session={session} language={tag} label="page.sign-in" onFailed={() => setFailed(true)} />
      <p class="small">{say('signed-out.safe')}</p>
    </div>
  );
}

function SignIn({
  session,
  language,
  label,
  onFailed,
}: {
  session: Session;
  language: string;
  label: 'page.sign-in' | 'page.sign-in-again';
  onFailed?: () => void;
}): VNode {
  return (
    <div class="actions">
      <button
        type="button"
        class="first"
        onClick={() => void session.signIn(location.pathname, language).catch(() => onFailed?.())}
      >
        <Say what={text(label)} />
      </button>
    </div>
  );
}

function SignedInAnswer({ session, onDone }: { session: Session; onDone: () => void }): VNode {
  const { tag } = useLanguage();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    session.complete().then(
      (path) => {
        onDone();
        go(path, 'replace');
      },
      () => {
        // The code is not for the history.
        history.replaceState(null, '', '/signed-in');
        setFailed(true);
      },
    );
  }, [session]);
  if (!failed) {
    return (
      <div class="card screen">
        <h1 tabIndex={-1}>
          <Say what={text('signed-in.wait')} />
        </h1>
        <progress />
      </div>
    );
  }
  return (
    <MessageScreen of={{ title: text('signed-in.failed.title'), lines: [text('signed-in.failed.text')] }}>
      <div class="actions">
        <button type="button" class="first" onClick={() => void session.signIn('/', tag).catch(() => undefined)}>
          <Say what={text('page.sign-in-again')} />
        </button>
      </div>
    </MessageScreen>
  );
}

function SignedIn({
  api,
  config,
  session,
  route,
  person,
  onAccount,
}: {
  api: Api;
  config: Config;
  session: Session;
  person: string | undefined;
  /** Tells with which Google account the move runs. */
  onAccount: (account: string | undefined) => void;
  route: Exclude<Route, 'signed-in' | 'not-found' | 'help'>;
}): VNode {
  const { known, look } = useStatus(api);
  const [part, setPart] = useState<Selection>();
  const { tag } = useLanguage();
  useMinutes();
  const here = { now: Date.now() + api.ahead };
  const { status, trouble } = known;
  const account = status?.transfer?.googleAccount;
  useEffect(() => onAccount(account), [account]);
  const message = trouble && troubleMessage(trouble);
  const way =
    trouble?.kind === 'session-ended' ? (
      <SignIn session={session} language={tag} label="page.sign-in-again" />
    ) : trouble ? (
      <div class="actions">
        <button type="button" class="second" onClick={() => void look()}>
          <Say what={text('page.try-again')} />
        </button>
      </div>
    ) : null;
  if (route === 'google') return <GoogleAnswer api={api} config={config} onPart={setPart} onDone={look} />;
  if (status === undefined) {
    return message ? (
      <MessageScreen of={message}>{way}</MessageScreen>
    ) : (
      <div class="card screen">
        <h1 tabIndex={-1}>
          <Say what={text('page.loading')} />
        </h1>
        <progress />
      </div>
    );
  }
  // Only a known gallery tells whether a move has questions.
  if (route === 'move') return <MoveExplained config={config} status={status} kept={part} />;
  return (
    <>
      {message && (
        <MessageCard of={{ ...message, actions: [] }} onDeed={() => undefined}>
          {way}
        </MessageCard>
      )}
      {screenOf()}
      <Freshness known={known} />
    </>
  );

  function screenOf(): VNode {
    switch (route) {
      case 'failures':
        return (
          <Titled by="failures">
            <FailuresList api={api} config={config} status={status!} look={look} here={here} />
          </Titled>
        );
      case 'arrived':
        return (
          <Titled by="arrived">
            <ArrivedList api={api} thumbnailUri={config.thumbnailUri} />
          </Titled>
        );
      case 'receipt':
        return (
          <article class="card receipt">
            <h1 tabIndex={-1}>
              <Say what={text('receipt.heading')} />
            </h1>
            <ReceiptBody api={api} brand={config.brand} person={person} session={session} />
          </article>
        );
      default:
        return <Home api={api} config={config} known={{ ...known, status: status! }} look={look} here={here} />;
    }
  }
}

/** The heading of a list is there before the list. */
function Titled({ by, children }: { by: 'arrived' | 'failures'; children: ComponentChildren }): VNode {
  return (
    <>
      <h1 tabIndex={-1}>
        <Say what={text(`${by}.heading`)} />
      </h1>
      <p class="lead">
        <Say what={text(`${by}.lead`)} />
      </p>
      {children}
    </>
  );
}

/** Times that are left change each minute, also between two looks. */
function useMinutes(): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || tick((count) => count + 1), 60_000);
    return () => clearInterval(timer);
  }, []);
}

function Back(): VNode {
  return (
    <div class="actions">
      <button type="button" class="second" onClick={() => go('/')}>
        <Say what={text('page.back')} />
      </button>
    </div>
  );
}
