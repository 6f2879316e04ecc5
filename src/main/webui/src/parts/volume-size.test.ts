import { expect, test } from 'vitest';
import { proposedSize } from './volume-size';

const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0';

test.each([
  ['a phone', `${ANDROID} Mobile Safari/537.36`, 5, 4, 1],
  ['a phone that does not tell its memory', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Mobile', 5, undefined, 1],
  ['a phone with much memory', `${ANDROID} Mobile Safari/537.36`, 5, 8, 2],
  ['a tablet', `${ANDROID} Safari/537.36`, 5, 8, 2],
  ['a tablet that says it is a Mac', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari', 5, undefined, 2],
  ['a Mac', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari', 0, undefined, 4],
  ['a computer', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/124.0.0.0', 0, 8, 4],
])('%s gets files that fit it', (_, userAgent, maxTouchPoints, deviceMemory, size) => {
  expect(proposedSize({ userAgent, maxTouchPoints, ...(deviceMemory === undefined ? {} : { deviceMemory }) })).toBe(size);
});
