import { expect, test } from 'vitest';
import { cut, WINDOW } from './windows';

const M = 1 << 20;

test.each<[string, [number, number][], [number, number][]]>([
  ['nothing', [], []],
  ['an entry', [[0, 5]], [[0, 5]]],
  ['neighbours together', [[0, 5], [5, 9]], [[0, 9]]],
  ['not what lies between', [[0, 5], [6, 9]], [[0, 5], [6, 9]]],
  ['no entry cut that fits', [[0, 3 * M], [3 * M, 5 * M]], [[0, 3 * M], [3 * M, 5 * M]]],
  ['a long entry cut', [[1, 10 * M]], [[1, 4 * M + 1], [4 * M + 1, 8 * M + 1], [8 * M + 1, 10 * M]]],
  ['an entry with the end of a long one', [[0, 5 * M], [5 * M, 6 * M]], [[0, 4 * M], [4 * M, 6 * M]]],
  ['an entry of one window', [[0, 4 * M], [4 * M, 5 * M]], [[0, 4 * M], [4 * M, 5 * M]]],
])('windows: %s', (_, needed, expected) => {
  const ranges = [...cut(needed.map(([from, to]) => ({ from, to })))];

  expect(ranges.map(({ from, to }) => [from, to])).toEqual(expected);
  expect(Math.max(0, ...ranges.map(({ from, to }) => to - from))).toBeLessThanOrEqual(WINDOW);
});
