import { expect, test } from 'vitest';
import { steadied, timeLeft } from './estimate';

const here = { now: Date.parse('2023-02-10T12:00:00Z') };
const inMinutes = (minutes: number) => new Date(here.now + minutes * 60_000).toISOString();
const minutesSaid = (minutes: number) => {
  const time = timeLeft(inMinutes(minutes), here).values!['time'] as { seconds: number };
  return time.seconds / 60;
};

test.each([
  [0, 1],
  [1.5, 2],
  [13, 15],
  [16, 20],
  [20, 20],
  [41, 45],
  [130, 180],
  [60 * 30, 60 * 48],
])('%i minutes are said as %i', (left, said) => {
  expect(minutesSaid(left)).toBe(said);
});

test('becomes finer as it shrinks, and is never less than what is estimated', () => {
  const said = Array.from({ length: 600 }, (_, left) => [left, minutesSaid(left)] as const);
  expect(said.filter(([left, minutes]) => minutes < left)).toEqual([]);
  expect(new Set(said.map(([, minutes]) => minutes)).size).toBeLessThan(16);
});

test('goes a quarter of the way to a new estimate', () => {
  expect(steadied(inMinutes(20), inMinutes(40))).toBe(inMinutes(25));
  expect(steadied(undefined, inMinutes(40))).toBe(inMinutes(40));
  expect(steadied(inMinutes(20), undefined)).toBeUndefined();
});
