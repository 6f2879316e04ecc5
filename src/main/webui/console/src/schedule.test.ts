import { describe, expect, test } from 'vitest';
import { daysBetween, scale, ticksTo } from './scale';
import { deletionPace, scheduleOf } from './schedule';
import { daysTo } from './timeline';

const now = Date.parse('2023-06-20T12:00:00Z');
const dates = { notice: '2022-10-25T00:00:00Z', exportsOpen: '2022-12-01T00:00:00Z', close: '2023-06-01T00:00:00Z', refundBy: '2023-08-01T00:00:00Z' };
const group = { id: '1', regions: ['IN'], dates, instants: dates };
const planned = { users: 1000 } as never;
const plan = { group: '1', planId: 'p', state: 'PLANNED', by: 'Ada', begunAt: '2023-06-03T00:00:00Z', chunksDone: 1, chunks: 1, planned } as const;
const purge = { group: '1', planId: 'p', manifestHash: 'h', approvals: [] };
const status = { group: '1', at: '2023-06-20T12:00:00Z', closesAt: dates.close, drainedAt: '2023-06-02T00:00:00Z' };
const job = { job: 'memberships-1', state: 'ENDED', begunAt: '2022-12-01T00:00:00Z' } as never;

describe('the schedule', () => {
  test('has the dates of a group, its jobs, and today', () => {
    const { from, to, rows } = scheduleOf([{ group, status, unread: false }], { '1': [job] }, now);
    expect([from, to]).toEqual([Date.parse(dates.notice), Date.parse(dates.refundBy)]);
    expect(rows[0]!.spans.map(({ stretch }) => stretch)).toEqual(['announced', 'exports-open', 'closed']);
    expect(rows[0]).toMatchObject({ step: undefined, jobs: [{ job: 'memberships-1', at: Date.parse('2022-12-01T00:00:00Z') }] });
    expect(scheduleOf([{ group, status, unread: false }], {}, Date.parse('2024-01-01T00:00:00Z')).to).toBe(Date.parse('2024-01-01T00:00:00Z'));
  });

  test.each([
    [{ ...status, plan, purge: { ...purge, state: 'PLANNED' as const } }, 'approved', now],
    [{ ...status, plan, beginsAt: '2023-06-25T00:00:00Z', purge: { ...purge, state: 'PAUSING' as const } }, 'paused', Date.parse('2023-06-25T00:00:00Z')],
    [{ ...status, plan, purge: { ...purge, state: 'CERTIFIED' as const, at: '2023-06-19T00:00:00Z' } }, 'certified', Date.parse('2023-06-19T00:00:00Z')],
  ])('has the deletion from its plan on, as far as it is', (seen, step, to) => {
    const [row] = scheduleOf([{ group, status: seen, unread: false }], {}, now).rows;
    expect(row).toMatchObject({ step });
    expect(row!.spans.at(-1)).toEqual({ stretch: 'deletion', from: Date.parse('2023-06-03T00:00:00Z'), to });
  });
});

test('a deletion has a pace once accounts are deleted', () => {
  const waves = { ...purge, state: 'WAVES' as const, pausesUntil: '2023-06-20T02:00:00Z' };
  const deleting = (finished: number) => ({ ...status, plan, purge: { ...waves, accounts: { finished, setAside: 0, chunks: 1, chunksDone: 0 } } });
  expect(deletionPace(deleting(500), now)).toEqual({ finished: 500, all: 1000, anHour: 50, endsAt: now + 10 * 3_600_000 });
  expect(deletionPace(deleting(0), now)).toBeUndefined();
  expect(deletionPace(status, now)).toBeUndefined();
});

describe('an axis', () => {
  test.each([
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [153_820, [0, 50_000, 100_000, 150_000, 200_000]],
  ])('to %i has round figures', (most, ticks) => {
    expect(ticksTo(most)).toEqual(ticks);
  });

  test('of days has no more figures than there is room for', () => {
    const [from, to] = [Date.parse('2022-10-25T00:00:00Z'), Date.parse('2023-08-01T00:00:00Z')];
    expect(daysBetween(from, to, 20).map((at) => new Date(at).toISOString().slice(0, 10))).toEqual([
      ...['2022-11-01', '2022-12-01', '2023-01-01', '2023-02-01', '2023-03-01'],
      ...['2023-04-01', '2023-05-01', '2023-06-01', '2023-07-01', '2023-08-01'],
    ]);
    expect(daysBetween(from, to, 4).length).toBeLessThanOrEqual(4);
    expect(daysBetween(to - 10 * 86_400_000, to, 5).length).toBeLessThanOrEqual(6);
  });

  test('maps its ends to the ends of the picture', () => {
    const x = scale([10, 20], [100, 0]);
    expect([x(10), x(15), x(20)]).toEqual([100, 50, 0]);
  });
});

test('what is less than a day away is 0 days away, on each page', () => {
  expect(['2023-06-20T13:00:00Z', '2023-06-21T11:59:59Z', '2023-06-21T12:00:00Z'].map((at) => daysTo(at, now))).toEqual([0, 0, 1]);
});
