import { describe, expect, test } from 'vitest';
import type { Transfer } from '../api/answer';
import { retry, retryAdvice, shareOf, transferPanel } from './transfer';

const here = { now: Date.parse('2023-02-10T12:00:00Z') };
const tally = (items: number) => ({ items, bytes: items * 10 });

function transfer(parts: Partial<Transfer> = {}): Transfer {
  return {
    id: 't',
    state: 'running',
    message: '',
    code: 'moving',
    connected: true,
    lookAgainInSeconds: 20,
    googleAccount: 'ana@example.com',
    items: {
      total: tally(100),
      done: tally(40),
      duplicate: tally(5),
      failed: tally(0),
      skipped: tally(0),
      pending: tally(55),
    },
    startedAt: '2023-02-10T10:00:00Z',
    switchesLeft: 3,
    hidden: tally(0),
    ...parts,
  };
}

const failed = { items: { ...transfer().items, failed: tally(3), pending: tally(52) } };
const deeds = (of: Transfer) => transferPanel(of, here).actions.map(({ deed }) => deed);

describe('the state of a transfer', () => {
  test('tells how far it is, by bytes', () => {
    expect(shareOf(transfer())).toBeCloseTo(0.45);
    expect(shareOf(transfer({ items: { ...transfer().items, total: tally(0) } }))).toBe(1);
  });

  test.each([
    ['counting', ['stop']],
    ['running', ['arrived', 'stop']],
    ['waiting', ['arrived', 'stop']],
    ['stopped', ['resume', 'arrived', 'switch']],
    ['finished', ['arrived', 'switch']],
    ['closed', ['arrived']],
    ['not-allowed', ['resume', 'arrived', 'switch']],
    ['gave-up', ['resume', 'arrived', 'switch']],
  ] as const)('%s leaves %j', (state, left) => {
    expect(deeds(transfer({ state, ...(state === 'waiting' ? { reason: 'BUSY' as const } : {}) }))).toEqual(left);
  });

  test('that waits for room offers to go on without', () => {
    expect(deeds(transfer({ state: 'waiting', reason: 'ROOM' }))).toEqual(['check-room', 'without-room', 'arrived', 'stop']);
  });

  test('that waits for consent asks for it first', () => {
    expect(deeds(transfer({ state: 'waiting', reason: 'CONSENT' }))[0]).toBe('consent');
  });

  test('offers no switch when none is left', () => {
    expect(deeds(transfer({ state: 'stopped', switchesLeft: 0 }))).toEqual(['resume', 'arrived']);
  });

  test('warns when it will not finish in time', () => {
    expect(transferPanel(transfer({ warningCode: 'ends-after-close' }), here).warnings.map(({ key }) => key)).toEqual(['transfer.warning.ends-after-close']);
  });

  test('tells at its end what became of the albums, and what is private', () => {
    const lines = (parts: Partial<Transfer>) =>
      transferPanel(transfer({ state: 'finished', code: 'finished', ...parts }), here).lines.slice(1, -1);
    expect(lines({ albums: { created: 0, lost: 0, outside: 0 } })).toEqual([]);
    expect(lines({ albums: { created: 7, lost: 1, outside: 2 }, hidden: tally(4) })).toEqual([
      { key: 'transfer.albums', values: { count: 7 } },
      { key: 'transfer.outside', values: { count: 2 } },
      { key: 'transfer.empty-albums', values: { count: 1 } },
      { key: 'transfer.hidden', values: { count: 4 } },
    ]);
  });

  test('offers the list of what arrived once something has', () => {
    const nothing = { ...transfer().items, done: tally(0), duplicate: tally(0) };
    expect(deeds(transfer({ items: nothing }))).not.toContain('arrived');
    expect(deeds(transfer({ state: 'finished', code: 'finished-some-failed', ...failed }))).toContain('arrived');
  });

  test('shows what failed, wherever it is', () => {
    expect(deeds(transfer(failed))).toContain('failures');
    const finished = transferPanel(transfer({ state: 'finished', code: 'finished-some-failed', ...failed }), here);
    expect(finished.title).toEqual({ key: 'transfer.says.finished-some-failed', values: { count: 3 } });
  });
});

describe('a retry', () => {
  const finished = (parts: Partial<Transfer>) => transfer({ state: 'finished', ...failed, ...parts });

  test('is advised a day later, and possible before', () => {
    const early = finished({ retrySensibleAt: '2023-02-11T09:00:00Z' });
    expect(retryAdvice(early, here).map(({ key }) => key)).toEqual(['retry.sensible']);
    expect(retry(early, here).map(({ deed }) => deed)).toEqual(['retry-now']);
  });

  test('is offered when a day has passed', () => {
    expect(retry(finished({ retrySensibleAt: '2023-02-10T12:00:00Z' }), here).map(({ deed }) => deed)).toEqual(['retry']);
  });

  test('is not offered within the hour', () => {
    const soon = finished({ retrySensibleAt: '2023-02-11T09:00:00Z', retryPossibleAt: '2023-02-10T12:30:00Z' });
    expect(retryAdvice(soon, here).map(({ key }) => key)).toEqual(['retry.possible']);
    expect(retry(soon, here)).toEqual([]);
  });

  test('is not offered where it cannot help', () => {
    expect(retryAdvice(finished({}), here).map(({ key }) => key)).toEqual(['retry.never']);
    expect(retry(finished({}), here)).toEqual([]);
  });
});
