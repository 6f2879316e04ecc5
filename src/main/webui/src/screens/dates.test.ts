import { expect, test } from 'vitest';
import type { Notice } from '../api/answer';
import { calendar, daysLeft, hoursLeft, promise } from './dates';

const notice: Notice = {
  region: 'IN',
  ends: true,
  phase: 'EXPORTS_OPEN',
  message: '',
  code: 'exports-open',
  dates: {
    notice: '2022-10-25T00:00:00Z',
    exportsOpen: '2022-12-01T00:00:00Z',
    close: '2023-06-01T00:00:00Z',
    refundBy: '2023-08-01T00:00:00Z',
  },
};
const at = (instant: string) => ({ now: Date.parse(instant) });

test('the next date is marked', () => {
  expect(calendar(notice, at('2023-02-10T00:00:00Z')).map(({ past, next }) => `${past} ${next}`)).toEqual([
    'true false',
    'true false',
    'false true',
    'false false',
  ]);
});

test('nothing is deleted before the close, to its last second', () => {
  expect(promise(notice, at('2023-05-31T23:59:59Z'))?.key).toBe('promise.before');
  expect(daysLeft(notice, at('2023-05-31T23:59:59Z'))?.values).toEqual({ days: 1 });
  expect(promise(notice, at('2023-06-01T00:00:00Z'))).toBeUndefined();
});

test('nothing is deleted at all where nothing ends', () => {
  expect(promise({ region: 'CN', ends: false, message: '', code: 'nothing-ends' }, at('2023-06-01T00:00:00Z'))?.key).toBe('promise.never');
});

const promised: Notice = {
  ...notice,
  dates: { ...notice.dates, promised: { notice: '2022-10-25', exportsOpen: '2022-11-30', close: '2023-05-31', refundBy: '2023-07-31' } },
};

test('the days that were promised are named in place of their instants', () => {
  expect(calendar(promised, at('2023-02-10T00:00:00Z')).map(({ when }) => when.values!['moment'])).toEqual([
    { date: '2022-10-25' },
    { date: '2022-11-30' },
    { endOf: '2023-05-31' },
    { date: '2023-07-31' },
  ]);
  expect(calendar(promised, at('2023-02-10T00:00:00Z')).map(({ exact }) => exact?.values?.['moment'])).toEqual([
    undefined,
    undefined,
    { moment: '2023-06-01T00:00:00Z' },
    undefined,
  ]);
  expect(promise(promised, at('2023-02-10T00:00:00Z'))?.values).toEqual({ moment: { endOf: '2023-05-31' } });
});

test('an end that was promised as an instant is told as one, or as the end of a day', () => {
  expect(promise(notice, at('2023-02-10T00:00:00Z'))?.values).toEqual({ moment: { until: '2023-06-01T00:00:00Z' } });
});

test('hours are left on the last two days', () => {
  expect(hoursLeft(promised, at('2023-05-29T23:59:59Z'))).toBeUndefined();
  expect(hoursLeft(promised, at('2023-05-30T00:00:00Z'))?.values).toEqual({ time: { seconds: 172_800 } });
  expect(hoursLeft(promised, at('2023-05-31T19:00:00Z'))?.values).toEqual({ time: { seconds: 18_000 } });
  expect(hoursLeft(promised, at('2023-06-01T00:00:00Z'))).toBeUndefined();
});
