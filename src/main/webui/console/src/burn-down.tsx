import type { VNode } from 'preact';
import { type Line, Lines, type Mark, shortDay } from './chart';
import { burnDown, type GroupProgress } from './progress';
import { Table } from './table';
import { useWords } from './words';

const WEEK = 7 * 86_400_000;

/** The users who are left, day by day to the close, and dashed how it goes on, with how sure that is. */
export function BurnDown({ of }: { of: GroupProgress }): VNode | null {
  const say = useWords();
  const drawn = burnDown(of);
  if (drawn === undefined) return null;
  const { days, outlook, spread, close } = drawn;
  const [today, left] = days.at(-1)!;
  const lines: readonly Line[] = [
    { label: say('burn-down.left'), tone: 1, points: days },
    ...(outlook.length === 0 ? [] : [{ label: say('burn-down.outlook'), tone: 1, how: 'dashed', points: outlook } as const]),
  ];
  const marks: readonly Mark[] = [
    { at: close, label: say('burn-down.close', { day: shortDay(close) }) },
    ...(close - today > WEEK ? [{ at: today, label: say('burn-down.counted', { day: shortDay(today) }) }] : []),
  ];
  const rows = [
    ...days.map(([at, users]) => ({ day: new Date(at).toISOString().slice(0, 10), users, fewest: undefined, most: undefined })),
    ...outlook.slice(1).map(([, users]) => ({
      day: say('progress.at-close'),
      users,
      fewest: spread.at(-1)?.[1],
      most: spread.at(-1)?.[2],
    })),
  ];
  return (
    <Lines
      title={say('burn-down.title')}
      says={say('burn-down.says', { days: days.length, first: days[0]![1], last: left })}
      lines={lines}
      band={spread.length === 0 ? undefined : { label: say('burn-down.spread'), tone: 1, how: 'band', points: spread }}
      marks={marks}
      figures={
        <Table
          caption="burn-down.title"
          about={say('groups.name', { group: of.group })}
          rows={rows.toReversed()}
          columns={[
            { label: 'report.on', value: ({ day }) => day },
            { label: 'burn-down.left', value: ({ users }) => Math.round(users), as: 'number' },
            { label: 'burn-down.fewest', value: ({ fewest }) => fewest && Math.round(fewest), as: 'number' },
            { label: 'burn-down.most', value: ({ most }) => most && Math.round(most), as: 'number' },
          ]}
          file={`left-${of.group}`}
          empty="report.none"
        />
      }
    />
  );
}
