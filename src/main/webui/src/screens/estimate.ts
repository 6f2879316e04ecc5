import { seconds, text, type Text } from '../language/text';
import { secondsUntil, type Surroundings } from './panel';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 20, 30, 45].map((count) => count * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12, 18].map((count) => count * HOUR),
  ...[1, 2, 3, 5, 7, 10, 14, 21, 30].map((count) => count * DAY),
];

/** How long something still takes, in steps that become finer as it shrinks. */
export function timeLeft(end: string, here: Surroundings): Text {
  const left = secondsUntil(end, here);
  return text('progress.left', { time: seconds(STEPS.find((step) => left <= step) ?? left) });
}

/** An end that goes a quarter of the way to what is estimated now, so that what people read does not jump. */
export function steadied(before: string | undefined, now: string | undefined): string | undefined {
  if (before === undefined || now === undefined) return now;
  const [from, to] = [Date.parse(before), Date.parse(now)];
  return new Date(from + (to - from) / 4).toISOString();
}
