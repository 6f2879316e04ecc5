import type { Schemas } from './api';
import type { GroupProgress, Progress } from './progress';

const DAY = 86_400_000;
/** The pace is that of so many days, as in the report. */
const PACE_DAYS = 14;

/** Requests to Google, as check-readiness forecasts them from what galleries hold. */
export interface Requests {
  readonly itemsLeft: number;
  /** A day, as Google grants them. */
  readonly granted: number;
  readonly most: number;
  readonly mostInLastWeek: number;
  /** When more must be granted, if it must. */
  readonly runsOutAt: string | undefined;
}

/** What is to go back, and what Stripe has for it, in minor units. */
export interface Balance {
  readonly currency: string;
  readonly toCome: number;
  readonly available: number;
}

export interface Forecast {
  /** When the checks were made on which it rests. */
  readonly at: string;
  readonly requests: Requests | undefined;
  readonly uploads: Requests | undefined;
  readonly balances: readonly Balance[];
}

/** Nothing of a run that an older version made: it has no figures. */
export function readForecast(document: string): Forecast {
  const { at, checks } = JSON.parse(document) as Schemas['Readiness'];
  const figuresOf = (name: string): Readonly<Record<string, Readonly<Record<string, number>>>> =>
    checks.find((check) => check.name === name)?.figures ?? {};
  const { requestsADay, uploadsADay } = figuresOf('google-quota');
  return {
    at,
    requests: requestsADay && requestsOf(requestsADay, Date.parse(at)),
    uploads: uploadsADay && requestsOf(uploadsADay, Date.parse(at)),
    balances: Object.entries(figuresOf('stripe-balance')).map(([currency, { toCome = 0, available = 0 }]) => ({
      currency,
      toCome,
      available,
    })),
  };
}

function requestsOf({ itemsLeft = 0, granted = 0, most = 0, mostInLastWeek = 0, runsOutInDays }: Readonly<Record<string, number>>, at: number): Requests {
  const runsOutAt = runsOutInDays === undefined ? undefined : new Date(at + runsOutInDays * DAY).toISOString();
  return { itemsLeft, granted, most, mostInLastWeek, runsOutAt };
}

/** Photos that become safe a day in all groups, over the last days that were counted. */
export function photosADay({ groups }: Progress): number {
  return Math.round(groups.reduce((sum, group) => sum + paceOf(group), 0));
}

function paceOf({ history, phase, exportsOpen }: GroupProgress): number {
  const last = history.at(-1);
  if (last === undefined || phase !== 'EXPORTS_OPEN') return 0;
  const since = Math.max(Date.parse(exportsOpen), Date.parse(last.at) - PACE_DAYS * DAY);
  const first = history.find(({ at }) => Date.parse(at) >= since) ?? last;
  const days = (Date.parse(last.at) - Date.parse(first.at)) / DAY;
  return days === 0 ? 0 : Math.max(0, last.safe.items - first.safe.items) / days;
}

/** How many refunds Sundown asks Stripe for in a second, about: docs/runbook/refunds.md. */
export const REFUNDS_A_SECOND = 33;

/** Refunds that are still to be asked for, as the report counted them. */
export function refundsLeft({ groups }: Progress): number {
  return groups
    .flatMap(({ refunds }) => [refunds['INTENT'], refunds['SENT']])
    .flatMap((currencies) => Object.values(currencies ?? {}))
    .reduce((sum, { refunds }) => sum + refunds, 0);
}
