import { bytes, seconds, type Value } from '../../src/language/text';
import { may, type Operator } from './access';
import type { Call, Schemas } from './api';
import { reachOf } from './progress';
import { isolated, type Key, text, type Words } from './words';

export type PurgeStatus = Schemas['PurgeStatus'];
export type Purge = Schemas['Purge'];
export type MadePlan = Schemas['Plan'] & { readonly planned: Schemas['Planned'] };

/** The plan that a purge carries out; not there while another plan is being made. */
export function planOf({ plan, purge }: PurgeStatus): MadePlan | undefined {
  return plan?.planned !== undefined && plan.planId === purge?.planId ? { ...plan, planned: plan.planned } : undefined;
}

/** The steps by which a group ends. */
export const steps = ['closed', 'drained', 'planned', 'approved', 'paused', 'canary', 'deleted', 'verified', 'certified'] as const;
export type StepName = (typeof steps)[number];
export type Standing = 'done' | 'now' | 'ahead' | 'trouble';

export interface Step {
  readonly name: StepName;
  readonly standing: Standing;
  readonly says: Words;
  /** An instant that the step names, shown in UTC and in local time. */
  readonly at?: string | undefined;
  /** How much of it is done, from 0 to 1. */
  readonly share?: number | undefined;
}

/** What an operator can do next. */
export type Deed = Extract<Call, 'plan-purge' | 'approve-purge' | 'abort-purge' | 'certify-purge'>;

/** The first step that is not done. */
function reached({ closesAt, drainedAt, plan, purge }: PurgeStatus, now: number): StepName | 'over' {
  if (closesAt === undefined || Date.parse(closesAt) > now) return 'closed';
  if (plan?.state === 'PLANNING') return 'planned';
  if (purge === undefined) return drainedAt === undefined ? 'drained' : 'planned';
  switch (purge.state) {
    case 'PLANNED':
      return 'approved';
    case 'PAUSING':
      return 'paused';
    case 'CANARY':
      return 'canary';
    case 'WAVES':
      return 'deleted';
    case 'PURGED':
    case 'DIFFERS':
      return 'verified';
    case 'CERTIFIED':
      return 'over';
    case 'ABORTED':
    case 'VOIDED':
      return drainedAt === undefined ? 'drained' : 'planned';
  }
}

/** A group's end as a path of steps. */
export function pathOf(status: PurgeStatus, now: number): readonly Step[] {
  const here = reached(status, now);
  const place = here === 'over' ? steps.length : steps.indexOf(here);
  return steps.map((name, index) => {
    if (index < place) return { name, standing: 'done', ...doneBy(name, status) };
    if (index > place) return { name, standing: 'ahead', says: text(`step.ahead.${name}`) };
    return { name, ...underWay(name, status, now) };
  });
}

type Told = Pick<Step, 'says' | 'at' | 'share'>;

function doneBy(name: StepName, status: PurgeStatus): Told {
  const { closesAt, drainedAt, purge } = status;
  const plan = planOf(status);
  const says = (values?: Readonly<Record<string, Value>>): Words => text(`step.done.${name}`, values);
  switch (name) {
    case 'closed':
      return { says: says(), at: closesAt };
    case 'drained':
      return { says: says(), at: drainedAt };
    case 'planned':
      return { says: says({ by: plan?.by ?? '' }), at: plan?.begunAt };
    case 'approved':
      return { says: says({ by: (purge?.approvals ?? []).map(({ by }) => by).join(', ') }), at: purge?.approvals.at(-1)?.at };
    case 'certified':
      return { says: says(), at: purge?.at };
    case 'paused':
    case 'canary':
    case 'deleted':
    case 'verified':
      return { says: says() };
  }
}

function underWay(name: StepName, status: PurgeStatus, time: number): Told & Pick<Step, 'standing'> {
  const { purge } = status;
  const now = (key: Key, values?: Readonly<Record<string, Value>>): Told & { standing: 'now' } => ({
    standing: 'now',
    says: text(key, values),
  });
  switch (name) {
    case 'closed':
      return { ...now('step.now.closed'), at: status.closesAt };
    case 'drained':
      return now('step.now.drained', { running: status.running ?? 0 });
    case 'planned':
      return planning(status) ?? ended(purge) ?? now('step.now.planned');
    case 'approved':
      return outdated(status)
        ? { standing: 'trouble', says: text('step.outdated') }
        : now('step.now.approved', { count: purge?.approvals.length ?? 0 });
    case 'paused':
      return paused(status.beginsAt ?? purge?.pausesUntil, time);
    case 'canary':
    case 'deleted': {
      const accounts = purge?.accounts;
      const users = planOf(status)?.planned.users ?? 0;
      return {
        standing: (accounts?.setAside ?? 0) > 0 ? 'trouble' : 'now',
        says: text(`step.now.${name}`, { finished: accounts?.finished ?? 0, setAside: accounts?.setAside ?? 0 }),
        share: name === 'deleted' && users > 0 ? Math.min(1, (accounts?.finished ?? 0) / users) : undefined,
      };
    }
    case 'verified':
      return verifying(status);
    case 'certified':
      return now('step.ahead.certified');
  }
}

/** What the parts of a verification found is told when somebody certifies, not before. */
function verifying({ purge, verification }: PurgeStatus): Told & Pick<Step, 'standing'> {
  if (verification === undefined) {
    return purge?.state === 'DIFFERS'
      ? { standing: 'trouble', says: text('step.differs'), at: purge.at }
      : { standing: 'now', says: text('step.now.verified'), at: purge?.at };
  }
  const { chunks: all, chunksDone: done, setAside } = verification;
  return allVerified(verification)
    ? { standing: 'now', says: text('step.now.all-verified') }
    : { standing: setAside > 0 ? 'trouble' : 'now', says: text('step.now.verifying', { done, all, setAside }), share: done / all };
}

/** Whether a verification has come to its end, so that the next call of certify-purge tells what it found. */
export function allVerified(verification: PurgeStatus['verification']): boolean {
  return verification !== undefined && verification.chunksDone === verification.chunks;
}

function paused(begins: string | undefined, time: number): Told & { standing: 'now' } {
  const left = begins === undefined ? 0 : (Date.parse(begins) - time) / 1000;
  return left > 0
    ? { standing: 'now', says: text('step.now.paused', { left: seconds(left) }), at: begins }
    : { standing: 'now', says: text('step.now.pause-over') };
}

function ended(purge: Purge | undefined): (Told & { standing: 'trouble' }) | undefined {
  switch (purge?.state) {
    case 'ABORTED':
      return {
        standing: 'trouble',
        says: text('step.aborted', { by: isolated(purge.ended?.by ?? ''), reason: isolated(purge.ended?.reason ?? '') }),
        at: purge.at,
      };
    case 'VOIDED':
      return { standing: 'trouble', says: text('step.voided'), at: purge.at };
    default:
      return undefined;
  }
}

/** A plan that is being made takes the place of whatever was planned before. */
function planning({ plan }: PurgeStatus): (Told & { standing: 'now' }) | undefined {
  if (plan?.state !== 'PLANNING') return undefined;
  const { by, chunksDone: done, chunks: all, begunAt } = plan;
  return { standing: 'now', says: text('step.now.planning', { by, done, all }), at: begunAt, share: done / all };
}

/** The plan that the one in force replaced. */
export function planBefore(status: PurgeStatus): string | undefined {
  return planOf(status)?.insteadOf;
}

/** Whether the plan no longer fits: a date, a region, or a hold has changed since. */
function outdated({ purge, upheld }: PurgeStatus): boolean {
  return purge?.state === 'PLANNED' && upheld === false;
}

/** What the state of the purge lets somebody do, whoever it is. */
export function deedsIn(status: PurgeStatus, now: number): readonly Deed[] {
  switch (reached(status, now)) {
    case 'closed':
    case 'drained':
    case 'over':
      return [];
    case 'planned':
      return status.plan?.state === 'PLANNING' ? [] : ['plan-purge'];
    case 'approved':
      return outdated(status) ? ['plan-purge', 'abort-purge'] : ['approve-purge', 'plan-purge', 'abort-purge'];
    case 'paused':
    case 'canary':
    case 'deleted':
      return ['abort-purge'];
    case 'verified':
    case 'certified':
      return status.purge?.state === 'DIFFERS' ? ['certify-purge', 'plan-purge'] : ['certify-purge'];
  }
}

/**
 * Whether what stands is no longer what somebody was asked about: it cannot be done any more, or another plan would be
 * approved than the one that they read.
 */
export function overtaken(deed: Deed, asked: PurgeStatus, live: PurgeStatus, now: number): boolean {
  const another = asked.purge?.manifestHash !== live.purge?.manifestHash;
  return !deedsIn(live, now).includes(deed) || (deed === 'approve-purge' && another);
}

/** Why this operator cannot do it, if they cannot. The API decides; this says so before. */
export function hindrance(deed: Deed, status: PurgeStatus, operator: Operator): Words | undefined {
  const { purge } = status;
  const planner = planOf(status)?.bySubject;
  if (!may(operator, deed)) return text('role.missing');
  if (deed !== 'approve-purge' || purge === undefined) return undefined;
  if (planner === undefined) return text('approve.planner-unknown');
  if (planner === operator.subject) return text('approve.by-the-planner');
  return purge.approvals.some(({ bySubject }) => bySubject === operator.subject) ? text('approve.again') : undefined;
}

/** What the plan of a purge lists, and how many have left since, as far as they are counted. */
export function planFigures(
  { planned }: MadePlan,
  leavers: PurgeStatus['leavers'],
): readonly { readonly label: Key; readonly value: Words }[] {
  return [
    { label: 'plan.users', value: text('plan.figure', { value: planned.users }) },
    { label: 'plan.objects', value: text('plan.figure', { value: planned.objects }) },
    { label: 'plan.bytes', value: text('plan.size', { value: bytes(planned.bytes) }) },
    { label: 'plan.safe', value: usersOf(planned, 'MOVED', 'DOWNLOADED', 'BOTH') },
    { label: 'report.PARTLY_SAFE', value: usersOf(planned, 'PARTLY_SAFE') },
    { label: 'report.NOTHING_TAKEN', value: usersOf(planned, 'NOTHING_TAKEN') },
    { label: 'progress.lost', value: text('progress.items', { items: planned.safety.lost }) },
    { label: 'reach.title', value: reachOf(planned.reach) },
    { label: 'plan.leavers', value: leaversOf(leavers) },
  ];
}

function usersOf({ safety }: MadePlan['planned'], ...standings: readonly string[]): Words {
  return text('progress.users-of', { users: standings.reduce((sum, standing) => sum + (safety.standings[standing]?.users ?? 0), 0) });
}

/** How many users of a plan are not of its group any more. */
export function leaversOf(leavers: PurgeStatus['leavers']): Words {
  if (leavers === undefined) return text('plan.leavers-unknown');
  const { accounts, chunksDone: done, chunks: all } = leavers;
  return done < all ? text('plan.leavers-counting', { accounts, done, all }) : text('plan.figure', { value: accounts });
}

/** What a group waits for people to do. */
export function waitsFor(status: PurgeStatus, now: number): Words | undefined {
  const at = reached(status, now);
  const step = pathOf(status, now).find(({ name }) => name === at);
  if (step?.standing === 'trouble') return step.says;
  switch (at) {
    case 'planned':
      return planning(status) === undefined ? text('waits.plan') : undefined;
    case 'approved':
      return text('waits.approvals', { count: 2 - (status.purge?.approvals.length ?? 0) });
    case 'verified':
      return status.verification === undefined || allVerified(status.verification) ? text('waits.certificate') : undefined;
    default:
      return undefined;
  }
}
