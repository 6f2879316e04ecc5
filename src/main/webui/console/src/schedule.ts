import type { GroupStanding } from './console';
import { pathOf, type StepName } from './purge';
import type { Schemas } from './api';

/** What a stretch of time is for a group, in the order in which they come. */
export const stretches = ['announced', 'exports-open', 'closed', 'deletion'] as const;
export type Stretch = (typeof stretches)[number];

/** In milliseconds since 1970. */
export interface Span {
  readonly stretch: Stretch;
  readonly from: number;
  readonly to: number;
}

/** A job that goes through a group, with when it began. */
export interface Begun {
  readonly job: string;
  readonly at: number;
}

/** A group on the axis of all groups. */
export interface Row {
  readonly group: string;
  readonly spans: readonly Span[];
  /** Where its deletion is, once somebody has planned it. */
  readonly step: StepName | undefined;
  readonly jobs: readonly Begun[];
}

/** All groups on one axis, which has today on it. */
export interface Schedule {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly Row[];
}

/** @param jobs of each group that was looked at */
export function scheduleOf(
  standings: readonly GroupStanding[],
  jobs: Readonly<Record<string, readonly Schemas['Job'][]>>,
  now: number,
): Schedule {
  const rows = standings.map((standing) => rowOf(standing, jobs[standing.group.id] ?? [], now));
  const ends = rows.flatMap(({ spans }) => spans.flatMap(({ from, to }) => [from, to]));
  return { from: Math.min(now, ...ends), to: Math.max(now, ...ends), rows };
}

function rowOf({ group, status }: GroupStanding, jobs: readonly Schemas['Job'][], now: number): Row {
  const [notice, opens, close, refundBy] = [group.instants.notice, group.instants.exportsOpen, group.instants.close, group.instants.refundBy].map((at) => Date.parse(at)) as [number, number, number, number];
  const deletion = deletionOf(status, now);
  const spans: readonly Span[] = [
    { stretch: 'announced', from: notice, to: opens },
    { stretch: 'exports-open', from: opens, to: close },
    { stretch: 'closed', from: close, to: refundBy },
    ...(deletion === undefined ? [] : [deletion]),
  ];
  return {
    group: group.id,
    spans: spans.filter(({ from, to }) => to > from),
    step: deletion === undefined || status === undefined ? undefined : stepOf(status, now),
    jobs: jobs.map(({ job, begunAt }) => ({ job, at: Date.parse(begunAt) })).filter(({ at }) => at >= notice),
  };
}

/** From its plan to its certificate, or until now; to its beginning where that is still to come. */
function deletionOf(status: GroupStanding['status'], now: number): Span | undefined {
  if (status?.plan === undefined) return undefined;
  const over = status.purge?.state === 'CERTIFIED' ? Date.parse(status.purge.at ?? '') : Number.NaN;
  const begins = Date.parse(status.beginsAt ?? '');
  const to = Number.isNaN(over) ? Math.max(now, Number.isNaN(begins) ? now : begins) : over;
  return { stretch: 'deletion', from: Date.parse(status.plan.begunAt), to };
}

function stepOf(status: NonNullable<GroupStanding['status']>, now: number): StepName {
  const steps = pathOf(status, now);
  return steps.find(({ standing }) => standing === 'now' || standing === 'trouble')?.name ?? 'certified';
}

/** How fast a group is deleted, and when that ends at this pace; nothing before the first accounts are deleted. */
export function deletionPace(
  { plan, purge, beginsAt }: NonNullable<GroupStanding['status']>,
  now: number,
): { readonly finished: number; readonly all: number; readonly anHour: number; readonly endsAt: number } | undefined {
  const begun = Date.parse(beginsAt ?? purge?.pausesUntil ?? '');
  const finished = purge?.accounts?.finished ?? 0;
  const all = plan?.planned?.users ?? 0;
  if (Number.isNaN(begun) || begun >= now || finished === 0 || all === 0) return undefined;
  const anHour = (finished / (now - begun)) * 3_600_000;
  return { finished, all, anHour, endsAt: now + (Math.max(0, all - finished) / anHour) * 3_600_000 };
}
