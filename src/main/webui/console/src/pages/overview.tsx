import type { VNode } from 'preact';
import { useLanguage } from '../../../src/language/language';
import { bytes, day } from '../../../src/language/text';
import { Icon } from '../../../src/parts/icon';
import { BurnDown } from '../burn-down';
import { type GroupStanding, useConsole } from '../console';
import { LATEST_READINESS, readDocument, readLatestProgress } from '../documents';
import { Facts } from '../facts';
import { type Forecast, photosADay, readForecast, REFUNDS_A_SECOND, refundsLeft, type Requests } from '../forecast';
import { Link } from '../link';
import { type Look, useLook } from '../look';
import { Looked } from '../looked';
import { DeletionPace, Failures, QueueBars, Quota, RefundsByDate, TakenOut, WhoIsSafe } from '../pictures';
import { type GroupProgress, type Progress, reachOf, safeShare, verdictOf, type Wait, waitsIn } from '../progress';
import { waitsFor } from '../purge';
import { ScheduleChart } from '../schedule-chart';
import { type Column, Table } from '../table';
import { daysTo, nextDate, phaseOf } from '../timeline';
import { utc, When } from '../when';
import { text, useWords } from '../words';

/** Milliseconds between two looks at the report, which a deployment writes once a day. */
const PERIOD = 300_000;

/** Each group: where it is, what comes next, and what waits for people. */
export function OverviewPage(): VNode {
  const say = useWords();
  const { api, groups, now } = useConsole();
  const language = useLanguage();
  const report = useLook('progress', PERIOD, () => readLatestProgress(api));
  const progress = report.value;
  const waits = ({ group, status, unread }: GroupStanding): readonly Wait[] => {
    if (unread) return [{ says: text('groups.not-seen'), at: `/groups/${group.id}` }];
    const says = status && waitsFor(status, now());
    return [...(says === undefined ? [] : [{ says, at: `/groups/${group.id}` }]), ...waitsIn(progress, group.id)];
  };
  const columns: readonly Column<GroupStanding>[] = [
    {
      label: 'groups.group',
      value: ({ group }) => group.id,
      show: ({ group }) => <Link to={`/groups/${group.id}`}>{say('groups.name', { group: group.id })}</Link>,
    },
    { label: 'groups.regions', value: ({ group }) => group.regions?.join(' ') ?? say('groups.every-other') },
    { label: 'groups.phase', value: ({ group }) => say(`phase.${phaseOf(group, now())}`) },
    {
      label: 'groups.next',
      value: ({ group }) => nextDate(group, now())?.at,
      show: ({ group }) => <NextDate of={group} now={now()} />,
    },
    {
      label: 'date.refundsBegin',
      value: ({ group }) => group.instants.refundsBegin,
      show: ({ group }) => <When at={group.instants.refundsBegin} />,
    },
    {
      label: 'groups.waits',
      value: (of) => waits(of).map(({ says }) => language.say(says)).join('; '),
      show: (of) => <Waits of={waits(of)} />,
    },
  ];
  return (
    <>
      <h1 tabIndex={-1}>{say('nav.overview')}</h1>
      {groups.value === undefined ? (
        groups.refusal === undefined && <p role="status">{say('page.loading')}</p>
      ) : (
        <>
          {groups.value.standings.length > 0 && <ScheduleChart />}
          <h2>{say('groups.waits')}</h2>
          <Table caption="groups.caption" rows={groups.value.standings} columns={columns} file="groups" empty="groups.empty" />
          <p class="small">
            {groups.value.timeline.version === 0
              ? say('groups.not-announced')
              : say('groups.version', { version: groups.value.timeline.version, at: utc(new Date(now())) })}
          </p>
          <ProgressSection of={report} />
        </>
      )}
    </>
  );
}

/** What people have to do, each with a link to where they do it. */
function Waits({ of }: { of: readonly Wait[] }): VNode {
  const say = useWords();
  const language = useLanguage();
  if (of.length === 0) return <span class="soft">{say('groups.nobody')}</span>;
  return (
    <ul class="plain-list">
      {of.map(({ says, at }) => (
        <li key={at}>
          <Link to={at}>{language.say(says)}</Link>
        </li>
      ))}
    </ul>
  );
}

function NextDate({ of, now }: { of: GroupStanding['group']; now: number }): VNode {
  const say = useWords();
  const next = nextDate(of, now);
  if (next === undefined) return <>{say('groups.no-date')}</>;
  return (
    <>
      {say(`date.${next.name}`)}: {say('groups.days', { days: daysTo(next.at, now) })}
      <br />
      <When at={next.at} />
    </>
  );
}

/** The daily report: what is safe, and what will be left at the close. */
function ProgressSection({ of: report }: { of: Look<Progress | undefined> }): VNode {
  const say = useWords();
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">{say('progress.title')}</h2>
      <Looked of={report} none="progress.none">
        {(progress) => <Cards of={progress} />}
      </Looked>
    </section>
  );
}

function Cards({ of }: { of: Progress }): VNode {
  const say = useWords();
  const { api, groups, now } = useConsole();
  const queues = useLook('queues', PERIOD, () => api.call('list-queues', {}));
  const readiness = useLook('forecast', PERIOD, () => readDocument(api, LATEST_READINESS));
  const standings = groups.value?.standings ?? [];
  const forecast = readiness.value === undefined ? undefined : readForecast(readiness.value);
  return (
    <>
      <p>
        {say('progress.at')} <When at={of.at} />
      </p>
      <div class="cards">
        {of.groups.map((group) => (
          <ProgressCard key={group.group} of={group} />
        ))}
      </div>
      <div class="cards charts">
        {[
          <DeletionPace of={standings} now={now()} />,
          <TakenOut of={of} />,
          <WhoIsSafe of={of} />,
          <RefundsByDate of={of} standings={standings} now={now()} />,
          <Failures of={of} />,
          queues.value && <QueueBars of={queues.value.queues} />,
          forecast && <Quota of={forecast} />,
        ].map((picture, index) => (
          <div key={index} class="card">
            {picture}
          </div>
        ))}
      </div>
      <section aria-labelledby="forecast">
        <h2 id="forecast">{say('forecast.title')}</h2>
        <Looked of={readiness} none="readiness.none">
          {(document) => <Outlook of={readForecast(document)} progress={of} />}
        </Looked>
      </section>
    </>
  );
}

/** One kind of requests to Google: how many are granted, and how many users would ask for. */
function GoogleCard(props: { title: 'forecast.google' | 'forecast.google-uploads'; of: Requests | undefined; progress: Progress }): VNode {
  const { title, of, progress } = props;
  const say = useWords();
  const { format } = useLanguage();
  return (
    <div class="card">
      <h3>{say(title)}</h3>
      {of === undefined ? (
        <p class="soft">{say('forecast.no-requests')}</p>
      ) : (
        <>
          <p class={of.runsOutAt === undefined ? 'result pass' : 'result fail'}>
            <Icon name={of.runsOutAt === undefined ? 'good' : 'attention'} />
            {of.runsOutAt === undefined
              ? say('forecast.enough')
              : say('forecast.more-by', { most: of.most, day: day(of.runsOutAt) })}
          </p>
          <Facts
            of={[
              ['forecast.items', format.number(of.itemsLeft)],
              ['forecast.pace', format.number(photosADay(progress))],
              ['forecast.granted', format.number(of.granted)],
              ['forecast.most', format.number(of.most)],
              ['forecast.last-week', format.number(of.mostInLastWeek)],
            ]}
          />
        </>
      )}
    </div>
  );
}

function Outlook({ of: { at, requests, uploads, balances }, progress }: { of: Forecast; progress: Progress }): VNode {
  const say = useWords();
  const { format } = useLanguage();
  return (
    <>
      <p>
        {say('forecast.at', { report: progress.report })} <When at={at} />
      </p>
      <div class="cards">
        <GoogleCard title="forecast.google" of={requests} progress={progress} />
        <GoogleCard title="forecast.google-uploads" of={uploads} progress={progress} />
        <div class="card">
          <h3>{say('forecast.stripe')}</h3>
          <Facts
            of={[
              ['forecast.refunds', format.number(refundsLeft(progress))],
              ['forecast.refunds-take', format.length(refundsLeft(progress) / REFUNDS_A_SECOND)],
            ]}
          />
          <Table
            caption="forecast.balance"
            rows={balances}
            columns={[
              { label: 'forecast.to-come', as: 'number', value: ({ toCome, currency }) => format.money(toCome, currency) },
              { label: 'forecast.there', as: 'number', value: ({ available, currency }) => format.money(available, currency) },
              {
                label: 'forecast.missing',
                as: 'number',
                value: ({ toCome, available, currency }) => format.money(Math.max(0, toCome - available), currency),
              },
            ]}
            file="balance"
            empty="forecast.no-balance"
          />
        </div>
      </div>
    </>
  );
}

function ProgressCard({ of }: { of: GroupProgress }): VNode {
  const say = useWords();
  const language = useLanguage();
  const { left, pace, remainderAtClose: remainder } = of;
  return (
    <div class="card">
      <h3>
        <Link to={`/groups/${of.group}`}>{say('groups.name', { group: of.group })}</Link>
      </h3>
      {of.users === 0 ? (
        <p>{say('report.nobody')}</p>
      ) : (
        <>
          <progress value={safeShare(of)} max={1} aria-label={say('progress.share', { share: { share: safeShare(of) } })} />
          <p class={`tone ${verdictOf(of)}`}>
            {say('progress.share', { share: { share: safeShare(of) } })}.{' '}
            {remainder && say('progress.remainder', { users: remainder.users, bytes: bytes(remainder.bytes) })}
          </p>
          <BurnDown of={of} />
          <Facts
            of={[
              ['progress.users', say('progress.of', { left: left.users, all: of.users })],
              ['progress.bytes', say('progress.bytes-of', { left: bytes(left.bytes), all: bytes(of.bytes) })],
              ['progress.lost', of.lost > 0 && say('progress.items', { items: of.lost })],
              ['reach.title', language.say(reachOf(of.reach))],
              ['progress.pace', pace && say('progress.a-day', { users: Math.round(pace.usersPerDay) })],
            ]}
          />
        </>
      )}
    </div>
  );
}
