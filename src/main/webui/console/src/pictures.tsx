import type { VNode } from 'preact';
import { useLanguage } from '../../src/language/language';
import type { Schemas } from './api';
import { type Bar, Bars, type Line, Lines, shortDay, type Tone } from './chart';
import type { GroupStanding } from './console';
import type { Forecast, Requests } from './forecast';
import { failuresIn, type GroupProgress, type Progress, refundsSoFar, safeShare, standingOf, standings, type Standing } from './progress';
import { deletionPace } from './schedule';
import { type Column, Table } from './table';
import { daysTo } from './timeline';
import { type Key, useWords } from './words';

const DAY = 86_400_000;
const tones: Readonly<Record<Standing, Tone>> = { MOVED: 1, DOWNLOADED: 2, BOTH: 3, PARTLY_SAFE: 4, NOTHING_TAKEN: 5 };
const refundTones = { back: 3, underWay: 2, toCome: 6, withPeople: 5 } as const satisfies Record<string, Tone>;
/** So many reasons have a bar; a table has all of them. */
const REASONS = 6;

/** What was safe of each group, day by day. */
export function TakenOut({ of: { groups } }: { of: Progress }): VNode | null {
  const say = useWords();
  const { format } = useLanguage();
  const counted = groups.filter(({ history }) => history.length > 1);
  if (counted.length === 0) return null;
  const lines = counted.map(
    ({ group, history }, index): Line => ({
      label: say('groups.name', { group }),
      tone: ((index % 6) + 1) as Tone,
      how: 'line',
      points: history.map(({ at, safe }) => [Date.parse(at), safe.bytes]),
    }),
  );
  const rows = counted.flatMap(({ group, history }) => history.map(({ at, safe }) => ({ group, day: at.slice(0, 10), bytes: safe.bytes })));
  return (
    <Lines
      title={say('taken-out.title')}
      says={say('taken-out.says', { groups: counted.length })}
      lines={lines}
      marks={[]}
      written={(value) => format.size(value)}
      figures={
        <Table
          caption="taken-out.title"
          rows={rows}
          columns={[
            { label: 'groups.group', value: ({ group }) => group },
            { label: 'report.on', value: ({ day }) => day },
            { label: 'taken-out.bytes', value: ({ bytes }) => bytes, as: 'bytes' },
          ]}
          file="taken-out"
          empty="report.none"
        />
      }
    />
  );
}

/** How the users of each group stand. */
export function WhoIsSafe({ of: { groups } }: { of: Progress }): VNode {
  const say = useWords();
  const bars = groups
    .filter(({ users }) => users > 0)
    .map(
      (group): Bar => ({
        label: say('groups.name', { group: group.group }),
        note: say('safe.note', { share: { share: safeShare(group) }, users: group.users }),
        parts: standings.map((standing) => ({ label: say(`report.${standing}`), tone: tones[standing], value: standingOf(group, standing).users })),
      }),
    );
  const columns: readonly Column<GroupProgress>[] = [
    { label: 'groups.group', value: ({ group }) => group },
    ...standings.map((standing): Column<GroupProgress> => ({ label: `report.${standing}`, as: 'number', value: (group) => standingOf(group, standing).users })),
  ];
  return (
    <Bars
      title={say('safe.title')}
      bars={bars}
      whole
      figures={<Table caption="safe.title" rows={groups} columns={columns} file="who-is-safe" empty="groups.empty" />}
    />
  );
}

/** What could not be moved, by reason, in all groups. */
export function Failures({ of }: { of: Progress }): VNode {
  const say = useWords();
  const counts = new Map<string, number>();
  for (const { reason, count } of failuresIn(of)) counts.set(reason, (counts.get(reason) ?? 0) + count);
  const rows = [...counts].toSorted(([, one], [, other]) => other - one);
  const words = (reason: string): string => say(`failed.${reason}` as Key);
  return (
    <Bars
      title={say('health.failed')}
      bars={rows.slice(0, REASONS).map(([reason, count]) => ({
        label: words(reason),
        note: say('progress.items', { items: count }),
        parts: [{ label: say('report.items'), tone: 5, value: count }],
      }))}
      figures={
        <Table
          caption="health.failed"
          rows={rows}
          columns={[
            { label: 'refunds.reason', value: ([reason]) => words(reason) },
            { label: 'report.items', as: 'number', value: ([, count]) => count },
          ]}
          file="failures"
          empty="health.nothing-failed"
        />
      }
    />
  );
}

/** How many fees are back, and how long there is for the others. */
export function RefundsByDate({ of: { groups }, standings: ends, now }: { of: Progress; standings: readonly GroupStanding[]; now: number }): VNode {
  const say = useWords();
  const rows = groups.map((group) => ({
    group: group.group,
    ...refundsSoFar(group),
    by: ends.find(({ group: { id } }) => id === group.group)?.group.instants.refundBy,
  }));
  const parts = ['back', 'underWay', 'toCome', 'withPeople'] as const;
  const all = (row: (typeof rows)[number]): number => parts.reduce((sum, part) => sum + row[part], 0);
  return (
    <Bars
      title={say('refunds-by-date.title')}
      whole
      bars={rows.map((row) => ({
        label: say('groups.name', { group: row.group }),
        note:
          row.by === undefined
            ? say('refunds-by-date.no-date', { back: row.back, all: all(row) })
            : say(daysTo(row.by, now) < 0 ? 'refunds-by-date.past' : 'refunds-by-date.note', {
                back: row.back,
                all: all(row),
                day: shortDay(Date.parse(row.by)),
                days: daysTo(row.by, now),
              }),
        parts: parts.map((part) => ({ label: say(`refunds-by-date.${part}`), tone: refundTones[part], value: row[part] })),
      }))}
      figures={
        <Table
          caption="refunds-by-date.title"
          rows={rows}
          columns={[
            { label: 'groups.group', value: ({ group }) => group },
            ...parts.map((part): Column<(typeof rows)[number]> => ({ label: `refunds-by-date.${part}`, as: 'number', value: (row) => row[part] })),
            { label: 'date.refundBy', value: ({ by }) => by?.slice(0, 10) },
          ]}
          file="refunds-by-date"
          empty="groups.empty"
        />
      }
    />
  );
}

/** What waits in the queues, and what failed too often. */
export function QueueBars({ of }: { of: readonly Schemas['Queue'][] }): VNode {
  const say = useWords();
  const rows = of
    .map(({ queue, messages, deadLetters }) => ({ queue, waiting: messages === undefined ? 0 : messages.waiting + messages.delayed, dead: deadLetters.waiting }))
    .toSorted((one, other) => other.dead - one.dead || other.waiting - one.waiting);
  return (
    <Bars
      title={say('health.queues')}
      bars={rows.filter(({ waiting, dead }) => waiting + dead > 0).map(({ queue, waiting, dead }) => ({
        label: queue,
        note: say('queues.note', { waiting, dead }),
        parts: [
          { label: say('health.waiting'), tone: 1, value: waiting },
          { label: say('health.dead'), tone: 5, value: dead },
        ],
      }))}
      figures={
        <Table
          caption="health.queues"
          rows={rows}
          columns={[
            { label: 'health.queue', value: ({ queue }) => queue },
            { label: 'health.waiting', as: 'number', value: ({ waiting }) => waiting },
            { label: 'health.dead', as: 'number', value: ({ dead }) => dead },
          ]}
          file="queues"
          empty="health.no-queues"
        />
      }
    />
  );
}

/** What Google grants a day, and what users will ask for. */
export function Quota({ of: { requests, uploads } }: { of: Forecast }): VNode {
  const say = useWords();
  const kinds = [
    ['forecast.google', requests],
    ['forecast.google-uploads', uploads],
  ] as const;
  const rows = kinds.flatMap(([label, kind]): readonly (Requests & { readonly label: Key })[] => (kind === undefined ? [] : [{ label, ...kind }]));
  return (
    <Bars
      title={say('quota.title')}
      bars={rows.map(({ label, granted, most }) => ({
        label: say(label),
        note: say('quota.note', { most, granted }),
        limit: granted,
        parts: [{ label: say('forecast.most'), tone: most > granted ? 5 : 3, value: most }],
      }))}
      figures={
        <Table
          caption="quota.title"
          rows={rows}
          columns={[
            { label: 'plan.what', value: ({ label }) => say(label) },
            { label: 'forecast.granted', as: 'number', value: ({ granted }) => granted },
            { label: 'forecast.most', as: 'number', value: ({ most }) => most },
            { label: 'forecast.last-week', as: 'number', value: ({ mostInLastWeek }) => mostInLastWeek },
          ]}
          file="quota"
          empty="forecast.no-requests"
        />
      }
    />
  );
}

/** How far the deletion of each group is, and when it ends at its pace; nothing while none is deleted. */
export function DeletionPace({ of, now }: { of: readonly GroupStanding[]; now: number }): VNode | null {
  const say = useWords();
  const rows = of.flatMap(({ group, status }) => {
    const pace = status && deletionPace(status, now);
    return pace === undefined ? [] : [{ group: group.id, ...pace }];
  });
  if (rows.length === 0) return null;
  return (
    <Bars
      title={say('deletion.title')}
      whole
      bars={rows.map(({ group, finished, all, anHour, endsAt }) => ({
        label: say('groups.name', { group }),
        note: say(endsAt - now < DAY ? 'deletion.today' : 'deletion.note', { finished, all, anHour: Math.round(anHour), day: shortDay(endsAt) }),
        parts: [
          { label: say('deletion.finished'), tone: 1, value: finished },
          { label: say('deletion.left'), tone: 6, value: all - finished },
        ],
      }))}
      figures={
        <Table
          caption="deletion.title"
          rows={rows}
          columns={[
            { label: 'groups.group', value: ({ group }) => group },
            { label: 'deletion.finished', as: 'number', value: ({ finished }) => finished },
            { label: 'deletion.left', as: 'number', value: ({ all, finished }) => all - finished },
            { label: 'deletion.an-hour', as: 'number', value: ({ anHour }) => Math.round(anHour) },
          ]}
          file="deletion"
          empty="groups.empty"
        />
      }
    />
  );
}
