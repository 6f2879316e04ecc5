import { describe, expect, test } from 'vitest';
import type { Gallery, Transfer } from '../api/answer';
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
  test('tells how far it is by what has arrived, in items as the words beside it', () => {
    const items = { ...transfer().items, duplicate: { items: 5, bytes: 900 } };
    expect(shareOf(transfer({ items }))).toBeCloseTo(0.45);
    expect(transferPanel(transfer({ items }), here).meter?.label.values).toEqual({ share: { share: 0.45 }, done: 45, total: 100 });
    expect(shareOf(transfer({ items: { ...items, total: tally(0) } }))).toBe(0);
  });

  test('is never whole while something is missing, and does not wait for what has left the gallery', () => {
    const ended = { ...transfer().items, pending: tally(0) };
    expect(shareOf(transfer({ items: { ...ended, done: tally(94), failed: tally(1) } }))).toBeCloseTo(0.99);
    expect(shareOf(transfer({ items: { ...ended, done: tally(94), skipped: tally(1) } }))).toBe(1);
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

  test('that waits for room offers to go on without, and with another account', () => {
    expect(deeds(transfer({ state: 'waiting', reason: 'ROOM' }))).toEqual(['check-room', 'without-room', 'arrived', 'switch', 'stop']);
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

  test('of a part says what it leaves out, and leads to more', () => {
    const choice = { selection: { years: [2021] }, notChosen: tally(4) };
    const finished = transfer({ state: 'finished', code: 'finished-part', choice });
    expect(deeds(finished)).toEqual(['arrived', 'move', 'switch']);
    expect(transferPanel(finished, here).lines.map(({ key }) => key)).toEqual([
      'transfer.finished',
      'transfer.look',
      'choice.left-out',
      'choice.chosen',
    ]);
    expect(deeds(transfer({ choice }))).toEqual(['arrived', 'stop']);
    expect(deeds({ ...finished, choice: { ...choice, notChosen: tally(0) } })).toEqual(['arrived', 'switch']);
  });

  test('asks at its end about private photos of which nobody has asked', () => {
    const finished = transfer({ state: 'finished', code: 'finished', hidden: tally(4) });
    const asked = (why: 'not-asked' | 'not-chosen', of = finished) =>
      transferPanel(of, here, { safety: { standing: 'partly-safe', safe: tally(45), missing: 4, lost: 0, why } });
    expect(asked('not-asked').actions.map(({ deed }) => deed)).toEqual(['arrived', 'leave-private', 'take-private', 'switch']);
    expect(asked('not-asked').lines.map(({ key }) => key)).toContain('move.private.late');
    expect(asked('not-chosen').actions.map(({ deed }) => deed)).toEqual(['arrived', 'switch']);
    expect(asked('not-asked', transfer({ hidden: tally(4) })).actions.map(({ deed }) => deed)).toEqual(['arrived', 'stop']);
  });

  test('that waits for room proposes what would fit', () => {
    const year = (name: number, items: number) => ({ year: name, photos: tally(items), videos: tally(0) });
    const gallery: Gallery = {
      state: 'counted',
      ...tally(100),
      albums: 0,
      unsupported: [],
      livePhotos: 0,
      hidden: tally(0),
      deleted: tally(0),
      shared: tally(0),
      years: [year(2022, 30), year(2021, 70)],
      named: [],
    };
    const items = { ...transfer().items, done: tally(0), duplicate: tally(0), pending: tally(100) };
    const waiting = transfer({ state: 'waiting', reason: 'ROOM', items, room: { bytesNeeded: 1_000, bytesFree: 400 } });
    const panel = transferPanel(waiting, here, { gallery });
    expect(panel.actions.map(({ deed }) => deed)).toEqual(['check-room', 'move-fitting', 'without-room', 'switch', 'stop']);
    expect(panel.lines.find(({ key }) => key === 'choice.fits')?.values).toMatchObject({ count: 30 });
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
