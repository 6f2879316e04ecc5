import { bytes } from '../../src/language/text';
import { text, type Words } from './words';

const DAY = 86_400_000;

/** What a report counts. */
export interface Headcount {
  readonly users: number;
  readonly items: number;
  readonly bytes: number;
}

/** Users by how far letters have reached them; what is left out is 0. */
export type Reach = Readonly<Partial<Record<'REACHED' | 'SENT' | 'NOT_REACHABLE' | 'NOT_WRITTEN_TO', number>>>;

interface Day extends Headcount {
  readonly at: string;
  /** The users who were safe, with all that was safe of anybody. */
  readonly safe: Headcount;
}

/** How users stand, in the order in which it is shown. The photos of the first three are safe. */
export const standings = ['MOVED', 'DOWNLOADED', 'BOTH', 'PARTLY_SAFE', 'NOTHING_TAKEN'] as const;
export type Standing = (typeof standings)[number];

/** A group in the daily report, as docs/rooms/report.md has it. */
export interface GroupProgress extends Headcount {
  readonly group: string;
  readonly phase: 'RUNNING' | 'ANNOUNCED' | 'EXPORTS_OPEN' | 'CLOSED';
  readonly exportsOpen: string;
  readonly close: string;
  readonly daysToClose: number;
  readonly countedAt: string;
  readonly galleriesCountedAt: string;
  readonly standings: Readonly<Partial<Record<Standing, Headcount>>>;
  /** Items that no way can carry. */
  readonly lost: number;
  /** The users who are not safe, with what is not safe of all galleries. */
  readonly left: Headcount;
  /** Items that could not be moved, by reason. */
  readonly failed: Readonly<Record<string, number>>;
  readonly reach: Reach;
  /** Users whose transfers wait, by reason; not in reports that were written before it was counted. */
  readonly waiting?: Readonly<Record<string, number>>;
  readonly unread: number;
  /** By state, then by currency. */
  readonly refunds: Readonly<Record<string, Readonly<Record<string, { readonly refunds: number; readonly minorUnits: number }>>>>;
  readonly pace?: { readonly days: number; readonly usersPerDay: number; readonly bytesPerDay: number };
  readonly remainderAtClose?: { readonly users: number; readonly bytes: number };
  readonly history: readonly Day[];
}

export interface Progress {
  readonly report: string;
  readonly at: string;
  readonly groups: readonly GroupProgress[];
}

export function readProgress(text: string): Progress {
  return JSON.parse(text) as Progress;
}

/** Where a report is kept; the latest one where no day is named. */
export function reportKey(day: string): string {
  return day === '' ? 'progress/latest.json' : `progress/${day}/report.json`;
}

const NOBODY: Headcount = { users: 0, items: 0, bytes: 0 };

/** Those of one standing. */
export function standingOf({ standings: all }: GroupProgress, standing: Standing): Headcount {
  return all[standing] ?? NOBODY;
}

/** How many users letters have reached, in a sentence. */
export function reachOf({ REACHED: reached = 0, SENT: sent = 0, NOT_REACHABLE: unreachable = 0, NOT_WRITTEN_TO: unwritten = 0 }: Reach): Words {
  return text('reach.says', { reached, sent, unreachable, unwritten });
}

/** The share of the users whose photos are safe. */
export function safeShare(group: GroupProgress): number {
  return group.users === 0 ? 0 : 1 - group.left.users / group.users;
}

/** How many are left when it is over, as far as that can be said. */
export function leftAtClose(group: GroupProgress): number | undefined {
  return group.phase === 'CLOSED' ? group.left.users : group.remainderAtClose?.users;
}

/** A group in some sentences. */
export function headline(group: GroupProgress, at: string): readonly Words[] {
  return [timeOf(group, at), ...(group.users === 0 ? [text('report.nobody')] : standing(group))];
}

function timeOf({ phase, exportsOpen, daysToClose }: GroupProgress, at: string): Words {
  switch (phase) {
    case 'RUNNING':
    case 'ANNOUNCED':
      return text('report.opens', { days: Math.floor((Date.parse(exportsOpen) - Date.parse(at)) / DAY) });
    case 'EXPORTS_OPEN':
      return text('report.closes', { days: daysToClose });
    case 'CLOSED':
      return text('report.closed', { days: -daysToClose });
  }
}

function standing(group: GroupProgress): readonly Words[] {
  const share = { share: safeShare(group) };
  switch (group.phase) {
    case 'RUNNING':
    case 'ANNOUNCED':
      return [text('report.has', { users: group.users, bytes: bytes(group.bytes) })];
    case 'EXPORTS_OPEN':
      return [text('report.safe', { share }), outlook(group)];
    case 'CLOSED':
      return [text('report.were-safe', { share, users: group.left.users })];
  }
}

function outlook({ pace, remainderAtClose }: GroupProgress): Words {
  return pace === undefined || remainderAtClose === undefined
    ? text('report.no-outlook')
    : text('report.outlook', { days: pace.days, users: remainderAtClose.users });
}

/** What people have to do for the users of a group, as the report has counted it. */
export function waitsIn(progress: Progress | undefined, group: string): readonly Words[] {
  const counted = progress?.groups.find((of) => of.group === group);
  if (counted === undefined) return [];
  const sum = (state: string): number => Object.values(counted.refunds[state] ?? {}).reduce((all, { refunds }) => all + refunds, 0);
  const [manual, elsewhere] = [sum('MANUAL'), sum('ELSEWHERE')];
  return [
    ...(manual > 0 ? [text('waits.refunds', { count: manual })] : []),
    ...(elsewhere > 0 ? [text('waits.elsewhere', { count: elsewhere })] : []),
    ...(counted.unread > 0 ? [text('waits.unread', { count: counted.unread })] : []),
  ];
}

/** How many there are of a group for a reason. */
export interface Reason {
  readonly group: string;
  readonly reason: string;
  readonly count: number;
}

/** Why items could not be moved, the most first. */
export function failuresIn({ groups }: Progress): readonly Reason[] {
  return reasonsIn(groups, ({ failed }) => failed);
}

/** Why transfers wait, the most first. */
export function parkedIn({ groups }: Progress): readonly Reason[] {
  return reasonsIn(groups, ({ waiting = {} }) => waiting);
}

function reasonsIn(
  groups: readonly GroupProgress[],
  of: (group: GroupProgress) => Readonly<Record<string, number>>,
): readonly Reason[] {
  return groups
    .flatMap((group) => Object.entries(of(group)).map(([reason, count]) => ({ group: group.group, reason, count })))
    .toSorted((one, other) => other.count - one.count);
}

/** From 0 to 1 in both directions; 0 is at the top. */
export type Point = readonly [number, number];

/** Users who are left as a line, day by day to the close, and from today on at the pace of the last days. */
export interface BurnDown {
  readonly days: readonly Point[];
  readonly outlook: readonly Point[];
  /** Where the close is, from 0 to 1. */
  readonly close: number;
}

/** Nothing before two days have been counted. */
export function burnDown({ history, close, remainderAtClose }: GroupProgress): BurnDown | undefined {
  const days = history.map(({ at, users, safe }) => ({ at: Date.parse(at), left: users - safe.users, users }));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || first.at === last.at) return undefined;
  const end = Date.parse(close);
  const length = Math.max(end, last.at) - first.at;
  const most = Math.max(1, ...days.map(({ users }) => users));
  const point = (at: number, left: number): Point => [(at - first.at) / length, 1 - left / most];
  return {
    days: days.map(({ at, left }) => point(at, left)),
    outlook: remainderAtClose === undefined ? [] : [point(last.at, last.left), point(end, remainderAtClose.users)],
    close: (end - first.at) / length,
  };
}
