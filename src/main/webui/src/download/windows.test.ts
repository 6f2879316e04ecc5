import { expect, test } from 'vitest';
import { cut, WINDOW } from './windows';

const M = 1 << 20;

test.each<[string, [number, number][], [number, number][]]>([
  ['nothing', [], []],
  ['an entry', [[0, 5]], [[0, 5]]],
  ['neighbours together', [[0, 5], [5, 9]], [[0, 9]]],
  ['not what lies between', [[0, 5], [6, 9]], [[0, 5], [6, 9]]],
  ['no entry cut that fits', [[0, 4 * M], [4 * M, 7 * M]], [[0, 4 * M], [4 * M, 7 * M]]],
  ['a long entry cut', [[1, 14 * M]], [[1, 6 * M + 1], [6 * M + 1, 12 * M + 1], [12 * M + 1, 14 * M]]],
  ['an entry with the end of a long one', [[0, 7 * M], [7 * M, 8 * M]], [[0, 6 * M], [6 * M, 8 * M]]],
  ['an entry of one window', [[0, 6 * M], [6 * M, 7 * M]], [[0, 6 * M], [6 * M, 7 * M]]],
])('windows: %s', (_, needed, expected) => {
  const ranges = [...cut(needed.map(([from, to]) => ({ from, to })))];

  expect(ranges.map(({ from, to }) => [from, to])).toEqual(expected);
  expect(Math.max(0, ...ranges.map(({ from, to }) => to - from))).toBeLessThanOrEqual(WINDOW);
});
