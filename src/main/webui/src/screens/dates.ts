import type { Notice } from '../api/answer';
import { date, endOf, moment, type Quantity, seconds, text, type Text, until } from '../language/text';
import { daysUntil, hasPassed, secondsUntil, type Surroundings } from './panel';

export interface Milestone {
  readonly when: Text;
  /** The time of a deadline, which its reader can look up. */
  readonly exact: Text | undefined;
  readonly what: Text;
  readonly past: boolean;
  readonly next: boolean;
}

const milestones = ['notice', 'exportsOpen', 'close', 'refundBy'] as const;

/** A date as it was promised: the whole day, or an instant. What ends at midnight ends with a day. */
export function promisedAs({ dates }: Notice, name: (typeof milestones)[number]): Quantity | undefined {
  const [at, local] = [dates?.[name], dates?.promised?.[name]];
  if (local !== undefined) return name === 'close' ? endOf(local) : date(local);
  if (at === undefined) return undefined;
  return name === 'close' ? until(at) : moment(at);
}

/** What happens when, in the order of time; the next one is marked. */
export function calendar(notice: Notice, here: Surroundings): Milestone[] {
  const dates = milestones
    .flatMap((name) => {
      const at = notice.dates?.[name];
      return at === undefined ? [] : [{ name, at }];
    })
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const next = dates.find(({ at }) => !hasPassed(at, here));
  return dates.map(({ name, at }) => ({
    when: text(name === 'close' ? 'dates.until' : 'moment', { moment: promisedAs(notice, name) ?? moment(at) }),
    exact: name === 'close' && notice.dates?.promised?.close !== undefined ? text('moment', { moment: moment(at) }) : undefined,
    what: text(`dates.${name}`),
    past: hasPassed(at, here),
    next: next?.name === name,
  }));
}

/** The promise of when nothing is deleted yet; none after the close. */
export function promise(notice: Notice, here: Surroundings): Text | undefined {
  if (notice.code === 'not-announced') return text('promise.not-announced');
  if (!notice.ends) return text('promise.never');
  const close = notice.dates?.close;
  return close === undefined || hasPassed(close, here)
    ? undefined
    : text('promise.before', { moment: promisedAs(notice, 'close') ?? until(close) });
}

export function daysLeft(notice: Notice, here: Surroundings): Text | undefined {
  const close = notice.dates?.close;
  if (!notice.ends || close === undefined || hasPassed(close, here)) return undefined;
  return text('promise.days', { days: daysUntil(close, here) });
}

/** How long exports are still open, on the last two days. */
export function hoursLeft(notice: Notice, here: Surroundings): Text | undefined {
  const close = notice.dates?.close;
  if (!notice.ends || close === undefined || hasPassed(close, here) || daysUntil(close, here) > 2) return undefined;
  return text('promise.hours', { time: seconds(secondsUntil(close, here)) });
}
