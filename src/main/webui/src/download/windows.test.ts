import { expect, test } from 'vitest';
import { cut, WINDOW } from './windows';

const M = 1 << 20;

test.each<[string, [number, number][], [number, number][]]>([
  ['nothing', [], []],
  ['an entry', [[0, 5]], [[0, 5]]],
  ['neighbours together', [[0, 5], [5, 9]], [[0, 9]]],
  ['not what lies between', [[0, 5], [6, 9]], [[0, 5], [6, 9]]],
  ['no entry cut that fits', [[0, 5 * M], [5 * M, 10 * M]], [[0, 5 * M], [5 * M, 10 * M]]],
  ['a long entry cut', [[1, 20 * M]], [[1, 8 * M + 1], [8 * M + 1, 16 * M + 1], [16 * M + 1, 20 * M]]],
  ['an entry with the end of a long one', [[0, 9 * M], [9 * M, 10 * M]], [[0, 8 * M], [8 * M, 10 * M]]],
  ['an entry of one window', [[0, 8 * M], [8 * M, 9 * M]], [[0, 8 * M], [8 * M, 9 * M]]],
])('windows: %s', (_, needed, expected) => {
  const ranges = [...cut(needed.map(([from, to]) => ({ from, to })))];

  expect(ranges.map(({ from, to }) => [from, to])).toEqual(expected);
  expect(Math.max(0, ...ranges.map(({ from, to }) => to - from))).toBeLessThanOrEqual(WINDOW);
});
