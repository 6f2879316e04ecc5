import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusalOf } from './api';
import { nextLook } from './look';
import { Language } from '../../src/language/language';
import english from '../messages/en.json';
import { claims, counted, moments, readCertificate } from './certificate';
import { burnDown, failuresIn, type GroupProgress, headline, leftOf, parkedIn, readProgress, takenShare } from './progress';
import { csvOf } from './table';
import { nextDate, phaseOf, readTimeline } from './timeline';
import { factsOf } from './user';

const root = join(import.meta.dirname, '../../../../..');

describe('the timeline that a deployment starts from', () => {
  const timeline = readTimeline(JSON.parse(readFileSync(join(root, 'infra/timeline.json'), 'utf8')));

  test('has its groups, of which one has every other region', () => {
    expect(timeline.groups.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(timeline.groups.map(({ regions }) => regions?.[0])).toEqual(['SG', 'BR', undefined]);
  });

  test.each([
    ['2022-10-24T23:59:59Z', 'running', 'notice'],
    ['2022-10-25T00:00:00Z', 'announced', 'exportsOpen'],
    ['2022-12-01T00:00:00Z', 'exports-open', 'close'],
    ['2023-06-01T00:00:00Z', 'closed', 'refundBy'],
    ['2023-08-01T00:00:00Z', 'closed', undefined],
  ])('is at %s in the phase %s', (at, phase, next) => {
    const group = timeline.groups[0]!;
    expect(phaseOf(group, Date.parse(at))).toBe(phase);
    expect(nextDate(group, Date.parse(at))?.name).toBe(next);
  });
});

describe('a report', () => {
  const progress = readProgress(readFileSync(join(root, 'src/test/resources/golden/documents/report.json'), 'utf8'));
  const group = progress.groups[0]!;

  test('tells who is left', () => {
    expect(leftOf(group).users).toBeGreaterThan(0);
    expect(leftOf(group).users).toBeLessThan(group.users);
    expect(takenShare(group)).toBeCloseTo(1 - leftOf(group).users / group.users);
  });

  test('draws a line that begins at all users and falls', () => {
    const { days, outlook, close } = burnDown(group)!;
    expect(days[0]).toEqual([0, 0]);
    expect(days.at(-1)![1]).toBeGreaterThan(0);
    expect(outlook[0]).toEqual(days.at(-1));
    expect(outlook[1]![0]).toBe(1);
    expect(outlook[1]![1]).toBeGreaterThan(days.at(-1)![1]);
    expect(close).toBe(1);
  });

  test('says in some sentences how a group is', () => {
    const language = new Language('en', english, 'en-GB');
    const said = (of: GroupProgress, at: string): string => headline(of, at).map((sentence) => language.say(sentence)).join(' ');
    expect(said(group, progress.at)).toMatch(/^177 days to the close\. 8% of users have taken .* At the pace of the last 4 days, nobody will be left\.$/);
    const { pace: _, remainderAtClose: __, ...young } = group;
    expect(said(young, progress.at)).toContain('when two days have been counted');
    expect(said({ ...group, phase: 'CLOSED', daysToClose: -1 }, progress.at)).toMatch(/^Closed 1 day ago\. 8% of users took/);
    expect(said({ ...group, phase: 'ANNOUNCED' }, '2022-11-30T12:00:00Z')).toMatch(/^Exports open within a day\. 153,820 users with/);
    expect(said({ ...group, users: 0 }, progress.at)).toMatch(/Nobody is registered in this group\.$/);
  });

  test('says why something could not be moved, whatever the reason', () => {
    const reasons = readFileSync(join(root, 'src/main/java/sundown/transfer/FailureReason.java'), 'utf8').matchAll(/^ {4}([A-Z_]+)\("/gm);
    expect([...reasons].map(([, reason]) => `failed.${reason}`).toSorted()).toEqual(
      Object.keys(english).filter((key) => key.startsWith('failed.')),
    );
  });

  test('tells why items failed and transfers wait, the most first', () => {
    const counted = { ...progress, groups: [{ ...group, waiting: { ROOM: 2, QUOTA: 7 } }] };
    expect(failuresIn(counted)[0]).toEqual({ group: '1', reason: 'UNSUPPORTED_TYPE', count: 4608 });
    expect(parkedIn(counted).map(({ reason }) => reason)).toEqual(['QUOTA', 'ROOM']);
    expect(parkedIn({ ...progress, groups: [{ ...group, waiting: undefined as never }] })).toEqual([]);
  });

  test('draws nothing of one day', () => {
    expect(burnDown({ ...group, history: group.history.slice(0, 1) })).toBeUndefined();
  });
});

describe('a certificate', () => {
  const [alone, counting] = readFileSync(join(root, 'src/test/resources/golden/documents/certificates-user-first.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"number"'))
    .map(readCertificate);

  test('claims no more than it proves', () => {
    expect(claims(alone!).map(({ key }) => key)).toEqual([
      'certificate.no-account-left',
      'certificate.means',
      'certificate.unnamed-unknown',
    ]);
    expect(claims(counting!).at(-1)).toEqual({ key: 'certificate.unnamed', values: { unnamed: 17 } });
    const shared = { ...alone!, forOthers: { versions: 3 }, deleted: { ...alone!.deleted, shared: 5 } };
    expect(claims(shared)[2]).toEqual({ key: 'certificate.for-others', values: { versions: 3 } });
    expect(counted(shared).find(({ label }) => label === 'certificate.count.shared')).toMatchObject({ deleted: 5 });
    expect(counted(alone!).map(({ label }) => label)).not.toContain('certificate.count.shared');
    const { accountsAlone: _, ...apart } = alone!;
    expect(claims(apart)[0]).toEqual({ key: 'certificate.nothing-left', values: { remaining: 0, held: 1 } });
  });

  test('tells counts and times', () => {
    expect(counted(alone!).find(({ label }) => label === 'certificate.count.bytes')).toMatchObject({ deleted: 27, held: 10 });
    expect(moments(alone!).map(([label]) => label.replace('certificate.time.', ''))).toEqual(Object.keys(alone!.times));
  });
});

describe('a user', () => {
  test('has no facts where nothing is known', () => {
    expect(factsOf({ userId: 'u1', at: '2023-06-20T00:00:00Z', mails: [] })).toEqual([]);
  });

  test('waits for a reason, until an instant', () => {
    const tally = { items: 2, bytes: 8 };
    const items = { total: tally, done: tally, duplicate: tally, failed: tally, skipped: tally, pending: tally };
    const transfer = { state: 'waiting', reason: 'ROOM', message: 'No room.', connected: true, items, startedAt: 'a', goesOnAt: 'b' };
    expect(factsOf({ userId: 'u1', at: '2023-06-20T00:00:00Z', mails: [], transfer })).toEqual([
      {
        what: 'user.transfer',
        state: 'waiting (ROOM)',
        says: 'No room.',
        more: { key: 'user.items', values: { done: 4, all: 2, failed: 2 } },
        at: 'b',
      },
    ]);
  });
});

describe('a refusal', () => {
  const problem = (code: string) => ({ type: `urn:sundown:problem:${code}`, title: 'No', status: 400, detail: 'No.' });

  test.each([
    [401, { message: 'Unauthorized' }, 'session-ended'],
    [401, problem('operator-not-signed-in'), 'session-ended'],
    [401, problem('sign-in-too-old'), 'problem'],
    [403, problem('role-missing'), 'problem'],
    [429, { message: 'Too Many Requests' }, 'busy'],
    [503, { message: 'Service Unavailable' }, 'late'],
    [503, problem('temporarily-unavailable'), 'problem'],
    [500, undefined, 'unknown'],
  ])('of %i with %j is %s', (status, body, kind) => {
    expect(refusalOf(status, body).kind).toBe(kind);
  });

  test('makes the looks rarer, up to five minutes, and ends them with the session', () => {
    expect([0, 1, 2, 9].map((failures) => nextLook(10_000, undefined, failures))).toEqual([10_000, 20_000, 40_000, 300_000]);
    expect(nextLook(10_000, { kind: 'session-ended' }, 1)).toBeUndefined();
  });
});

test('a file of a table is CSV that no spreadsheet takes for formulas', () => {
  const rows = [{ user: 'u1', note: 'a "note", of\ntwo lines', amount: -5 }, { user: '=cmd()', note: undefined, amount: 1 }];
  expect(
    csvOf(['User', 'Note', 'Amount'], rows, [
      { value: ({ user }) => user },
      { value: ({ note }) => note },
      { value: ({ amount }) => amount },
    ]),
  ).toBe('User,Note,Amount\r\nu1,"a ""note"", of\ntwo lines",-5\r\n\'=cmd(),,1\r\n');
});
