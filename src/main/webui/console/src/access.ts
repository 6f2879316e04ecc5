import type { Call } from './api';
import type { Config } from './config';

export const roles = [
  'viewer',
  'support',
  'refunds',
  'legal',
  'timeline',
  'purge-planner',
  'purge-approver',
  'emergency',
] as const;
export type Role = (typeof roles)[number];

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** The roles of the calls that not every operator may make, as in docs/operators.md. The API decides; this explains. */
const narrow: Partial<Record<Call, readonly Role[]>> = {
  'look-up-user': ['support', 'refunds', 'legal'],
  'resend-refund': ['support', 'refunds'],
  'resolve-refund': ['refunds'],
  'publish-timeline': ['timeline'],
  'redrive-queue': ['support', 'purge-planner', 'emergency'],
  'hold-account': ['legal'],
  'release-hold': ['legal'],
  'report-progress': ['support', 'purge-planner'],
  'plan-purge': ['purge-planner'],
  'approve-purge': ['purge-approver'],
  'abort-purge': ['legal', 'purge-planner', 'purge-approver', 'emergency'],
  'certify-purge': ['purge-planner', 'purge-approver'],
  'allow-purges': ['emergency'],
};

/** The same of calls that have one of these fields. */
const narrowWith = {
  purgeConcurrency: ['purge-planner', 'emergency'],
  recovery: ['support', 'legal'],
  pause: ['purge-planner', 'emergency'],
  retry: ['purge-planner', 'emergency'],
} as const satisfies Record<string, readonly Role[]>;
export type Field = keyof typeof narrowWith;

/** All calls, in the order of their names. */
export const calls = [
  'abort-purge',
  'allow-purges',
  'approve-purge',
  'certify-purge',
  'change-limits',
  'check-readiness',
  'get-document',
  'get-purge',
  'hold-account',
  'list-cancellations',
  'list-holds',
  'list-operator-calls',
  'list-queues',
  'list-refunds',
  'list-timelines',
  'look-up-user',
  'plan-purge',
  'publish-timeline',
  'reconcile-refunds',
  'redrive-queue',
  'release-hold',
  'report-progress',
  'resend-refund',
  'resolve-refund',
  'steer-job',
  'stop-purges',
] as const satisfies readonly Call[];

/** Who is signed in, as their access token says. */
export interface Operator {
  readonly subject: string;
  readonly name: string;
  readonly roles: ReadonlySet<Role>;
}

/** The roles of which a call needs one; with some fields it needs others. */
export function rolesFor(call: Call, field?: Field): readonly Role[] {
  return field === undefined ? (narrow[call] ?? roles) : narrowWith[field];
}

export function may(operator: Operator, call: Call, field?: Field): boolean {
  return rolesFor(call, field).some((role) => operator.roles.has(role));
}

/** Reads the claims of a token without a look at its signature: the API has that look. */
export function operatorOf(token: string, config: Config): Operator {
  const claims = claimsOf(token);
  const told = claims[config.rolesClaim];
  const names = Array.isArray(told) ? told.map(String) : typeof told === 'string' ? [told] : [];
  const subject = typeof claims['sub'] === 'string' ? claims['sub'] : '';
  const name = claims[config.nameClaim];
  return {
    subject,
    name: typeof name === 'string' && name !== '' ? name : subject,
    roles: new Set(names.flatMap((named) => config.roles.get(named) ?? [])),
  };
}

function claimsOf(token: string): Record<string, unknown> {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
