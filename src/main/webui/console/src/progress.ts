/** What a report counts. */
export interface Headcount {
  readonly users: number;
  readonly items: number;
  readonly bytes: number;
}

interface Day extends Headcount {
  readonly at: string;
  readonly taken: Headcount;
}

/** A group in the daily report, as docs/rooms/report.md has it. */
export interface GroupProgress extends Headcount {
  readonly group: string;
  readonly standings: Readonly<Record<string, Headcount>>;
  /** Items that could not be moved, by reason. */
  readonly failed: Readonly<Record<string, number>>;
  /** Users whose transfers wait, by reason; not in reports that were written before it was counted. */
  readonly waiting?: Readonly<Record<string, number>>;
  readonly pace?: { readonly days: number; readonly usersPerDay: number; readonly bytesPerDay: number };
  readonly remainderAtClose?: { readonly users: number; readonly bytes: number };
  readonly history: readonly Day[];
}

export interface Progress {
  readonly at: string;
  readonly groups: readonly GroupProgress[];
}

export function readProgress(text: string): Progress {
  return JSON.parse(text) as Progress;
}

/** What the users of a group have not taken out. */
export function leftOf(group: GroupProgress): Headcount {
  return group.standings['neither'] ?? { users: 0, items: 0, bytes: 0 };
}

/** The share of the users who have taken their photos out. */
export function takenShare(group: GroupProgress): number {
  return group.users === 0 ? 0 : 1 - leftOf(group).users / group.users;
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

/** Users that are left, day by day, as points of a line from 0 to 1 in both directions; 0 is at the top. */
export function burnDown({ history }: GroupProgress): readonly (readonly [number, number])[] {
  const days = history.map(({ at, users, taken }) => ({ at: Date.parse(at), left: users - taken.users, users }));
  const [first, last] = [days[0], days.at(-1)];
  const most = Math.max(1, ...days.map(({ users }) => users));
  if (first === undefined || last === undefined || first.at === last.at) return [];
  return days.map(({ at, left }) => [(at - first.at) / (last.at - first.at), 1 - left / most]);
}
