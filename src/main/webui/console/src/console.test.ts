import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Api, refusalOf } from './api';
import { groupsOf, lookAtPosition, lookAtTimeline } from './console';
import { isFilled } from './form';
import { type Look, nextLook } from './look';
import { Language } from '../../src/language/language';
import english from '../messages/en.json';
import { claims, counted, moments, readCertificate } from './certificate';
import { burnDown, failuresIn, type GroupProgress, headline, parkedIn, reachOf, readProgress, refundsSoFar, safeShare, verdictOf, waitsIn } from './progress';
import { placesFor } from './palette';
import { askedBy, findCalls } from './pages/calls';
import { jobKey, lookAtJobs } from './pages/jobs';
import { lookAtRefunds } from './pages/refunds';
import { withValue } from './query';
import { csvOf, sorted } from './table';
import { begun, changed, dateOf, datesOf, differencesOf, hasPast, inForce, nextDate, partsOf, phaseOf, readTimeline } from './timeline';
import { canResend, factsOf } from './user';
import { readable } from './words';

const root = join(import.meta.dirname, '../../../../..');

describe('the sample of a timeline', () => {
  const timeline = readTimeline(JSON.parse(readFileSync(join(root, 'infra/timeline.json'), 'utf8')));

  test('has its groups, of which one has every other region', () => {
    expect(timeline.groups.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(timeline.groups.map(({ regions }) => regions?.[0])).toEqual(['SG', 'BR', undefined]);
  });

  test('changes dates and exempts regions, and leaves the rest as it is', () => {
    const document = JSON.parse(readFileSync(join(root, 'infra/timeline.json'), 'utf8'));
    const dates = datesOf(timeline);
    const other = { ...dates, '2': { ...dates['2']!, close: '2023-07-31' } };
    expect(changed(document, dates, '')).toEqual({ ...document, version: document.version + 1 });
    const [one, two, three] = document.groups;
    expect(changed({ ...document, note: 'kept' }, other, ' sg, zz')).toEqual({
      ...document,
      note: 'kept',
      version: document.version + 1,
      exempt: [...document.exempt, 'SG', 'ZZ'],
      groups: [{ ...one, regions: one.regions.filter((region: string) => region !== 'SG') }, { ...two, close: '2023-07-31' }, three],
    });
  });

  test('says what a version changes, in days', () => {
    const language = new Language('en', english, 'en-GB');
    const [one, ...others] = timeline.groups;
    const after = { ...timeline, exempt: [...timeline.exempt, 'ZZ'], groups: [{ ...one!, dates: { ...one!.dates, close: '2023-06-30' } }, ...others] };
    const said = differencesOf(timeline, after).map((line) => language.say(line).replaceAll(/[\u2068\u2069]/g, ''));
    expect(said).toEqual([`Group 1: Close ${readable(one!.dates.close)} → 2023-06-30 (+30 days)`, 'Exempt: ZZ']);
    expect(differencesOf(timeline, timeline)).toEqual([]);
  });

  test.each(['2023-05-31', '2023-06-01T00:00:00Z'])('has %s as a day and a time', (date) => {
    expect(dateOf(partsOf(date))).toBe(date);
  });

  test('becomes the first version, whose past dates are confirmed', () => {
    const text = readFileSync(join(root, 'infra/timeline.json'), 'utf8');
    const document = begun(text)!;
    const first = readTimeline(document);
    expect(changed(document, datesOf(first), '')).toEqual(JSON.parse(text));
    expect(hasPast(first, datesOf(first), Date.parse('2022-10-25T00:00:00Z'))).toBe(false);
    expect(hasPast(first, datesOf(first), Date.parse('2022-10-25T00:00:01Z'))).toBe(true);
    expect(hasPast(timeline, datesOf(timeline), Date.parse('2024-01-01T00:00:00Z'))).toBe(false);
  });

  test.each(['', '7', '{}', '{"groups": []}', '{"groups": [7]', 'null'])('is not %s', (typed) => {
    expect(begun(typed)).toBeUndefined();
  });

  test('has the instants of the version in force, with the beginning of refunds', () => {
    const { id, instants } = timeline.groups[0]!;
    const begin = { ...instants, refundsBegin: '2023-07-16T00:00:00Z' };
    expect(readTimeline(JSON.parse(readFileSync(join(root, 'infra/timeline.json'), 'utf8')), { [id]: begin }).groups[0]!.instants).toEqual(begin);
    expect(instants.refundsBegin).toBeUndefined();
  });

  test('is not in force before it is published', () => {
    expect(inForce({ timelines: [] })).toEqual({ version: 0, exempt: [], groups: [] });
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
    expect(group.left.users).toBeGreaterThan(0);
    expect(group.left.users).toBeLessThan(group.users);
    expect(safeShare(group)).toBeCloseTo(1 - group.left.users / group.users);
  });

  test('draws a line that begins at all users and falls to what is left at the close', () => {
    const { days, outlook, close } = burnDown(group)!;
    expect(days[0]).toEqual([Date.parse(group.history[0]!.at), group.users]);
    expect(days.at(-1)![1]).toBeLessThan(group.users);
    expect(outlook).toEqual([days.at(-1), [Date.parse(group.close), group.remainderAtClose!.users]]);
    expect(close).toBe(Date.parse(group.close));
  });

  test('draws how sure the forecast is, by slower and faster days', () => {
    const day = (index: number, safe: number) => ({ ...group.history[0]!, at: new Date(Date.UTC(2023, 4, index)).toISOString(), users: 1000, safe: { users: safe, items: 0, bytes: 0 } });
    const history = [0, 10, 20, 40, 60].map((safe, index) => day(index + 1, safe));
    const uneven = { ...group, history, close: '2023-05-15T00:00:00Z', remainderAtClose: { users: 790, bytes: 0 } };
    expect(burnDown(uneven)!.spread).toEqual([
      [Date.UTC(2023, 4, 5), 940, 940],
      [Date.UTC(2023, 4, 15), 740, 840],
    ]);
    expect(burnDown({ ...uneven, close: '2023-05-01T00:00:00Z' })!.spread).toEqual([]);
  });

  test('is green only where nobody is left behind', () => {
    const at = (users: number): GroupProgress => ({ ...group, remainderAtClose: { users, bytes: 0 } });
    expect([0, 1].map((users) => verdictOf(at(users)))).toEqual(['good', 'attention']);
    expect(verdictOf({ ...group, phase: 'CLOSED' })).toBe('attention');
    const { remainderAtClose: _, ...young } = group;
    expect(verdictOf(young)).toBe('open');
    expect(verdictOf({ ...at(0), users: 0 })).toBe('open');
  });

  test('counts refunds by how far they are', () => {
    expect(refundsSoFar(group)).toEqual({ back: 4311, underWay: 17, toCome: 43_211, withPeople: 3 });
  });

  test('says in some sentences how a group is', () => {
    const language = new Language('en', english, 'en-GB');
    const said = (of: GroupProgress, at: string): string => headline(of, at).map((sentence) => language.say(sentence)).join(' ');
    expect(said(group, progress.at)).toMatch(/^177 days to the close\. The photos of 8% of users are safe\. At the pace of the last 4 days, nobody will be left\.$/);
    const { pace: _, remainderAtClose: __, ...young } = group;
    expect(said(young, progress.at)).toContain('when two days have been counted');
    expect(said({ ...group, phase: 'CLOSED', daysToClose: -1 }, progress.at)).toMatch(/^Closed 1 day ago\. The photos of 8% of users were safe; those of/);
    expect(said({ ...group, phase: 'ANNOUNCED' }, '2022-11-30T12:00:00Z')).toMatch(/^Exports open within a day\. 153,820 users with/);
    expect(said({ ...group, users: 0 }, progress.at)).toMatch(/Nobody is registered in this group\.$/);
  });

  test('says how many users letters have reached', () => {
    const language = new Language('en', english, 'en-GB');
    expect(language.say(reachOf({ REACHED: 1200, NOT_REACHABLE: 3 }))).toBe(
      '1,200 reached, 0 sent and unknown, 3 not reachable, 0 not written to',
    );
    expect(reachOf(group.reach).values).toMatchObject({ sent: 4000, unreachable: 1000 });
  });

  test('says why something could not be moved, whatever the reason', () => {
    const reasons = readFileSync(join(root, 'src/main/java/sundown/transfer/FailureReason.java'), 'utf8').matchAll(/^ {4}([A-Z_]+)\("/gm);
    expect([...reasons].map(([, reason]) => `failed.${reason}`).toSorted()).toEqual(
      Object.keys(english).filter((key) => key.startsWith('failed.')),
    );
  });

  test.each([
    ['parked', 'transfer/Transfer.java', 'WaitReason'],
    ['refund-reason', 'refund/RefundState.java', 'ManualReason'],
  ])('has words for each reason of %s', (kind, file, name) => {
    const source = readFileSync(join(root, 'src/main/java/sundown', file), 'utf8');
    const members = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(source)![1]!.matchAll(/^ +([A-Z_]+),?$/gm);
    expect([...members].map(([, reason]) => `${kind}.${reason}`).toSorted()).toEqual(
      Object.keys(english).filter((key) => key.startsWith(`${kind}.`)),
    );
  });

  test('tells why items failed and transfers wait, the most first', () => {
    const counted = { ...progress, groups: [{ ...group, waiting: { ROOM: 2, QUOTA: 7 } }] };
    expect(failuresIn(counted)[0]).toEqual({ group: '1', reason: 'UNSUPPORTED_TYPE', count: 4608 });
    expect(parkedIn(counted).map(({ reason }) => reason)).toEqual(['QUOTA', 'ROOM']);
    expect(parkedIn({ ...progress, groups: [{ ...group, waiting: undefined as never }] })).toEqual([]);
  });

  test('tells what people have to do for a group', () => {
    const manual = { MANUAL: { INR: { refunds: 2, minorUnits: 5 }, EUR: { refunds: 1, minorUnits: 7 } } };
    const elsewhere = { ELSEWHERE: { INR: { refunds: 9, minorUnits: 5 } } };
    const counted = { ...progress, groups: [{ ...group, refunds: { ...manual, ...elsewhere }, unread: 4 }] };
    expect(waitsIn(counted, '1')).toEqual([
      { says: { key: 'waits.refunds', values: { count: 3 } }, at: '/refunds?state=MANUAL&group=1' },
      { says: { key: 'waits.elsewhere', values: { count: 9 } }, at: '/refunds?state=ELSEWHERE&group=1' },
      { says: { key: 'waits.unread', values: { count: 4 } }, at: '/jobs?group=1' },
    ]);
    expect(waitsIn({ ...counted, groups: [{ ...group, refunds: {}, unread: 0 }] }, '1')).toEqual([]);
    expect(waitsIn(counted, '2')).toEqual([]);
    expect(waitsIn(undefined, '1')).toEqual([]);
  });

  test('draws nothing of one day', () => {
    expect(burnDown({ ...group, history: group.history.slice(0, 1) })).toBeUndefined();
  });
});

describe('a look at the groups', () => {
  const timelines = { timelines: [{ version: 1, by: 'Ada', reason: '', document: JSON.parse(readFileSync(join(root, 'infra/timeline.json'), 'utf8')), dates: {} }] };
  const stopped = { stopped: true, by: 'Mary', reason: 'an alarm', at: '2023-06-19T22:00:00Z' };
  const at = '2023-06-20T00:00:00Z';
  const failed = refusalOf(500, { type: 'urn:sundown:problem:internal-error', title: 'No', status: 500, detail: 'No.' });
  const asked: unknown[] = [];

  function api(position: object, list: object = { kind: 'ok', value: timelines }): Pick<Api, 'call'> {
    asked.length = 0;
    const call = async (...call: unknown[]): Promise<unknown> => {
      asked.push(call);
      return call[0] === 'list-timelines' ? list : position;
    };
    return { call } as Pick<Api, 'call'>;
  }

  const purges = { kind: 'ok', value: { at, killSwitch: stopped, purges: [{ group: '1', at }, { group: '3', at }] } };

  async function looked<T>(look: Promise<{ kind: string; value?: T }>): Promise<Look<T>> {
    const { kind, value } = await look;
    return { value, at: 1, refusal: kind === 'ok' ? undefined : failed, again: async () => undefined };
  }

  test('is one call for all of them and the kill switch', async () => {
    expect(await lookAtPosition(api(purges))).toMatchObject({ kind: 'ok', value: { killSwitch: stopped } });
    expect(asked).toEqual([['get-purge', {}]]);
  });

  test('takes a group that the answer lacks for one without an end', async () => {
    const groups = groupsOf(await looked(lookAtTimeline(api(purges))), await looked(lookAtPosition(api(purges))));
    expect(groups.value?.standings.map(({ group, status }) => [group.id, status?.group])).toEqual([['1', '1'], ['2', undefined], ['3', '3']]);
  });

  test('is refused where one of both is, and does not decide what is known of the other', async () => {
    const position = await looked(lookAtPosition(api(purges)));
    const timeline = await looked(lookAtTimeline(api(purges, failed)));
    expect(groupsOf(timeline, position)).toMatchObject({ value: undefined, refusal: failed });
    expect(position.value).toMatchObject({ killSwitch: stopped });
    expect(await lookAtPosition(api(failed))).toEqual(failed);
  });

  test('of the jobs of a group is one call', async () => {
    expect(await lookAtJobs(api({ kind: 'ok', value: { jobs: [{ job: 'plan-1' }] } }), '1')).toMatchObject({ value: [{ job: 'plan-1' }] });
    expect(asked).toEqual([['steer-job', { group: '1' }]]);
  });
});

test('a number that is typed is a whole one, or none', () => {
  const field = { kind: 'number', optional: true } as const;
  expect(['', '0', '17', '9007199254740991'].filter((value) => !isFilled(field, value))).toEqual([]);
  expect(['-1', '1.5', '1e3', '9007199254740992', 'many'].filter((value) => isFilled(field, value))).toEqual([]);
  expect(isFilled({ kind: 'number' }, '')).toBe(false);
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
    const moved = { ...alone!, foreign: { accounts: 2, versions: 7 } };
    expect(claims(moved)[2]).toEqual({ key: 'certificate.foreign', values: { accounts: 2, versions: 7 } });
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
  test.each([
    ['INTENT', true],
    ['MANUAL', true],
    ['SENT', false],
    ['SUCCEEDED', false],
    ['RESOLVED', false],
  ])('whose fee is %s can have it sent for again: %s', (state, can) => {
    const notice = { region: 'IN', ends: true, group: '1', message: '', code: '' };
    expect(canResend({ userId: 'u1', at: '', mails: [], notice, ledger: { state } as never })).toBe(can);
    expect(canResend({ userId: 'u1', at: '', mails: [], ledger: { state } as never })).toBe(false);
  });

  test('has no facts where nothing is known', () => {
    expect(factsOf({ userId: 'u1', at: '2023-06-20T00:00:00Z', mails: [] }, (key) => key)).toEqual([]);
  });

  test('waits for a reason, until an instant', () => {
    const tally = { items: 2, bytes: 8 };
    const items = { total: tally, done: tally, duplicate: tally, failed: tally, skipped: tally, pending: tally };
    const transfer = { state: 'waiting', reason: 'ROOM', message: 'No room.', connected: true, items, startedAt: 'a', goesOnAt: 'b' };
    expect(factsOf({ userId: 'u1', at: '2023-06-20T00:00:00Z', mails: [], transfer }, (key) => key)).toEqual([
      {
        what: 'user.transfer',
        state: 'waiting (parked.ROOM)',
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

test('calls are asked for as the address says, and decisions without it', () => {
  const address = (search: string) => (name: string) => new URLSearchParams(search).get(name) ?? '';
  expect(askedBy(address(''))).toEqual({ kind: 'DECISIONS', limit: 200 });
  expect(askedBy(address('kind=ALL&by=ada&userId=u1&day=2023-05-01'))).toEqual({ kind: 'ALL', limit: 200, by: 'ada', userId: 'u1', day: '2023-05-01' });
});

test('a sentence of the API has its instants and figures as people write them, and its ids as they are', () => {
  expect(readable('1 users wait since 2026-12-07T12:38:50.070568511Z: 10000000 a day.')).toBe('1 user wait since 2026-12-07 12:38 UTC: 10,000,000 a day.');
  expect(readable('user u-118204 of 21 users, sk_12345678')).toBe('user u-118204 of 21 users, sk_12345678');
});

test('an address has one value of a name, and none that is empty', () => {
  expect(withValue('?state=MANUAL&group=1', 'group', '2')).toBe('?state=MANUAL&group=2');
  expect(withValue('?group=1', 'group', '')).toBe('');
});

test('rows are sorted as people count, with what has no value last', () => {
  const rows = [{ of: 'u10' }, { of: undefined }, { of: 'u9' }];
  const order = (down: boolean) => sorted(rows, ({ of }) => of, down).map(({ of }) => of);
  expect(order(false)).toEqual(['u9', 'u10', undefined]);
  expect(order(true)).toEqual(['u10', 'u9', undefined]);
});

test('the palette finds places by their names, and a user by their id', () => {
  const places = [{ name: 'Holds', to: '/holds' }, { name: 'Group 1', to: '/groups/1' }];
  const user = (id: string) => ({ name: `User ${id}`, to: `/user?id=${id}` });
  expect(placesFor('', places, user)).toEqual(places);
  expect(placesFor('hol', places, user).map(({ to }) => to)).toEqual(['/holds', '/user?id=hol']);
  expect(placesFor(' u-1 ', places, user)).toEqual([{ name: 'User u-1', to: '/user?id=u-1' }]);
  expect(placesFor('u-1', places, () => undefined)).toEqual([]);
});

describe('a search for calls of one function', () => {
  const asked = { day: '2023-06-20', function: 'allow-purges' };

  /** Pages of which only the one of a number has a call. */
  function paged(pages: number, hit?: number): { api: Pick<Api, 'call'>; requests: unknown[] } {
    const requests: unknown[] = [];
    const call = async (_: string, body: { after?: string }): Promise<unknown> => {
      requests.push(body);
      const page = Number(body.after ?? 0) + 1;
      return { kind: 'ok', value: { day: asked.day, calls: page === hit ? [{}] : [], ...(page < pages ? { next: String(page) } : {}) } };
    };
    return { api: { call } as Pick<Api, 'call'>, requests };
  }

  test('goes on where a page is empty', async () => {
    const { api, requests } = paged(6, 3);
    expect(await findCalls(api, asked, undefined)).toMatchObject({ value: { calls: [{}], next: '3', passed: 10_000 } });
    expect(requests).toEqual([asked, { ...asked, after: '1' }, { ...asked, after: '2' }]);
  });

  test('says that there is none only at the end of the day', async () => {
    const end = await findCalls(paged(3).api, asked, undefined);
    expect(end.kind === 'ok' && [end.value.calls, end.value.next]).toEqual([[], undefined]);
  });

  test('asks a person after ten pages, and goes on from there', async () => {
    const { api, requests } = paged(25, 12);
    expect(await findCalls(api, asked, undefined)).toMatchObject({ value: { calls: [], next: '10', passed: 50_000 } });
    expect(requests).toHaveLength(10);
    expect(await findCalls(api, asked, '10')).toMatchObject({ value: { calls: [{}], passed: 5_000 } });
  });
});

test('refunds are looked at page by page, without their totals', async () => {
  const sent: unknown[] = [];
  const call = async (_: string, body: { after?: string }): Promise<unknown> => {
    sent.push(body);
    const page = Number(body.after ?? 0) + 1;
    return { kind: 'ok', value: { state: 'MANUAL', refunds: [{ userId: `u${page}` }], ...(page < 3 ? { next: String(page) } : {}) } };
  };
  const look = (pages: number) => lookAtRefunds({ call } as Pick<Api, 'call'>, { state: 'MANUAL', allGroups: true }, pages);
  expect(await look(1)).toEqual({ kind: 'ok', value: { refunds: [{ userId: 'u1' }], isMore: true } });
  sent.length = 0;
  expect(await look(5)).toEqual({ kind: 'ok', value: { refunds: [{ userId: 'u1' }, { userId: 'u2' }, { userId: 'u3' }], isMore: false } });
  const filter = { state: 'MANUAL', allGroups: true, limit: 200 };
  expect(sent).toEqual([
    { ...filter, totals: false },
    { ...filter, after: '1' },
    { ...filter, after: '2' },
  ]);
});

test('all jobs of the runbook have words, those of the mail among them', () => {
  const runbook = readFileSync(join(root, 'docs/runbook/jobs.md'), 'utf8').matchAll(/^\| (`.*?) \|/gm);
  const jobs = [...runbook].flatMap(([, cell]) => [...cell!.matchAll(/`([a-z]+)-<group>`/g)].map(([, name]) => name));
  expect(jobs.map((name) => jobKey(`${name}-1`)).toSorted()).toEqual(Object.keys(english).filter((key) => key.startsWith('job.')));
  const mail = readFileSync(join(root, 'src/main/java/sundown/mail/GroupMail.java'), 'utf8').matchAll(/ (?:NOTICES|REMINDERS) = "(.*)"/g);
  expect(jobs).toEqual(expect.arrayContaining([...mail].map(([, name]) => name)));
  expect(jobKey('newer-1')).toBeUndefined();
});
