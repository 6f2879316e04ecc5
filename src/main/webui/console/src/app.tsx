import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Language, LanguageContext, useLanguage } from '../../src/language/language';
import { Boundary } from '../../src/parts/boundary';
import { Icon } from '../../src/parts/icon';
import { useHeading } from '../../src/parts/heading';
import { go, usePath } from '../../src/parts/path';
import type { Session } from '../../src/session/session';
import { type Operator, operatorOf } from './access';
import { Api } from './api';
import type { Config } from './config';
import { actWith, type Console, ConsoleContext, groupsOf, lookAtPosition, lookAtTimeline, useConsole } from './console';
import { KillSwitch } from './kill-switch';
import { Link } from './link';
import { type Looks, LooksContext, useLook, useLooks } from './look';
import { CallsPage } from './pages/calls';
import { CertificatePage } from './pages/certificate';
import { GroupPage } from './pages/group';
import { HealthPage } from './pages/health';
import { HoldsPage } from './pages/holds';
import { JobsPage } from './pages/jobs';
import { OverviewPage } from './pages/overview';
import { ReadinessPage } from './pages/readiness';
import { RefundsPage } from './pages/refunds';
import { ReportPage } from './pages/report';
import { TimelinePage } from './pages/timeline';
import { UserPage } from './pages/user';
import { Palette } from './palette';
import { RefusalCard } from './refusal';
import { type Key, useWords, type Words } from './words';

/** Milliseconds between two looks at what ends. */
const PERIOD = 15_000;
/** And at the timeline, which people change announced. */
const TIMELINE_PERIOD = 60_000;

const pages = [
  ['/', 'nav.overview', OverviewPage],
  ['/report', 'nav.report', ReportPage],
  ['/health', 'nav.health', HealthPage],
  ['/jobs', 'nav.jobs', JobsPage],
  ['/user', 'nav.user', UserPage],
  ['/holds', 'nav.holds', HoldsPage],
  ['/refunds', 'nav.refunds', RefundsPage],
  ['/timeline', 'nav.timeline', TimelinePage],
  ['/readiness', 'nav.readiness', ReadinessPage],
  ['/calls', 'nav.calls', CallsPage],
] as const satisfies readonly (readonly [string, Key, () => VNode])[];

interface Props {
  readonly config: Config;
  readonly session: Session;
  readonly language: Language;
  readonly operator: Operator | undefined;
}

/** The console: the sign-in, then the frame with the page of the path. */
export function App({ config, session, language, operator: begin }: Props): VNode {
  const [operator, setOperator] = useState(begin);
  const path = usePath();
  return (
    <LanguageContext.Provider value={language}>
      {path === '/signed-in' ? (
        <SignedIn
          session={session}
          onDone={async () => {
            const token = await session.token();
            setOperator(token === null ? undefined : operatorOf(token, config));
          }}
        />
      ) : operator === undefined ? (
        <SignedOut session={session} path={path + location.search} place={config.place} />
      ) : (
        <Inside config={config} session={session} operator={operator} path={path} />
      )}
    </LanguageContext.Provider>
  );
}

function SignedOut({ session, path, place }: { session: Session; path: string; place: string }): VNode {
  const say = useWords();
  const [failed, setFailed] = useState(false);
  return (
    <main class="door">
      <div class="card screen">
        <h1>{say('signed-out.title')}</h1>
        {place !== '' && <p class="place">{place}</p>}
        <p>{say('signed-out.text')}</p>
        {failed && (
          <p class="warning" role="alert">
            {say('signed-out.failed')}
          </p>
        )}
        <div class="actions">
          <button
            type="button"
            class="first"
            onClick={() => void session.signIn(path, 'en').catch(() => setFailed(true))}
          >
            {say('page.sign-in')}
          </button>
        </div>
      </div>
    </main>
  );
}

function SignedIn({ session, onDone }: { session: Session; onDone: () => Promise<void> }): VNode {
  const say = useWords();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    session
      .complete()
      .then(async (path) => {
        await onDone();
        go(path, 'replace');
      })
      .catch(() => {
        // The code is not for the history.
        history.replaceState(null, '', '/signed-in');
        setFailed(true);
      });
  }, [session]);
  return (
    <main class="door">
      <div class="card screen">
        <h1>{say(failed ? 'signed-in.failed' : 'signed-in.wait')}</h1>
        {failed ? (
          <div class="actions">
            <button type="button" class="first" onClick={() => void session.signIn('/', 'en')}>
              {say('page.sign-in-again')}
            </button>
          </div>
        ) : (
          <progress aria-label={say('signed-in.wait')} />
        )}
      </div>
    </main>
  );
}

function Inside({
  config,
  session,
  operator,
  path,
}: {
  config: Config;
  session: Session;
  operator: Operator;
  path: string;
}): VNode {
  const api = useMemo(() => new Api(session), [session]);
  const looks = useLooks(() => api.calls);
  return (
    <LooksContext.Provider value={looks}>
      <Desk config={config} session={session} operator={operator} path={path} api={api} looks={looks} />
    </LooksContext.Provider>
  );
}

/** What was done, on the page on which somebody did it. */
interface Done {
  readonly path: string;
  readonly says: Words;
}

function Desk({
  config,
  session,
  operator,
  path,
  api,
  looks,
}: {
  config: Config;
  session: Session;
  operator: Operator;
  path: string;
  api: Api;
  looks: Looks;
}): VNode {
  const [done, setDone] = useState<Done>();
  const [sought, seek] = useState<string>();
  const position = useLook('position', PERIOD, () => lookAtPosition(api));
  const timeline = useLook('timeline', TIMELINE_PERIOD, () => lookAtTimeline(api));
  const groups = groupsOf(timeline, position);
  const now = (): number => Date.now() + (position.value?.ahead ?? 0);
  const act = actWith(api, looks.again, (says) => setDone({ path: location.pathname, says }));
  const console: Console = { api, session, operator, position, groups, now, act, sought, seek };
  return (
    <ConsoleContext.Provider value={console}>
      <Frame config={config} path={path} done={done?.path === path ? done.says : undefined}>
        <Boundary key={path}>
          <PageOf path={path} />
        </Boundary>
      </Frame>
    </ConsoleContext.Provider>
  );
}

function PageOf({ path }: { path: string }): VNode {
  const say = useWords();
  const [, group, certificate] = /^\/groups\/([\w-]+)(\/certificate)?$/.exec(path) ?? [];
  if (group !== undefined) return certificate ? <CertificatePage group={group} /> : <GroupPage id={group} />;
  const found = pages.find(([at]) => at === path);
  if (found === undefined) {
    return (
      <>
        <h1 tabIndex={-1}>{say('not-found.title')}</h1>
        <p>
          <Link to="/">{say('nav.overview')}</Link>
        </p>
      </>
    );
  }
  const [, , Page] = found;
  return <Page />;
}

function Frame({
  config: { brand, place },
  path,
  done,
  children,
}: {
  config: Config;
  path: string;
  done: Words | undefined;
  children: ComponentChildren;
}): VNode {
  const say = useWords();
  const { session, operator, groups } = useConsole();
  const main = useRef<HTMLElement>(null);
  useHeading(main, path, (heading) => say('page.title', { heading, brand }));
  return (
    <>
      <a class="skip" href="#content">
        {say('page.skip')}
      </a>
      <header class="frame">
        <p class="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          {say('page.brand', { brand })}
          {place !== '' && <span class="place">{place}</span>}
        </p>
        <div class="tools">
          <p class="who">
            {operator.name} <span class="soft">{[...operator.roles].join(', ') || say('role.none')}</span>
          </p>
          <button type="button" class="plain" onClick={() => void session.signOut()}>
            {say('page.sign-out')}
          </button>
        </div>
      </header>
      <div class="frame bar">
        <nav aria-label={say('nav.label')}>
          <ul>
            {pages.map(([at, label]) => (
              <li key={at}>
                <Link to={at} current={at === path ? 'page' : at === '/' && path.startsWith('/groups/')}>
                  {say(label)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <KillSwitch />
      </div>
      <main id="content" tabIndex={-1} ref={main}>
        {groups.refusal && <RefusalCard of={groups.refusal} onAgain={() => void groups.again()} />}
        {children}
        <Status of={done} />
        <Palette pages={pages.map(([to, name]) => ({ to, name: say(name) }))} />
      </main>
    </>
  );
}

/** Says what was done, to everybody, and where nobody has to look for it. */
function Status({ of }: { of: Words | undefined }): VNode {
  const language = useLanguage();
  return (
    <div class="status" role="status">
      {of && (
        <p class="outcome tone-good">
          <Icon name="good" /> {language.say(of)}
        </p>
      )}
    </div>
  );
}
