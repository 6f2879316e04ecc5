import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '../../src/session/session';
import type { Operator } from './access';
import type { Api, Outcome } from './api';
import type { Look } from './look';
import type { PurgeStatus } from './purge';
import { type Group, inForce, type Timeline } from './timeline';

/** A group of the timeline, with how its end stands. */
export interface GroupStanding {
  readonly group: Group;
  /** Nothing where its end is refused, for example of a group that is exempt. */
  readonly status: PurgeStatus | undefined;
}

/** What every page of the console shows or needs. */
export interface Groups {
  readonly timeline: Timeline;
  readonly standings: readonly GroupStanding[];
  readonly killSwitch: PurgeStatus['killSwitch'];
  /** The clock that decides, less this machine's, in milliseconds. */
  readonly ahead: number;
}

export interface Console {
  readonly api: Api;
  readonly session: Session;
  readonly operator: Operator;
  readonly groups: Look<Groups>;
  /** By the clock that decides, in milliseconds since 1970. */
  readonly now: () => number;
}

export const ConsoleContext = createContext<Console | null>(null);

export function useConsole(): Console {
  const console = useContext(ConsoleContext);
  if (!console) throw new Error('no console');
  return console;
}

/** Looks at the timeline in force, and at the end of each of its groups. */
export async function lookAtGroups(api: Api): Promise<Outcome<Groups>> {
  const versions = await api.call('list-timelines', { inForce: true });
  if (versions.kind !== 'ok') return versions;
  const timeline = inForce(versions.value);
  const ends = await Promise.all(timeline.groups.map(({ id }) => api.call('get-purge', { group: id })));
  const failed = ends.find((end) => end.kind !== 'ok' && end.kind !== 'problem');
  if (failed !== undefined) return failed;
  const statuses = ends.map((end) => (end.kind === 'ok' ? end.value : undefined));
  return {
    kind: 'ok',
    value: {
      timeline,
      standings: timeline.groups.map((group, index) => ({ group, status: statuses[index] })),
      ahead: aheadOf(statuses),
      killSwitch: statuses.find((status) => status?.killSwitch !== undefined)?.killSwitch,
    },
  };
}

function aheadOf(statuses: readonly (PurgeStatus | undefined)[]): number {
  const at = Date.parse(statuses.find((status) => status !== undefined)?.at ?? '');
  return Number.isNaN(at) ? 0 : at - Date.now();
}
