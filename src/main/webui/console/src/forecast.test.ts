import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { photosADay, readForecast, refundsLeft } from './forecast';
import { readProgress } from './progress';

const documents = join(import.meta.dirname, '../../../../../src/test/resources/golden/documents');
const golden = (name: string): string => readFileSync(join(documents, name), 'utf8');

describe('a forecast', () => {
  test('has the balance by currency', () => {
    expect(readForecast(golden('readiness.json'))).toEqual({
      at: '2022-11-20T06:00:00Z',
      requests: undefined,
      uploads: undefined,
      balances: [{ currency: 'INR', toCome: 129_900, available: 200_000 }],
    });
  });

  test('names the day by which more must be granted', () => {
    const run = (figures: object): string =>
      JSON.stringify({ at: '2022-11-20T06:00:00Z', checks: [{ name: 'google-quota', result: 'fail', found: '', figures }] });
    const requestsADay = { itemsLeft: 10, granted: 5, most: 9, mostInLastWeek: 8 };
    expect(readForecast(run({ requestsADay: { ...requestsADay, runsOutInDays: 12 } })).requests).toEqual({
      ...requestsADay,
      runsOutAt: '2022-12-02T06:00:00.000Z',
    });
    expect(readForecast(run({ requestsADay })).requests!.runsOutAt).toBeUndefined();
    expect(readForecast(run({ requestsADay, uploadsADay: { ...requestsADay, most: 7 } })).uploads!.most).toBe(7);
  });

  test('says nothing by what an older version wrote', () => {
    const old = JSON.stringify({ at: '2022-11-20T06:00:00Z', checks: [{ name: 'google-quota', result: 'pass', found: '' }] });
    expect(readForecast(old)).toMatchObject({ requests: undefined, balances: [] });
  });

  test('has the pace and the refunds of the report', () => {
    const progress = readProgress(golden('report.json'));
    expect(photosADay(progress)).toBe(Math.round(13_963_250 / 4));
    expect(photosADay({ ...progress, groups: progress.groups.map((group) => ({ ...group, phase: 'CLOSED' })) })).toBe(0);
    expect(refundsLeft(progress)).toBeGreaterThan(0);
  });
});
