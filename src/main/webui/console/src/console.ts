import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '../../src/session/session';
import type { Operator } from './access';
import type { Answer, Api, Body, Call, Outcome, Refusal } from './api';
import type { Look } from './look';
import type { PurgeStatus } from './purge';
import { type Group, inForce, type Timeline } from './timeline';
import type { Words } from './words';

/** A group of the timeline, with how its end stands. */
export interface GroupStanding {
  readonly group: Group;
  /** How its end stood when it was seen last; nothing of a group that has no end to show. */
  readonly status: PurgeStatus | undefined;
  /** Whether its end could not be read. */
  readonly unread: boolean;
}

/** How everything stands that ends. */
export interface Position {
  /** Nothing where nobody ever set it. */
  readonly killSwitch: PurgeStatus['killSwitch'];
  /** The clock that decides, less this machine's, in milliseconds. */
  readonly ahead: number;
  /** Of each group that has an end. */
  readonly purges: readonly PurgeStatus[];
  /** The groups whose end could not be read. */
  readonly unread: readonly string[];
}

/** What every page of the console shows or needs. */
export interface Groups {
  readonly timeline: Timeline;
  readonly standings: readonly GroupStanding[];
}

export interface Console {
  readonly api: Api;
  readonly session: Session;
  readonly operator: Operator;
  readonly position: Look<Position>;
  readonly groups: Look<Groups>;
  /** By the clock that decides, in milliseconds since 1970. */
  readonly now: () => number;
  readonly act: Act;
  /** An e-mail address whose user the page User is to find. It goes into no address of a page, and so into no history. */
  readonly sought: string | undefined;
  readonly seek: (email: string | undefined) => void;
}

/**
 * Makes a call that changes something. Then everything that is shown is looked at again, whatever became of the call,
 * and the page says what was done.
 */
export type Act = <C extends Call>(
  call: C,
  body: Body<C>,
  done: (answer: Answer<C>) => Words,
) => Promise<Refusal | undefined>;

/** @param say tells people what was done */
export function actWith(api: Pick<Api, 'call'>, again: () => Promise<void>, say: (done: Words) => void): Act {
  return async (call, body, done) => {
    const outcome = await api.call(call, body);
    void again();
    if (outcome.kind !== 'ok') return outcome;
    say(done(outcome.value));
    return undefined;
  };
}

export const ConsoleContext = createContext<Console | null>(null);

export function useConsole(): Console {
  const console = useContext(ConsoleContext);
  if (!console) throw new Error('no console');
  return console;
}

/** Looks at the kill switch, the clock, and the end of each group, with one call. */
export async function lookAtPosition(api: Pick<Api, 'call'>): Promise<Outcome<Position>> {
  const all = await api.call('get-purge', {});
  if (all.kind !== 'ok') return all;
  const { killSwitch, at, purges = [], unread = [] } = all.value;
  return { kind: 'ok', value: { killSwitch, ahead: Date.parse(at) - Date.now(), purges, unread } };
}

/** Looks at the timeline in force. */
export async function lookAtTimeline(api: Pick<Api, 'call'>): Promise<Outcome<Timeline>> {
  const versions = await api.call('list-timelines', { inForce: true });
  return versions.kind === 'ok' ? { kind: 'ok', value: inForce(versions.value) } : versions;
}

/** The groups of a timeline with their ends. What was seen of one stays when a look at the other is refused. */
export function groupsOf(timeline: Look<Timeline>, position: Look<Position>): Look<Groups> {
  const both = timeline.value !== undefined && position.value !== undefined;
  return {
    value: both ? { timeline: timeline.value, standings: standingsOf(timeline.value, position.value) } : undefined,
    at: Math.min(timeline.at, position.at),
    refusal: timeline.refusal ?? position.refusal,
    again: async () => void (await Promise.all([timeline.again(), position.again()])),
  };
}

function standingsOf({ groups }: Timeline, { purges, unread }: Position): readonly GroupStanding[] {
  return groups.map((group) => ({
    group,
    status: purges.find((of) => of.group === group.id),
    unread: unread.includes(group.id),
  }));
}
