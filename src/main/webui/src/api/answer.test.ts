import { expect, test } from 'vitest';
import { troubleOf } from './answer';
import { nextLook } from './polling';

const problem = (code: string) => ({ type: `urn:sundown:problem:${code}`, title: '', status: 0, detail: '' });

test.each([
  [401, { message: 'Unauthorized' }, 'session-ended'],
  [401, problem('not-signed-in'), 'session-ended'],
  [429, { message: 'Too Many Requests' }, 'busy'],
  [503, problem('temporarily-unavailable'), 'maintenance'],
  [502, '<html>', 'maintenance'],
  [504, undefined, 'maintenance'],
  [409, problem('room-missing'), 'problem'],
  [503, problem('google-unavailable'), 'problem'],
  [418, { type: 'about:blank' }, 'unknown'],
  [500, null, 'unknown'],
])('a %i with %j is %s', (status, body, kind) => {
  expect(troubleOf(status, body, undefined).kind).toBe(kind);
});

test('the next look is when the API says, within bounds', () => {
  expect(nextLook(undefined, 20)).toBe(20);
  expect(nextLook(undefined, 0)).toBe(2);
  expect(nextLook(undefined, 90_000)).toBe(600);
  expect(nextLook(undefined, undefined)).toBe(60);
  expect(nextLook({ kind: 'maintenance', retryAfter: 120 }, undefined)).toBe(120);
  expect(nextLook({ kind: 'offline' }, undefined)).toBe(15);
});

test('nobody looks again where only the person can go on', () => {
  expect(nextLook({ kind: 'session-ended' }, undefined)).toBeUndefined();
});
