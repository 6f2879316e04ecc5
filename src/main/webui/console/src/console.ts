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
  /** Why the latest look at its end brought nothing. */
  readonly refusal?: Refusal;
}

/** What is the same for all groups. */
export interface Position {
  /** Nothing where nobody ever set it. */
  readonly killSwitch: PurgeStatus['killSwitch'];
  /** The clock that decides, less this machine's, in milliseconds. */
  readonly ahead: number;
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

/** Looks at the kill switch and the clock, whatever becomes of the groups. */
export async function lookAtPosition(api: Pick<Api, 'call'>): Promise<Outcome<Position>> {
  const all = await api.call('get-purge', {});
  if (all.kind !== 'ok') return all;
  const { killSwitch, at } = all.value;
  return { kind: 'ok', value: { killSwitch, ahead: Date.parse(at) - Date.now() } };
}

/** The problems that mean that a group has no end to show. Every other one is a failure. */
const NO_END = ['exempt-group', 'unknown-group'];

/**
 * Looks at the timeline in force, and at the end of each of its groups. A look at one group that fails leaves what was
 * seen of it before.
 */
export async function lookAtGroups(api: Pick<Api, 'call'>, before: Groups | undefined): Promise<Outcome<Groups>> {
  const versions = await api.call('list-timelines', { inForce: true });
  if (versions.kind !== 'ok') return versions;
  const timeline = inForce(versions.value);
  const standings = await Promise.all(
    timeline.groups.map(async (group) =>
      standingOf(
        group,
        await api.call('get-purge', { group: group.id }),
        before?.standings.find((standing) => standing.group.id === group.id),
      ),
    ),
  );
  const refused = standings.flatMap(({ refusal }) => refusal ?? []);
  const [first] = refused;
  return first !== undefined && refused.length === standings.length ? first : { kind: 'ok', value: { timeline, standings } };
}

function standingOf(group: Group, end: Outcome<PurgeStatus>, before: GroupStanding | undefined): GroupStanding {
  if (end.kind === 'ok') return { group, status: end.value };
  if (end.kind === 'problem' && NO_END.includes(end.code)) return { group, status: undefined };
  return { group, status: before?.status, refusal: end };
}
