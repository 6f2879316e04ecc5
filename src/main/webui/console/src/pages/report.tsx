import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useLanguage } from '../../../src/language/language';
import { BurnDown } from '../burn-down';
import { useConsole } from '../console';
import { readDocument } from '../documents';
import { Keepsake } from '../keepsake';
import { useLook } from '../look';
import { Looked } from '../looked';
import {
  type GroupProgress,
  type Headcount,
  headline,
  leftAtClose,
  type Progress,
  reachOf,
  readProgress,
  reportKey,
  safeShare,
  standingOf,
  standings,
  verdictOf,
} from '../progress';
import { type Column, Table } from '../table';
import { When } from '../when';
import { type Key, useWords } from '../words';

const PERIOD = 300_000;
const DAYS = 8;

/** The daily report: how far each group has come, for those who read it and those whom they send it to. */
export function ReportPage(): VNode {
  const say = useWords();
  const { api } = useConsole();
  const [day, setDay] = useState('');
  const key = reportKey(day);
  const look = useLook(key, PERIOD, () => readDocument(api, key));
  return (
    <>
      <p class="filters">
        <label>
          {say('report.day')} <input type="date" value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        </label>
      </p>
      <Keepsake file={`progress-${day || 'latest'}`} complete={look.value !== undefined}>
        <h1 tabIndex={-1}>{say('nav.report')}</h1>
        <Looked of={look} none="report.none">
          {(found) => <Report of={readProgress(found)} />}
        </Looked>
      </Keepsake>
    </>
  );
}

function Report({ of }: { of: Progress }): VNode {
  const say = useWords();
  const columns: readonly Column<GroupProgress>[] = [
    { label: 'groups.group', value: ({ group }) => group },
    { label: 'report.days', value: ({ daysToClose }) => daysToClose, as: 'number' },
    { label: 'report.users', value: ({ users }) => users, as: 'number' },
    { label: 'report.share', value: (group) => (group.users === 0 ? undefined : safeShare(group)), as: 'share' },
    { label: 'report.left', value: leftAtClose, as: 'number' },
  ];
  return (
    <>
      <p>
        {say('report.name', { report: of.report })} <When at={of.at} />
      </p>
      <Table caption="groups.caption" rows={of.groups} columns={columns} file={`progress-${of.report}`} empty="groups.empty" />
      {of.groups.map((group) => (
        <Section key={group.group} of={group} at={of.at} />
      ))}
    </>
  );
}

function Section({ of, at }: { of: GroupProgress; at: string }): VNode {
  const say = useWords();
  const language = useLanguage();
  return (
    <section>
      <h2>{say('groups.name', { group: of.group })}</h2>
      <p class={`verdict ${verdictOf(of)}`}>
        {headline(of, at)
          .map((sentence) => language.say(sentence))
          .join(' ')}
      </p>
      {of.users > 0 && (
        <>
          <Days of={of} />
          <Standings of={of} />
          <h3>{say('reach.title')}</h3>
          <p>{language.say(reachOf(of.reach))}</p>
          <Failed of={of} />
        </>
      )}
      <Refunds of={of} />
      <p class="small">
        {say('report.galleries')} <When at={of.galleriesCountedAt} />.{' '}
        {of.countedAt < at && (
          <>
            {say('report.counted')} <When at={of.countedAt} />.{' '}
          </>
        )}
        {of.unread > 0 && say('report.unread', { users: of.unread })}
      </p>
    </section>
  );
}

interface Row extends Pick<Headcount, 'users' | 'bytes'> {
  readonly name: string;
}

/** The last days, and the close as it will be. */
function Days({ of }: { of: GroupProgress }): VNode {
  const say = useWords();
  const file = `left-${of.group}`;
  const rows: readonly Row[] = [
    ...of.history.slice(-DAYS).map((day) => ({
      name: day.at.slice(0, 10),
      users: day.users - day.safe.users,
      bytes: day.bytes - day.safe.bytes,
    })),
    ...(of.remainderAtClose === undefined ? [] : [{ name: say('progress.at-close'), ...of.remainderAtClose }]),
  ];
  return (
    <>
      <h3>{say('report.who-is-left')}</h3>
      <BurnDown of={of} />
      <Table
        caption="report.who-is-left"
        about={say('groups.name', { group: of.group })}
        rows={rows}
        columns={[{ label: 'report.on', value: ({ name }) => name }, { label: 'report.users', value: ({ users }) => users, as: 'number' }, { label: 'plan.bytes', value: ({ bytes }) => bytes, as: 'bytes' }]}
        file={file}
        empty="report.none"
      />
    </>
  );
}

function Standings({ of }: { of: GroupProgress }): VNode {
  const say = useWords();
  const rows = [
    ...standings.map((standing) => ({ name: say(`report.${standing}`), ...standingOf(of, standing) })),
    { name: say('report.all'), users: of.users, items: of.items, bytes: of.bytes },
  ];
  return (
    <>
      <h3>{say('report.safety')}</h3>
      <Table
        caption="report.safety"
        about={say('groups.name', { group: of.group })}
        rows={rows}
        columns={[
          { label: 'report.how', value: ({ name }) => name },
          { label: 'report.users', value: ({ users }) => users, as: 'number' },
          { label: 'report.share', value: ({ users }) => users / of.users, as: 'share' },
          { label: 'report.items', value: ({ items }) => items, as: 'number' },
          { label: 'plan.bytes', value: ({ bytes }) => bytes, as: 'bytes' },
        ]}
        file={`safe-${of.group}`}
        empty="report.none"
      />
      {of.lost > 0 && <p class="small">{say('report.lost', { items: of.lost })}</p>}
    </>
  );
}

function Failed({ of }: { of: GroupProgress }): VNode {
  const say = useWords();
  const rows = Object.entries(of.failed).toSorted(([, one], [, other]) => other - one);
  return (
    <>
      <h3>{say('report.failed')}</h3>
      <Table
        caption="report.failed"
        about={say('groups.name', { group: of.group })}
        rows={rows}
        columns={[{ label: 'refunds.reason', value: ([reason]) => say(`failed.${reason}` as Key) }, { label: 'report.items', value: ([, items]) => items, as: 'number' }]}
        file={`failed-${of.group}`}
        empty="report.nothing-failed"
      />
    </>
  );
}

function Refunds({ of }: { of: GroupProgress }): VNode {
  const say = useWords();
  const { format } = useLanguage();
  const rows = Object.entries(of.refunds).flatMap(([state, currencies]) =>
    Object.entries(currencies).map(([currency, total]) => ({ state, currency, ...total })),
  );
  return (
    <>
      <h3>{say('nav.refunds')}</h3>
      <Table
        caption="refunds.caption"
        about={say('groups.name', { group: of.group })}
        rows={rows}
        columns={[
          { label: 'refunds.state', value: ({ state }) => say(`refund.${state}` as Key) },
          { label: 'nav.refunds', value: ({ refunds }) => refunds, as: 'number' },
          {
            label: 'refunds.amount',
            as: 'number',
            value: ({ minorUnits, currency }) => format.money(minorUnits, currency),
          },
        ]}
        file={`refunds-of-${of.group}`}
        empty="report.no-refunds"
      />
    </>
  );
}
