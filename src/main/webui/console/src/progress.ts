import { bytes } from '../../src/language/text';
import { daysTo } from './timeline';
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
      return text('report.opens', { days: daysTo(exportsOpen, Date.parse(at)) });
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

/** What somebody has to do, and the page on which they do it. */
export interface Wait {
  readonly says: Words;
  readonly at: string;
}

/** What people have to do for the users of a group, as the report has counted it. */
export function waitsIn(progress: Progress | undefined, group: string): readonly Wait[] {
  const counted = progress?.groups.find((of) => of.group === group);
  if (counted === undefined) return [];
  const sum = (state: string): number => Object.values(counted.refunds[state] ?? {}).reduce((all, { refunds }) => all + refunds, 0);
  const [manual, elsewhere] = [sum('MANUAL'), sum('ELSEWHERE')];
  const refunds = (state: string): string => `/refunds?state=${state}&group=${group}`;
  return [
    ...(manual > 0 ? [{ says: text('waits.refunds', { count: manual }), at: refunds('MANUAL') }] : []),
    ...(elsewhere > 0 ? [{ says: text('waits.elsewhere', { count: elsewhere }), at: refunds('ELSEWHERE') }] : []),
    ...(counted.unread > 0 ? [{ says: text('waits.unread', { count: counted.unread }), at: `/jobs?group=${group}` }] : []),
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

/** An instant in milliseconds since 1970, with a figure. */
export type Point = readonly [number, number];

/** Users who are left, day by day to the close, and from today on at the pace of the last days. */
export interface BurnDown {
  readonly days: readonly Point[];
  readonly outlook: readonly Point[];
  /** With the fewest and the most who will be left, if each day is as one of the better, or of the worse, quarter. */
  readonly spread: readonly (readonly [number, number, number])[];
  readonly close: number;
}

/** So many days the spread of a forecast rests on, as its pace does. */
const SPREAD_DAYS = 14;

/** Nothing before two days have been counted. */
export function burnDown({ history, close, remainderAtClose }: GroupProgress): BurnDown | undefined {
  const days = history.map(({ at, users, safe }): Point => [Date.parse(at), users - safe.users]);
  const last = days.at(-1);
  if (last === undefined || days.length < 2) return undefined;
  const end = Date.parse(close);
  const [at, left] = last;
  if (remainderAtClose === undefined || end <= at) return { days, outlook: [], spread: [], close: end };
  const [slow, fast] = quarters(days.slice(-SPREAD_DAYS - 1));
  const after = (pace: number): number => Math.max(0, left - (pace * (end - at)) / DAY);
  const { users } = remainderAtClose;
  return {
    days,
    outlook: [last, [end, users]],
    spread: [
      [at, left, left],
      [end, Math.min(users, after(fast)), Math.max(users, after(slow))],
    ],
    close: end,
  };
}

/** What a quarter of the days does not reach, and what a quarter of them goes beyond, in users a day. */
function quarters(days: readonly Point[]): readonly [number, number] {
  const paces = days
    .slice(1)
    .map(([at, left], index) => ((days[index]![1] - left) / (at - days[index]![0])) * DAY)
    .toSorted((one, other) => one - other);
  return [paces[Math.floor((paces.length - 1) / 4)]!, paces[Math.ceil(((paces.length - 1) * 3) / 4)]!];
}

/** Whether all will be safe at the close; open where that cannot be said yet. */
export type Verdict = 'good' | 'attention' | 'open';

export function verdictOf(group: GroupProgress): Verdict {
  const left = leftAtClose(group);
  if (group.users === 0 || left === undefined) return 'open';
  return left === 0 ? 'good' : 'attention';
}

/** Refunds of a group by how far they are. */
export interface RefundsSoFar {
  readonly back: number;
  readonly underWay: number;
  readonly toCome: number;
  readonly withPeople: number;
}

export function refundsSoFar({ refunds }: GroupProgress): RefundsSoFar {
  const sum = (...states: readonly string[]): number =>
    states.flatMap((state) => Object.values(refunds[state] ?? {})).reduce((all, { refunds: count }) => all + count, 0);
  return {
    back: sum('SUCCEEDED', 'RESOLVED'),
    underWay: sum('SENT', 'PENDING'),
    toCome: sum('INTENT'),
    withPeople: sum('MANUAL', 'ELSEWHERE'),
  };
}
