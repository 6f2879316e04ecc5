import type { Schemas } from './api';
import { type Codes, type Key, text, type Words } from './words';

export type User = Schemas['User'];

/** Whether it is an e-mail address, and not a user's id, which has no @. */
export function isEmail(typed: string): boolean {
  return typed.includes('@');
}

/** States in which a fee went back, or is on its way: to send for it again would change nothing. */
const BACK = ['SENT', 'PENDING', 'SUCCEEDED', 'RESOLVED'];

/** Whether to send for a user's fee once more can change something. */
export function canResend({ notice, ledger }: User): boolean {
  return notice?.group !== undefined && !BACK.includes(ledger?.state ?? '');
}

/** What is known of a user in one respect. */
export interface Fact {
  readonly what: Key;
  readonly state: string;
  /** What the user is told, or why; in the words of the API. */
  readonly says?: string | undefined;
  /** What else there is to know. */
  readonly more?: Words | undefined;
  /** The instant that matters next, or mattered last. */
  readonly at?: string | undefined;
}

/** Where a user stands, in the order in which it happens. */
export function factsOf(user: User, code: Codes): readonly Fact[] {
  const { notice, transfer, archive, membership, refund, ledger, hold, deletedAt } = user;
  return [
    ...(notice === undefined ? [] : [{ what: 'user.notice' as const, state: code(`phase.${(notice.phase ?? '').toLowerCase().replaceAll('_', '-')}`), says: notice.message, at: notice.dates?.close }]),
    ...(transfer === undefined ? [] : [transferOf(transfer, code)]),
    ...(archive === undefined
      ? []
      : [{ what: 'user.archive' as const, state: archive.state, says: archive.message, at: archive.endsAt }]),
    ...(membership === undefined
      ? []
      : [
          {
            what: 'user.membership' as const,
            state: membership.cancelledAt === undefined ? 'running' : 'cancelled',
            more: membership.subscription && text('user.subscription', { state: code(`subscription.${membership.subscription}`) }),
            at: membership.cancelledAt ?? membership.paidAt,
          },
        ]),
    ...(refund === undefined ? [] : [{ what: 'user.refund' as const, state: refund.state, says: refund.message, at: refund.date }]),
    ...(ledger === undefined ? [] : [{ what: 'user.ledger' as const, state: code(`refund.${ledger.state}`), says: ledger.reason && code(`refund-reason.${ledger.reason}`), at: ledger.since }]),
    ...(hold === undefined
      ? []
      : [{ what: 'user.hold' as const, state: hold.held ? 'held' : 'ended', says: hold.reason, at: hold.until }]),
    ...(deletedAt === undefined ? [] : [{ what: 'user.deleted' as const, state: 'deleted', at: deletedAt }]),
  ];
}

function transferOf({ state, reason, message, goesOnAt, items, startedAt, endedAt }: NonNullable<User['transfer']>, code: Codes): Fact {
  const done = items.done.items + items.duplicate.items;
  return {
    what: 'user.transfer',
    state: reason === undefined ? state : `${state} (${code(`parked.${reason}`)})`,
    says: message,
    more: text('user.items', { done, all: items.total.items, failed: items.failed.items }),
    at: goesOnAt ?? endedAt ?? startedAt,
  };
}
